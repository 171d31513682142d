// chain_map: map a point by one transform, then by another.
//
// p: a point, homogeneous, in the frame that the inner transform maps from.
// $inner, $outer: vec4 to vec4; the inner one maps first.
// Returns the point, homogeneous, in the frame that the outer transform maps to.
vec4 chain_map(vec4 p) {
    return $outer($inner(p));
}
