// clover: four leaves along the diagonals.
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_clover(vec2 p) {
    float leaves = length(abs(p) - 0.4) - 0.55;
    return min(leaves, length(p) - 0.35);
}
