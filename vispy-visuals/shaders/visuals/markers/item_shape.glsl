// item_shape: a marker's own size, edge width and angle.
//
// base: the marker's first texel.
// row_index: not used.
// $vertex_texel: see lib/device.
// Returns half size and half of the edge's width in px; cosine and sine of the angle.
vec4 item_shape(int base, int row_index) {
    return $vertex_texel(base + 1);
}
