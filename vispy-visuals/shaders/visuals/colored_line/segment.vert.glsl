// segment.vert: the rectangle about one segment with a colour and a width at each end.
//
// A segment is four vertex texels: (start, end) in px of the framebuffer frame; colour at the start; colour at the end,
// both straight alpha, sRGB-encoded; (half width at the start, half width at the end, cut, 0), px. Cut is 1 where it ends
// square at its start, plus 2 where it does at its end. Six vertices a segment.
// $vertex_texel, $position, $corner: see lib/device.
// $segment: vec4 flat varying, both ends; px, framebuffer frame.
// $start_color, $end_color: vec4 flat varyings.
// $widths: vec3 flat varying, (half width at the start, at the end, cut); px.
void main() {
    int index = gl_VertexID / 6 * 4;
    vec4 ends = $vertex_texel(index);
    $segment = ends;
    $start_color = $vertex_texel(index + 1);
    $end_color = $vertex_texel(index + 2);
    $widths = $vertex_texel(index + 3).xyz;
    vec2 along = ends.zw - ends.xy;
    float len = length(along);
    vec2 dir = len > 0.0 ? along / len : vec2(1.0, 0.0);
    // Half a pixel more than the line: pixels whose centre is outside are touched too.
    float reach = max($widths.x, $widths.y) + 1.0;
    vec2 corner = $corner(gl_VertexID) * 2.0 - 1.0;
    vec2 end = corner.x < 0.0 ? ends.xy : ends.zw;
    gl_Position = $position(end + reach * (corner.x * dir + corner.y * vec2(-dir.y, dir.x)));
}
