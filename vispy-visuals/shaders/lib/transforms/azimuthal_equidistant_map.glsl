// azimuthal_equidistant_map: a map of the sphere, a disc of true distances from its centre.
// requires: lib/math/not_a_number.glsl
// requires: lib/transforms/sphere.glsl
//
// p: homogeneous; longitude in x and latitude in y (degrees), z.
// $center: vec3, of the centre of the map: its longitude (degrees), cosine and sine of its latitude.
// $radius: float, radius of the sphere, in units of the frame mapped to.
// Returns the point in the frame that the transform maps to; w is 1. The point opposite the centre is NaN.
vec4 azimuthal_equidistant_map(vec4 p) {
    vec3 q = p.xyz / p.w;
    vec3 place = sphere_from_degrees(q.xy, $center);
    float aside = length(place.xy);
    // At the centre angle and sine are one.
    float scale = aside == 0.0 ? 1.0 : atan(aside, place.z) / aside;
    if (place.z < 0.0 && aside < 1e-6) {
        scale = not_a_number();
    }
    return vec4($radius * scale * place.xy, q.z, 1.0);
}
