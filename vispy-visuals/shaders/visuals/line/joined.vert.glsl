// joined.vert: the rectangle about one segment, with its neighbours for joins and caps.
//
// A vertex texel is (x, y, row, flags) as in round.vert. Six vertices a segment.
// $vertex_texel, $row, $position, $corner: see lib/device.
// $segment: vec4 flat varying, both ends of the segment; px, framebuffer frame.
// $before, $after: vec2 flat varyings, directions of the segments before and after it; zero at the line's ends.
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
    $before = vec2(0.0);
    $after = vec2(0.0);
    if (a.w < LINE_START) {
        vec2 step = a.xy - $vertex_texel(index - 1).xy;
        $before = dot(step, step) > 0.0 ? normalize(step) : dir;
    }
    if (mod(b.w, 2.0) != LINE_GAP_AFTER) {
        vec2 step = $vertex_texel(index + 2).xy - b.xy;
        $after = dot(step, step) > 0.0 ? normalize(step) : dir;
    }
    // A miter of at most the limit reaches so far beyond the end.
    float reach = LINE_MITER_LIMIT * $half_width + 1.0;
    vec2 corner = $corner(gl_VertexID) * 2.0 - 1.0;
    vec2 end = corner.x < 0.0 ? a.xy : b.xy;
    vec2 px = end + reach * (corner.x * dir + corner.y * vec2(-dir.y, dir.x));
    bool gap = mod(a.w, 2.0) == LINE_GAP_AFTER;
    gl_Position = gap ? vec4(0.0, 0.0, 0.0, 1.0) : $position(px + $offset);
}
