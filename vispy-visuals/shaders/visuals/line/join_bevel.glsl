// join_bevel: coverage of a bevel join: the wedge beyond both segments, cut straight between their outer corners.
// requires: lib/antialias/stroke_coverage.glsl
//
// offset: from the corner to the pixel centre; px.
// dir, next: directions into and out of the corner, of length 1.
// half_width: half the line's width; px.
// Returns the coverage, 0 to 1.
float join_bevel(vec2 offset, vec2 dir, vec2 next, float half_width) {
    // Only the wedge between the two square ends is the join's.
    if (dot(offset, dir) < 0.0 || dot(offset, next) > 0.0) {
        return 0.0;
    }
    vec2 middle = dir - next;
    float size = length(middle);
    if (size < 1e-4) {
        return stroke_coverage(dot(offset, vec2(-dir.y, dir.x)), half_width);
    }
    middle /= size;
    // Both outer corners are as far along the middle direction as this.
    float reach = half_width * abs(dot(middle, vec2(-dir.y, dir.x)));
    float cut = clamp(reach + 0.5 - dot(offset, middle), 0.0, 1.0);
    float body = stroke_coverage(dot(offset, vec2(-dir.y, dir.x)), half_width);
    float next_body = stroke_coverage(dot(offset, vec2(-next.y, next.x)), half_width);
    return min(cut, min(body, next_body));
}
