// star: a star of five points on the circle of radius 1, one of them up: a pentagram's outline.
// requires: lib/math/polygon_side.glsl
// requires: lib/math/polygon_distance.glsl
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_star(vec2 p) {
    p.x = abs(p.x);
    vec2 found = vec2(1e9, 1.0);
    found = polygon_side(found, p, vec2(0.0, 1.0), vec2(0.22451399, 0.30901699));
    found = polygon_side(found, p, vec2(0.22451399, 0.30901699), vec2(0.95105652, 0.30901699));
    found = polygon_side(found, p, vec2(0.95105652, 0.30901699), vec2(0.36327126, -0.11803399));
    found = polygon_side(found, p, vec2(0.36327126, -0.11803399), vec2(0.58778525, -0.80901699));
    found = polygon_side(found, p, vec2(0.58778525, -0.80901699), vec2(0.0, -0.38196601));
    return polygon_distance(found);
}
