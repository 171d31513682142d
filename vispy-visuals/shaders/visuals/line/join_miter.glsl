// join_miter: coverage of a miter join: the wedge beyond both segments, up to where their outer edges meet.
// requires: lib/antialias/stroke_coverage.glsl
// requires: visuals/line/join_bevel.glsl
//
// Where the point would be longer than LINE_MITER_LIMIT times half the width, it is a bevel.
//
// offset: from the corner to the pixel centre; px.
// dir, next: directions into and out of the corner, of length 1.
// half_width: half the line's width; px.
// Returns the coverage, 0 to 1.
float join_miter(vec2 offset, vec2 dir, vec2 next, float half_width) {
    // cos of half the turn is 1 / (length of the miter).
    float cos_half = sqrt(max(0.0, 0.5 + 0.5 * dot(dir, next)));
    if (cos_half * LINE_MITER_LIMIT < 1.0) {
        return join_bevel(offset, dir, next, half_width);
    }
    if (dot(offset, dir) < 0.0 || dot(offset, next) > 0.0) {
        return 0.0;
    }
    float body = stroke_coverage(dot(offset, vec2(-dir.y, dir.x)), half_width);
    float next_body = stroke_coverage(dot(offset, vec2(-next.y, next.x)), half_width);
    return min(body, next_body);
}
