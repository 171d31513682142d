// angle: two strokes that meet in the tip: what the open heads share.
// requires: lib/math/segment_distance.glsl
//
// p: position in half sizes of the head, from the middle of its square; x along the arrow.
// back: from the tip to the end of the upper stroke's middle line; half sizes.
// Returns the distance from the outline in half sizes, negative inside. The strokes are 0.28 wide, the tip is at (1, 0).
float angle(vec2 p, vec2 back) {
    p.y = abs(p.y);
    vec2 tip = vec2(0.86, 0.0);
    return segment_distance(p, tip, tip + back) - 0.14;
}
