// club: the suit of cards: three discs on a stem.
// requires: lib/math/polygon_side.glsl
// requires: lib/math/polygon_distance.glsl
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_club(vec2 p) {
    p.x = abs(p.x);
    float leaves = min(length(p - vec2(0.0, 0.47)), length(p - vec2(0.46, -0.2))) - 0.53;
    vec2 stem = polygon_side(vec2(1e9, 1.0), p, vec2(0.0, 0.5), vec2(0.4, -1.0));
    stem = polygon_side(stem, p, vec2(0.4, -1.0), vec2(0.0, -1.0));
    return min(leaves, polygon_distance(stem));
}
