// magnify_1d_map: see a point through a magnifying glass along x.
// requires: lib/transforms/lens.glsl
//
// p: a point, homogeneous, in the frame of the lens.
// $center: float, x of the middle of the lens, same frame.
// $lens: vec3, magnification in x (no unit), inner and outer half width as they are seen in y and z (units of the frame).
// Returns where the point is seen; w is 1.
vec4 magnify_1d_map(vec4 p) {
    vec3 q = p.xyz / p.w;
    float offset = q.x - $center;
    return vec4($center + sign(offset) * lens_map(abs(offset), $lens), q.yz, 1.0);
}
