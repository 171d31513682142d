// pass_filter_values: tells the fragments of a visual where the values of its filters are.
//
// position: render frame (clip space).
// row_index: the visual's row.
// $starts: sampler2D, for each row where the values begin, among the texels of $vertex_texel.
// $start: int flat varying.
// Returns the position as it is.
vec4 pass_filter_values(vec4 position, int row_index) {
    $start = int(texelFetch($starts, ivec2(0, row_index), 0).x);
    return position;
}
