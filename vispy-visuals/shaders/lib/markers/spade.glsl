// spade: the suit of cards: a heart upside down on a stem.
// requires: lib/math/polygon_side.glsl
// requires: lib/math/polygon_distance.glsl
// requires: lib/antialias/rounded_box_distance.glsl
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_spade(vec2 p) {
    p.x = abs(p.x);
    vec2 from_tip = vec2(p.x, 1.0 - p.y);
    vec2 q = vec2(from_tip.x + from_tip.y, from_tip.y - from_tip.x) * 0.70710678;
    float square = rounded_box_distance(q - 0.48, vec2(0.48), 0.0);
    float leaf = length(from_tip - vec2(0.33941125, 1.01823376)) - 0.48;
    vec2 stem = polygon_side(vec2(1e9, 1.0), p, vec2(0.0, 0.4), vec2(0.4, -1.0));
    stem = polygon_side(stem, p, vec2(0.4, -1.0), vec2(0.0, -1.0));
    return min(min(square, leaf), polygon_distance(stem));
}
