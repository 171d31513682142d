// main.vert: the rectangle that holds a box of any direction, and half a pixel around it.
//
// A box is two vertex texels: (centre x, centre y, direction x, direction y) and (half width, half height, row, 0);
// px, framebuffer frame. Six vertices a box: vertex number / 6 counts boxes.
// $vertex_texel, $row, $position, $corner: see lib/device.
// $offset: vec2 varying, from the box's centre along its own axes; px.
// $half_size: vec2 flat varying; px.
// $color, $border_color: vec4 flat varyings; premultiplied, sRGB-encoded.
// $params: vec4 flat varying, (border width, corner radius, 0, 0); px.
vec4 vertex_post(vec4 position, int row_index);
void main() {
    int index = gl_VertexID / 6 * 2;
    vec4 place = $vertex_texel(index);
    vec4 shape = $vertex_texel(index + 1);
    int row_index = int(shape.z);
    $half_size = shape.xy;
    $color = $row(row_index, 0);
    $border_color = $row(row_index, 1);
    $params = $row(row_index, 2);
    $offset = ($corner(gl_VertexID) * 2.0 - 1.0) * (shape.xy + 1.0);
    gl_Position = vertex_post($position(place.xy + $offset.x * place.zw + $offset.y * vec2(-place.w, place.z)), row_index);
}
