// main.vert: the rectangle in which coverage is turned into colour.
//
// An item is two vertex texels: lower left and upper right corner (px, framebuffer frame), and (row, x, y, 0), where x and y
// are added to the way that the row has.
// Six vertices an item: vertex number / 6 counts items.
// $vertex_texel, $row, $position, $corner: see lib/device.
// $offset: vec2 flat varying, from a pixel of the target to its place in the coverage layer.
// $color: vec4 flat varying; premultiplied, sRGB-encoded.
vec4 vertex_post(vec4 position, int row_index);
void main() {
    int index = gl_VertexID / 6 * 2;
    vec4 box = $vertex_texel(index);
    vec4 item = $vertex_texel(index + 1);
    int row_index = int(item.x);
    $color = $row(row_index, 0);
    $offset = $row(row_index, 3).xy + item.yz;
    gl_Position = vertex_post($position(mix(box.xy, box.zw, $corner(gl_VertexID))), row_index);
}
