// ring: a ring between the radii 0.5 and 1.
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_ring(vec2 p) {
    return abs(length(p) - 0.75) - 0.25;
}
