// row_face: colour of all faces of a visual.
//
// base: not used.
// row_index, $row: the visual's row.
// Returns the colour; premultiplied, sRGB-encoded.
vec4 row_face(int base, int row_index) {
    return $row(row_index, 0);
}
