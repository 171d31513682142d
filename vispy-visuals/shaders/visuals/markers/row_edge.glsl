// row_edge: colour of all edges of a visual.
//
// base: not used.
// row_index, $row: the visual's row.
// Returns the colour; premultiplied, sRGB-encoded.
vec4 row_edge(int base, int row_index) {
    return $row(row_index, 1);
}
