// triangle_30: a triangle with a tip of 30 degrees.
// requires: lib/math/polygon_side.glsl
// requires: lib/math/polygon_distance.glsl
//
// p: position in half sizes of the head, from the middle of its square; x along the arrow, whose tip is at (1, 0).
// Returns the distance from the outline in half sizes, negative inside.
float head_triangle_30(vec2 p) {
    p.y = abs(p.y);
    vec2 found = vec2(1e9, 1.0);
    found = polygon_side(found, p, vec2(1.0, 0.0), vec2(-1.0, 0.53589838));
    found = polygon_side(found, p, vec2(-1.0, 0.53589838), vec2(-1.0, 0.0));
    return polygon_distance(found);
}
