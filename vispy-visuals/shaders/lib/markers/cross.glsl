// cross: an upright cross of two bars.
// requires: lib/math/box_distance.glsl
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_cross(vec2 p) {
    float level = box_distance(p, vec2(1.0, 1.0 / 3.0));
    return min(level, box_distance(p, vec2(1.0 / 3.0, 1.0)));
}
