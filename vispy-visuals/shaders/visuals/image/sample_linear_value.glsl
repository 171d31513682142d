// sample_linear_value: the colour between the four texel centres around a position; values are interpolated, then
// coloured. A NaN among the four gives a NaN.
//
// texel: the texel that the position is in.
// fraction: where in it, 0 to 1.
// $image: sampler2D, the texels.
// $to_color: vec4(vec4), colour of a texel's values, premultiplied, sRGB-encoded.
// Returns the colour.
vec4 sample_linear_value(ivec2 texel, vec2 fraction) {
    ivec2 last = textureSize($image, 0) - 1;
    vec2 shifted = fraction - 0.5;
    ivec2 low = texel + ivec2(floor(shifted));
    vec2 weight = fract(shifted);
    ivec2 a = clamp(low, ivec2(0), last);
    ivec2 b = clamp(low + 1, ivec2(0), last);
    vec4 lower = mix(texelFetch($image, a, 0), texelFetch($image, ivec2(b.x, a.y), 0), weight.x);
    vec4 upper = mix(texelFetch($image, ivec2(a.x, b.y), 0), texelFetch($image, b, 0), weight.x);
    return $to_color(mix(lower, upper, weight.y));
}
