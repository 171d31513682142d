// polar_map: a point given by angle and radius, in the plane.
//
// p: homogeneous; angle in x (radians, counter-clockwise from the x axis), radius in y (units of the frame mapped to), z.
// Returns the point in the frame that the transform maps to; w is 1.
vec4 polar_map(vec4 p) {
    vec3 q = p.xyz / p.w;
    return vec4(q.y * cos(q.x), q.y * sin(q.x), q.z, 1.0);
}
