// sample_nearest: the colour of the texel that a position is in.
//
// texel: the texel.
// fraction: where in it; not used.
// $image: sampler2D, the texels.
// $to_color: vec4(vec4), colour of a texel's values, premultiplied, sRGB-encoded.
// Returns the colour.
vec4 sample_nearest(ivec2 texel, vec2 fraction) {
    return $to_color(texelFetch($image, texel, 0));
}
