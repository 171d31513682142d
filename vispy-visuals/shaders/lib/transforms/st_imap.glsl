// st_imap: undo st_map.
//
// p: a point, homogeneous, in the frame that the transform maps to.
// $scale: vec3, factor of each axis, no unit, not 0.
// $translate: vec3, shift of each axis, in units of the frame that the transform maps to.
// Returns the point, homogeneous, in the frame that the transform maps from.
vec4 st_imap(vec4 p) {
    return vec4((p.xyz - $translate * p.w) / $scale, p.w);
}
