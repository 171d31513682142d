// main.vert: a box of whole pixels that an area covers everywhere alike.
//
// A box is one vertex texel: (x and coverage, y and height, width, row). x, y, width and height are whole px of the
// framebuffer frame; the first number is x * AREA_STEPS + coverage * (AREA_STEPS - 1), the second y * AREA_STEPS + height.
// Six vertices a box: vertex number / 6 counts boxes.
// $vertex_texel, $row, $position, $corner: see lib/device.
// $color: vec4 flat varying, colour times coverage; premultiplied, sRGB-encoded.
vec4 vertex_post(vec4 position, int row_index);
void main() {
    vec4 texel = $vertex_texel(gl_VertexID / 6);
    vec2 low = floor(texel.xy / AREA_STEPS);
    vec2 rest = texel.xy - low * AREA_STEPS;
    $color = $row(int(texel.w), 0) * (rest.x / (AREA_STEPS - 1.0));
    gl_Position = vertex_post($position(low + $corner(gl_VertexID) * vec2(texel.z, rest.y)), int(texel.w));
}
