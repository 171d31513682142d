// hammer_imap: undo hammer_map.
// requires: lib/math/not_a_number.glsl
// requires: lib/transforms/sphere.glsl
//
// p: a point of the map, homogeneous.
// $center: vec3, of the centre of the map: its longitude (degrees), cosine and sine of its latitude.
// $radius: float, radius of the sphere, in units of the frame of the map.
// Returns longitude in x (degrees, -180 to 180), latitude in y (degrees), and z; w is 1. Beyond the rim it is NaN.
vec4 hammer_imap(vec4 p) {
    vec3 q = p.xyz / p.w;
    vec2 point = q.xy / $radius;
    float ellipse = dot(point * point, vec2(0.125, 0.5));
    if (ellipse > 1.0) {
        return vec4(vec2(not_a_number()), q.z, 1.0);
    }
    float z = sqrt(1.0 - 0.5 * ellipse);
    vec2 half_turn = vec2(1.0 - ellipse, 0.5 * point.x * z);
    float level = length(half_turn);
    vec2 unit = level == 0.0 ? vec2(1.0, 0.0) : half_turn / level;
    vec3 place = vec3(
        2.0 * unit.x * half_turn.y, point.y * z, unit.x * half_turn.x - unit.y * half_turn.y
    );
    return vec4(degrees_from_sphere(place, $center), q.z, 1.0);
}
