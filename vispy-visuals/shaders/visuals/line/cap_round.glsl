// cap_round: coverage of a round cap.
// requires: lib/antialias/stroke_coverage.glsl
//
// beyond: how far the pixel centre is beyond the end, along the line; px, negative before the end.
// across: its distance from the line's middle; px.
// half_width: half the line's width; px.
// Returns the coverage, 0 to 1.
float cap_round(float beyond, float across, float half_width) {
    return stroke_coverage(length(vec2(max(beyond, 0.0), across)), half_width);
}
