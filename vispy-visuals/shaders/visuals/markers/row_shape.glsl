// row_shape: size, edge width and angle of all markers of a visual.
//
// base: not used.
// row_index, $row: the visual's row.
// Returns half size and half of the edge's width in px; cosine and sine of the angle.
vec4 row_shape(int base, int row_index) {
    return $row(row_index, 2);
}
