// item_face: colour of a marker's own face.
// requires: visuals/markers/unpack_color.glsl
//
// base: the marker's first texel; its colours are MARKER_COLOR_TEXEL after it.
// row_index: not used.
// $vertex_texel: see lib/device.
// Returns the colour; premultiplied, sRGB-encoded.
vec4 item_face(int base, int row_index) {
    return unpack_color($vertex_texel(base + MARKER_COLOR_TEXEL).xy);
}
