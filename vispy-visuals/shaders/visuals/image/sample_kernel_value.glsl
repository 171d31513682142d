// sample_kernel_value: the colour at a position, by a kernel over the texels around it; values are interpolated, then
// coloured. Texels that are no number count for nothing; within one of them the colour is that of NaN.
//
// Beyond an edge of the image, it is mirrored.
// texel: the texel that the position is in.
// fraction: where in it, 0 to 1.
// $image: sampler2D, the texels.
// $to_color: vec4(vec4), colour of a texel's values, premultiplied, sRGB-encoded.
// $weight: float(float), weight of a texel at a distance in texels.
// KERNEL_REACH: constant of the program: how far texels reach, rounded up to whole ones.
// Returns the colour.
vec4 sample_kernel_value(ivec2 texel, vec2 fraction) {
    vec4 own = texelFetch($image, texel, 0);
    if (isnan(own.x)) {
        return $to_color(own);
    }
    ivec2 size = textureSize($image, 0);
    vec2 from_center = fraction - 0.5;
    float sum = 0.0;
    float total = 0.0;
    float columns[2 * KERNEL_REACH + 1];
    for (int i = -KERNEL_REACH; i <= KERNEL_REACH; i++) {
        columns[i + KERNEL_REACH] = $weight(from_center.x - float(i));
    }
    for (int j = -KERNEL_REACH; j <= KERNEL_REACH; j++) {
        float row = $weight(from_center.y - float(j));
        if (row == 0.0) {
            continue;
        }
        for (int i = -KERNEL_REACH; i <= KERNEL_REACH; i++) {
            float weight = row * columns[i + KERNEL_REACH];
            ivec2 at = texel + ivec2(i, j);
            ivec2 inner = max(at, -1 - at);
            inner = clamp(min(inner, 2 * size - 1 - inner), ivec2(0), size - 1);
            float value = texelFetch($image, inner, 0).x;
            if (!isnan(value) && !isinf(value)) {
                // The difference from the texel itself keeps its digits.
                sum += weight * (value - own.x);
                total += weight;
            }
        }
    }
    return $to_color(vec4(isinf(own.x) ? own.x : own.x + sum / total));
}
