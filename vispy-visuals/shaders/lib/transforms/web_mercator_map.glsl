// web_mercator_map: Mercator's map of a sphere, as tile servers have it.
// requires: lib/math/not_a_number.glsl
//
// p: homogeneous; longitude in x and latitude in y (degrees), z.
// $center: float, the longitude of x = 0, degrees.
// $radius: float, radius of the sphere, in units of the frame mapped to.
// Returns the point in the frame that the transform maps to; w is 1. Latitudes of 90 degrees and beyond are NaN.
vec4 web_mercator_map(vec4 p) {
    vec3 q = p.xyz / p.w;
    if (abs(q.y) >= 90.0) {
        q.y = not_a_number();
    }
    float rise = tan(radians(abs(q.y)));
    float y = sign(q.y) * log(rise + sqrt(1.0 + rise * rise));
    return vec4($radius * vec2(radians(q.x - $center), y), q.z, 1.0);
}
