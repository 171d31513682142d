// layer.vert: the rectangle of a layer that is put over a target.
//
// $box: vec4, the rectangle's lower left and upper right corner; px, framebuffer frame.
// $position, $corner: see lib/device.
vec4 vertex_post(vec4 position, int row_index);
void main() {
    gl_Position = vertex_post($position(mix($box.xy, $box.zw, $corner(gl_VertexID))), $row_index);
}
