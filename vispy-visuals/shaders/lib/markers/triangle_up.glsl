// triangle_up: a triangle over the marker's width, tip up.
// requires: lib/math/polygon_side.glsl
// requires: lib/math/polygon_distance.glsl
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_triangle_up(vec2 p) {
    p.x = abs(p.x);
    vec2 found = vec2(1e9, 1.0);
    found = polygon_side(found, p, vec2(0.0, 1.0), vec2(1.0, -1.0));
    found = polygon_side(found, p, vec2(1.0, -1.0), vec2(0.0, -1.0));
    return polygon_distance(found);
}
