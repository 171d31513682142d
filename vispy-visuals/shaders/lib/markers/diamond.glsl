// diamond: a square on its tip.
// requires: lib/math/polygon_side.glsl
// requires: lib/math/polygon_distance.glsl
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_diamond(vec2 p) {
    p = abs(p);
    return polygon_distance(polygon_side(vec2(1e9, 1.0), p, vec2(1.0, 0.0), vec2(0.0, 1.0)));
}
