// cross_lines: an upright cross of two thin bars.
// requires: lib/math/box_distance.glsl
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_cross_lines(vec2 p) {
    float level = box_distance(p, vec2(1.0, 0.125));
    return min(level, box_distance(p, vec2(0.125, 1.0)));
}
