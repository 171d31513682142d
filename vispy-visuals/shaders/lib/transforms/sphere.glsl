// sphere: places on the unit sphere by longitude and latitude, both ways.
// requires: lib/math/not_a_number.glsl
//
// degrees: longitude in x, latitude in y, both in degrees.
// center: the centre of the map: its longitude in x (degrees), cosine and sine of its latitude in y and z.
// sphere_from_degrees returns the place as seen from the middle of the sphere: east, north, and towards the centre of the
// map; NaN where there is no such latitude. degrees_from_sphere returns the longitude, -180 to 180, and the latitude.
vec3 sphere_from_degrees(vec2 degrees, vec3 center) {
    if (abs(degrees.y) > 90.0) {
        return vec3(not_a_number());
    }
    float turn = degrees.x - center.x;
    // Within a turn, where single precision is finest.
    vec2 angle = radians(vec2(turn - 360.0 * round(turn / 360.0), degrees.y));
    float level = cos(angle.y);
    float along = level * cos(angle.x);
    float axis = sin(angle.y);
    return vec3(
        level * sin(angle.x), center.y * axis - center.z * along, center.z * axis + center.y * along
    );
}

vec2 degrees_from_sphere(vec3 place, vec3 center) {
    float along = place.z * center.y - place.y * center.z;
    float axis = place.y * center.y + place.z * center.z;
    float level = length(vec2(place.x, along));
    // At a pole atan has no value.
    float turn = level == 0.0 ? 0.0 : atan(place.x, along);
    vec2 found = vec2(center.x, 0.0) + degrees(vec2(turn, atan(axis, level)));
    return vec2(found.x - 360.0 * round(found.x / 360.0), found.y);
}
