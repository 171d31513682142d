// pass_edge: hands a marker's edge to its fragments.
//
// base, row_index: of the marker.
// half_width: half of the edge's width; px.
// $edge: vec4(int base, int row_index): colour of the edge; premultiplied, sRGB-encoded.
// $edge_color: vec4 flat varying.
// $half_edge: float flat varying; px. 0 for an edge that cannot be seen, so that the face reaches the outline.
void pass_edge(int base, int row_index, float half_width) {
    $edge_color = $edge(base, row_index);
    $half_edge = $edge_color.a > 0.0 ? half_width : 0.0;
}
