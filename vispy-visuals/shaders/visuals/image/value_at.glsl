// value_at: the number that an image of numbers has at a place, linear between texel centres, and its slope.
//
// px: the place; px, framebuffer frame.
// $image, $box, $matrix, $base: see main.frag.
// $limits: see color_scalar.
// Returns the number, 0 at the first limit of the colours and 1 at the second, and by how much it grows in a pixel along x
// and y. All NaN outside of the image, and next to a NaN.
vec3 value_at(vec2 px) {
    mat2 texels_from_px = mat2($matrix.xy, $matrix.zw);
    ivec2 last = textureSize($image, 0) - 1;
    vec2 moved = texels_from_px * (px - $box.xy) + $base.zw;
    ivec2 texel = ivec2($base.xy) + ivec2(floor(moved));
    if (any(lessThan(texel, ivec2(0))) || any(greaterThan(texel, last))) {
        return vec3(intBitsToFloat(0x7fc00000));
    }
    vec2 shifted = fract(moved) - 0.5;
    ivec2 low = texel + ivec2(floor(shifted));
    vec2 weight = fract(shifted);
    ivec2 a = clamp(low, ivec2(0), last);
    ivec2 b = clamp(low + 1, ivec2(0), last);
    vec2 lower = vec2(texelFetch($image, a, 0).x, texelFetch($image, ivec2(b.x, a.y), 0).x);
    vec2 upper = vec2(texelFetch($image, ivec2(a.x, b.y), 0).x, texelFetch($image, b, 0).x);
    vec2 across = mix(lower, upper, weight.y);
    vec2 slope = vec2(across.y - across.x, mix(upper.x, upper.y, weight.x) - mix(lower.x, lower.y, weight.x));
    float value = mix(across.x, across.y, weight.x);
    return vec3(value - $limits.x, slope * texels_from_px) * $limits.y;
}
