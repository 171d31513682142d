// joined_coverage: coverage of a segment with its joins to its neighbours, or its caps at the ends of the line.
// requires: lib/antialias/stroke_coverage.glsl
//
// The segment itself is cut off square at its ends, without antialiasing: what lies beyond belongs to the join, which
// both neighbours draw, so that no seam shows.
//
// pixel: centre of the pixel; px, framebuffer frame.
// $segment: vec4, both ends; px, framebuffer frame.
// $before, $after: vec2, directions of the neighbours; zero at the line's ends.
// $half_width: float; px.
// $join: float(vec2 offset, vec2 dir, vec2 next, float half_width), coverage of the wedge at a corner.
// $cap: float(float beyond, float across, float half_width), coverage beyond or shortly before an end of the line.
// Returns the coverage, 0 to 1.
float joined_coverage(vec2 pixel) {
    vec2 along = $segment.zw - $segment.xy;
    float len = length(along);
    vec2 dir = len > 0.0 ? along / len : vec2(1.0, 0.0);
    vec2 from_start = pixel - $segment.xy;
    vec2 from_end = pixel - $segment.zw;
    float t = dot(from_start, dir);
    float across = dot(from_start, vec2(-dir.y, dir.x));
    bool starts = dot($before, $before) == 0.0;
    bool ends = dot($after, $after) == 0.0;
    float coverage = t >= 0.0 && t <= len ? stroke_coverage(across, $half_width) : 0.0;
    if (starts) {
        float cap = $cap(-t, across, $half_width);
        coverage = t < 0.0 ? cap : min(coverage, cap);
    } else if (t < 0.0) {
        coverage = max(coverage, $join(from_start, $before, dir, $half_width));
    }
    if (ends) {
        float cap = $cap(t - len, across, $half_width);
        coverage = t > len ? cap : min(coverage, cap);
    } else if (t > len) {
        coverage = max(coverage, $join(from_end, dir, $after, $half_width));
    }
    return coverage;
}
