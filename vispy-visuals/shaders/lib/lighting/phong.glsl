// phong: how much light a shiny surface mirrors to the eye, after Phong (1975).
//
// normal, to_light, to_eye: of the surface, and from it to the light and to the eye, of length 1; any frame without shear.
// shininess: how narrow the spot is, no unit, above 0.
// Returns the share of the light, 0 to 1; 0 where the light is behind the surface; linear.
float phong(vec3 normal, vec3 to_light, vec3 to_eye, float shininess) {
    float facing = dot(normal, to_light);
    float spot = dot(2.0 * facing * normal - to_light, to_eye);
    return facing > 0.0 && spot > 0.0 ? pow(spot, shininess) : 0.0;
}
