// box_distance: signed distance from a rectangle about the origin, measured so that its corners stay sharp.
//
// p: the point; any frame.
// half_size: half of the rectangle's width and height; same frame.
// Returns the larger of the distances beyond its sides, in the unit of the frame; negative inside.
float box_distance(vec2 p, vec2 half_size) {
    vec2 beyond = abs(p) - half_size;
    return max(beyond.x, beyond.y);
}
