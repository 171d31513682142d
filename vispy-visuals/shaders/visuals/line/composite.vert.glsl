// composite.vert: the rectangle in which a line's coverage is turned into colour.
//
// $box: vec4, the rectangle's lower left and upper right corner; px, framebuffer frame.
// $row, $row_index: the visual's row.
// $color: vec4 flat varying, the line's colour; premultiplied, sRGB-encoded.
// $position, $corner: see lib/device.
void main() {
    $color = $row($row_index, 0);
    gl_Position = $position(mix($box.xy, $box.zw, $corner(gl_VertexID)));
}
