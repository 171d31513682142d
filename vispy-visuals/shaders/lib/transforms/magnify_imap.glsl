// magnify_imap: undo magnify_map.
// requires: lib/transforms/lens.glsl
//
// p: a point, homogeneous, as it is seen.
// $center: vec2, centre of the lens, same frame.
// $lens: vec3, magnification in x (no unit), inner and outer radius as they are seen in y and z (units of the frame).
// Returns the point that is seen there; w is 1.
vec4 magnify_imap(vec4 p) {
    vec3 q = p.xyz / p.w;
    vec2 offset = q.xy - $center;
    float distance = length(offset);
    if (distance == 0.0) {
        return vec4(q, 1.0);
    }
    return vec4($center + offset * (lens_imap(distance, $lens) / distance), q.z, 1.0);
}
