// st_map: scale and translate a point in the plane.
//
// p: a point in the frame that the transform maps from.
// st: scale in xy (no unit), translation in zw (units of the frame that the transform maps to).
// Returns the point in the frame that the transform maps to.
vec2 st_map(vec2 p, vec4 st) {
    return p * st.xy + st.zw;
}
