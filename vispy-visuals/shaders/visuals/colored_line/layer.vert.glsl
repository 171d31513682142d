// layer.vert: the rectangle of a layer that is put over a target.
//
// $box: vec4, the rectangle's lower left and upper right corner; px, framebuffer frame.
// $position, $corner: see lib/device.
void main() {
    gl_Position = $position(mix($box.xy, $box.zw, $corner(gl_VertexID)));
}
