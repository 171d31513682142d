// null_map: leave a point where it is.
//
// p: a point, homogeneous, in any frame.
// Returns the point.
vec4 null_map(vec4 p) {
    return p;
}
