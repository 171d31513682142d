// scale_translate: scale and translate a point in the plane.
//
// p: the point; any frame.
// st: scale in xy (no unit), translation in zw (units of the frame of the result).
// Returns the point in the other frame.
vec2 scale_translate(vec2 p, vec4 st) {
    return p * st.xy + st.zw;
}
