// azimuthal_equal_area_map: Lambert's map of the sphere, a disc of equal areas.
// requires: lib/math/not_a_number.glsl
// requires: lib/transforms/sphere.glsl
//
// p: homogeneous; longitude in x and latitude in y (degrees), z.
// $center: vec3, of the centre of the map: its longitude (degrees), cosine and sine of its latitude.
// $radius: float, radius of the sphere, in units of the frame mapped to.
// Returns the point in the frame that the transform maps to; w is 1. The point opposite the centre is NaN.
vec4 azimuthal_equal_area_map(vec4 p) {
    vec3 q = p.xyz / p.w;
    vec3 place = sphere_from_degrees(q.xy, $center);
    float aside = length(place.xy);
    float scale = sqrt(2.0 / (1.0 + place.z));
    if (place.z < 0.0) {
        // There 1 + z is a small difference, 1 - z is none.
        scale = aside < 1e-6 ? not_a_number() : sqrt(2.0 * (1.0 - place.z)) / aside;
    }
    return vec4($radius * scale * place.xy, q.z, 1.0);
}
