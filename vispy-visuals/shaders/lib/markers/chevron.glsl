// chevron: a bent bar, towards +x.
// requires: lib/math/polygon_side.glsl
// requires: lib/math/polygon_distance.glsl
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_chevron(vec2 p) {
    p.y = abs(p.y);
    vec2 found = vec2(1e9, 1.0);
    found = polygon_side(found, p, vec2(0.85, 0.0), vec2(-0.15, 1.0));
    found = polygon_side(found, p, vec2(-0.15, 1.0), vec2(-0.85, 1.0));
    found = polygon_side(found, p, vec2(-0.85, 1.0), vec2(0.15, 0.0));
    return polygon_distance(found);
}
