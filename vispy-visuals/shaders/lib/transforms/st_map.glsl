// st_map: scale, then translate a point.
//
// p: a point, homogeneous, in the frame that the transform maps from.
// $scale: vec3, factor of each axis, no unit.
// $translate: vec3, shift of each axis, in units of the frame that the transform maps to.
// Returns the point, homogeneous, in the frame that the transform maps to.
vec4 st_map(vec4 p) {
    return vec4(p.xyz * $scale + $translate * p.w, p.w);
}
