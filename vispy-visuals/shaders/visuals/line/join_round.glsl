// join_round: coverage of a round join: the part of a disc beyond both segments.
// requires: lib/antialias/stroke_coverage.glsl
//
// offset: from the corner to the pixel centre; px.
// dir, next: directions into and out of the corner, of length 1.
// half_width: half the line's width; px.
// Returns the coverage, 0 to 1.
float join_round(vec2 offset, vec2 dir, vec2 next, float half_width) {
    // Only the wedge between the two square ends is the join's: a disc would reach beyond the end of a short last segment.
    if (dot(offset, dir) < 0.0 || dot(offset, next) > 0.0) {
        return 0.0;
    }
    return stroke_coverage(length(offset), half_width);
}
