// round.vert: the rectangle about one segment whose ends are half discs.
//
// A vertex texel is (x, y, row, flags): position in px of the framebuffer frame; row of the visual; flags as in
// Rust's `LineFlags`. Six vertices a segment: vertex number / 6 is the number of its first texel.
// $vertex_texel, $row, $position, $corner: see lib/device.
// $segment: vec4 flat varying, both ends of the segment; px, framebuffer frame.
// $half_width: float flat varying; px.
// $offset: vec2 flat varying, from a pixel of the target to its place in the coverage layer.
void main() {
    int index = gl_VertexID / 6;
    vec4 a = $vertex_texel(index);
    vec4 b = $vertex_texel(index + 1);
    $segment = vec4(a.xy, b.xy);
    $half_width = $row(int(a.z), 2).x;
    $offset = $row(int(a.z), 3).xy;
    vec2 along = b.xy - a.xy;
    float len = length(along);
    vec2 dir = len > 0.0 ? along / len : vec2(1.0, 0.0);
    // Half a pixel more than the line: pixels whose centre is outside are touched too.
    float reach = $half_width + 1.0;
    vec2 corner = $corner(gl_VertexID) * 2.0 - 1.0;
    vec2 end = corner.x < 0.0 ? a.xy : b.xy;
    vec2 px = end + reach * (corner.x * dir + corner.y * vec2(-dir.y, dir.x));
    // No segment leads from here to the next texel: all vertices are one, and nothing is drawn.
    bool gap = mod(a.w, 2.0) == LINE_GAP_AFTER;
    gl_Position = gap ? vec4(0.0, 0.0, 0.0, 1.0) : $position(px + $offset);
}
