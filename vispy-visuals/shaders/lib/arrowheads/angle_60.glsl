// angle_60: two strokes that meet at 60 degrees.
// requires: lib/arrowheads/angle.glsl
//
// p: position in half sizes of the head, from the middle of its square; x along the arrow, whose tip is at (1, 0).
// Returns the distance from the outline in half sizes, negative inside.
float head_angle_60(vec2 p) {
    return angle(p, vec2(-1.38564065, 0.80000000));
}
