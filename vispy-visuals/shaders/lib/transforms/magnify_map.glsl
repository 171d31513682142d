// magnify_map: see a point through a round magnifying glass in the xy plane.
// requires: lib/transforms/lens.glsl
//
// p: a point, homogeneous, in the frame of the lens.
// $center: vec2, centre of the lens, same frame.
// $lens: vec3, magnification in x (no unit), inner and outer radius as they are seen in y and z (units of the frame).
// Returns where the point is seen; w is 1.
vec4 magnify_map(vec4 p) {
    vec3 q = p.xyz / p.w;
    vec2 offset = q.xy - $center;
    float distance = length(offset);
    if (distance == 0.0) {
        return vec4(q, 1.0);
    }
    return vec4($center + offset * (lens_map(distance, $lens) / distance), q.z, 1.0);
}
