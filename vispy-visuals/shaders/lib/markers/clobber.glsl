// clobber: three discs about the centre, one of them up.
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_clobber(vec2 p) {
    p.x = abs(p.x);
    return min(length(p - vec2(0.0, 0.43)), length(p - vec2(0.37239092, -0.215))) - 0.57;
}
