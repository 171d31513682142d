// main.frag: a glyph's mask, coloured.
//
// $glyphs: sampler2D, the atlas of masks.
// $texel: vec2 varying, position in the atlas; texels.
// $color: vec4 flat varying; premultiplied, sRGB-encoded.
vec4 fragment_post(vec4 color);
out vec4 frag_color;

void main() {
    frag_color = fragment_post($color * texelFetch($glyphs, ivec2(floor($texel)), 0).r);
}
