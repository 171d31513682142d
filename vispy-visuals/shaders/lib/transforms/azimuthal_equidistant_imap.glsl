// azimuthal_equidistant_imap: undo azimuthal_equidistant_map.
// requires: lib/math/pi.glsl
// requires: lib/math/not_a_number.glsl
// requires: lib/transforms/sphere.glsl
//
// p: a point of the map, homogeneous.
// $center: vec3, of the centre of the map: its longitude (degrees), cosine and sine of its latitude.
// $radius: float, radius of the sphere, in units of the frame of the map.
// Returns longitude in x (degrees, -180 to 180), latitude in y (degrees), and z; w is 1. Beyond the rim it is NaN.
vec4 azimuthal_equidistant_imap(vec4 p) {
    vec3 q = p.xyz / p.w;
    vec2 point = q.xy / $radius;
    float angle = length(point);
    if (angle > PI) {
        return vec4(vec2(not_a_number()), q.z, 1.0);
    }
    float scale = angle == 0.0 ? 1.0 : sin(angle) / angle;
    return vec4(degrees_from_sphere(vec3(scale * point, cos(angle)), $center), q.z, 1.0);
}
