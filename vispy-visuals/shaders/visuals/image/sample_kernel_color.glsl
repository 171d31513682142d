// sample_kernel_color: the colour at a position, by a kernel over the texels around it; colours are interpolated.
//
// Beyond an edge of the image, it is mirrored.
// texel: the texel that the position is in.
// fraction: where in it, 0 to 1.
// $image: sampler2D, the texels.
// $to_color: vec4(vec4), colour of a texel's values, premultiplied, sRGB-encoded.
// $weight: float(float), weight of a texel at a distance in texels.
// KERNEL_REACH: constant of the program: how far texels reach, rounded up to whole ones.
// Returns the colour.
vec4 sample_kernel_color(ivec2 texel, vec2 fraction) {
    ivec2 size = textureSize($image, 0);
    vec2 from_center = fraction - 0.5;
    vec4 sum = vec4(0.0);
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
            sum += weight * $to_color(texelFetch($image, inner, 0));
            total += weight;
        }
    }
    // Kernels that go below zero overshoot.
    vec4 color = clamp(sum / total, 0.0, 1.0);
    return vec4(min(color.rgb, color.a), color.a);
}
