// vbar: an upright bar, a third as wide as high.
// requires: lib/math/box_distance.glsl
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_vbar(vec2 p) {
    return box_distance(p, vec2(1.0 / 3.0, 1.0));
}
