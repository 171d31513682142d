// web_mercator_imap: undo web_mercator_map.
//
// p: a point of the map, homogeneous.
// $center: float, the longitude of x = 0, degrees.
// $radius: float, radius of the sphere, in units of the frame of the map.
// Returns longitude in x and latitude in y (degrees), and z; w is 1.
vec4 web_mercator_imap(vec4 p) {
    vec3 q = p.xyz / p.w;
    vec2 point = q.xy / $radius;
    return vec4($center + degrees(point.x), degrees(atan(sinh(point.y))), q.z, 1.0);
}
