// infinity: two rings side by side.
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_infinity(vec2 p) {
    return abs(length(vec2(abs(p.x) - 0.45, p.y)) - 0.4) - 0.15;
}
