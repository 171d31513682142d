// polar_imap: the angle and the radius of a point; undoes polar_map.
//
// p: a point, homogeneous, in the plane.
// Returns the angle in x (radians, -pi to pi, counter-clockwise from the x axis), the radius in y, and z; w is 1.
vec4 polar_imap(vec4 p) {
    vec3 q = p.xyz / p.w;
    float radius = length(q.xy);
    // At the origin atan has no value.
    float angle = radius == 0.0 ? 0.0 : atan(q.y, q.x);
    return vec4(angle, radius, q.z, 1.0);
}
