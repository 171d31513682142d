// magnify_1d_imap: undo magnify_1d_map.
// requires: lib/transforms/lens.glsl
//
// p: a point, homogeneous, as it is seen.
// $center: float, x of the middle of the lens, same frame.
// $lens: vec3, magnification in x (no unit), inner and outer half width as they are seen in y and z (units of the frame).
// Returns the point that is seen there; w is 1.
vec4 magnify_1d_imap(vec4 p) {
    vec3 q = p.xyz / p.w;
    float offset = q.x - $center;
    return vec4($center + sign(offset) * lens_imap(abs(offset), $lens), q.yz, 1.0);
}
