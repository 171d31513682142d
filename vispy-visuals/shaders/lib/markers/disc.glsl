// disc: a disc of radius 1.
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_disc(vec2 p) {
    return length(p) - 1.0;
}
