// main.vert: the rectangle of pixels that an image covers.
//
// $box: vec4, lower left and upper right corner; px, framebuffer frame.
// $row, $row_index: the visual's row: texel 2 is the matrix from px to texels (columns), texel 3 where the lower left
// corner of $box is: the nearest corner of a texel in xy, and from there in zw; texels.
// $matrix, $base: vec4 flat varyings, these two.
// $position, $corner: see lib/device.
vec4 vertex_post(vec4 position, int row_index);
void main() {
    $matrix = $row($row_index, 2);
    $base = $row($row_index, 3);
    gl_Position = vertex_post($position(mix($box.xy, $box.zw, $corner(gl_VertexID))), $row_index);
}
