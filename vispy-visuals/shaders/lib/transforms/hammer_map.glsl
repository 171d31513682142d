// hammer_map: Hammer's map, the whole sphere in an ellipse of equal areas.
// requires: lib/transforms/sphere.glsl
//
// p: homogeneous; longitude in x and latitude in y (degrees), z.
// $center: vec3, of the centre of the map: its longitude (degrees), cosine and sine of its latitude.
// $radius: float, radius of the sphere, in units of the frame mapped to.
// Returns the point in the frame that the transform maps to; w is 1. It reaches to 2 sqrt(2) and sqrt(2) radii.
vec4 hammer_map(vec4 p) {
    vec3 q = p.xyz / p.w;
    vec3 place = sphere_from_degrees(q.xy, $center);
    float level = length(place.xz);
    // Cosine and sine of half the longitude, times the cosine of the latitude.
    vec2 half_turn = vec2(level + place.z, place.x);
    if (place.z < 0.0) {
        half_turn = vec2(abs(place.x), place.x < 0.0 ? place.z - level : level - place.z);
    }
    half_turn = level == 0.0 ? vec2(0.0) : normalize(half_turn) * level;
    float scale = $radius * sqrt(2.0 / (1.0 + half_turn.x));
    return vec4(scale * vec2(2.0 * half_turn.y, place.y), q.z, 1.0);
}
