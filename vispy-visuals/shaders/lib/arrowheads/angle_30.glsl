// angle_30: two strokes that meet at 30 degrees.
// requires: lib/arrowheads/angle.glsl
//
// p: position in half sizes of the head, from the middle of its square; x along the arrow, whose tip is at (1, 0).
// Returns the distance from the outline in half sizes, negative inside.
float head_angle_30(vec2 p) {
    return angle(p, vec2(-1.69037020, 0.45293333));
}
