// main.vert: the rectangle of one glyph.
//
// A glyph is two vertex texels: (left, bottom, width, height) in px of the framebuffer frame, and (u, v,
// u_size + GLYPH_SIZE_LIMIT * v_size, row) in texels of the atlas; v is the texel row that the top pixel row shows.
// Six vertices a glyph: vertex number / 6 counts glyphs.
// $vertex_texel, $row, $position, $corner: see lib/device.
// $texel: vec2 varying, position in the atlas; texels.
// $color: vec4 flat varying; premultiplied, sRGB-encoded.
vec4 vertex_post(vec4 position, int row_index);
void main() {
    int index = gl_VertexID / 6 * 2;
    vec4 place = $vertex_texel(index);
    vec4 source = $vertex_texel(index + 1);
    vec2 size = vec2(mod(source.z, GLYPH_SIZE_LIMIT), floor(source.z / GLYPH_SIZE_LIMIT));
    vec2 corner = $corner(gl_VertexID);
    $texel = source.xy + vec2(corner.x, 1.0 - corner.y) * size;
    $color = $row(int(source.w), 0);
    gl_Position = vertex_post($position(place.xy + corner * place.zw), int(source.w));
}
