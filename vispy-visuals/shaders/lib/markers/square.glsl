// square: a square, corner to corner of the marker's square.
// requires: lib/math/box_distance.glsl
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_square(vec2 p) {
    return box_distance(p, vec2(1.0));
}
