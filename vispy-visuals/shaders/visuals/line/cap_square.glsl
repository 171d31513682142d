// cap_square: coverage of a cap that ends square, half the width beyond the end.
// requires: lib/antialias/stroke_coverage.glsl
//
// beyond: how far the pixel centre is beyond the end, along the line; px, negative before the end.
// across: its distance from the line's middle; px.
// half_width: half the line's width; px.
// Returns the coverage, 0 to 1.
float cap_square(float beyond, float across, float half_width) {
    return clamp(half_width + 0.5 - beyond, 0.0, 1.0) * stroke_coverage(across, half_width);
}
