// heart: the suit of cards: a square on its tip, and a disc on each upper side.
// requires: lib/antialias/rounded_box_distance.glsl
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_heart(vec2 p) {
    // From the tip; the side is such that the heart is 2 wide.
    p = vec2(abs(p.x), p.y + 0.91421356);
    vec2 q = vec2(p.x + p.y, p.y - p.x) * 0.70710678;
    float square = rounded_box_distance(q - 0.58578644, vec2(0.58578644), 0.0);
    return min(square, length(p - vec2(0.41421356, 1.24264069)) - 0.58578644);
}
