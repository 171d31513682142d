// blinn_phong: how much light a shiny surface mirrors to the eye, after Blinn (1977).
//
// normal, to_light, to_eye: of the surface, and from it to the light and to the eye, of length 1; any frame without shear.
// shininess: how narrow the spot is, no unit, above 0; about four times that of phong for a spot of the same size.
// Returns the share of the light, 0 to 1; 0 where the light is behind the surface; linear.
float blinn_phong(vec3 normal, vec3 to_light, vec3 to_eye, float shininess) {
    vec3 halfway = to_light + to_eye;
    float spot = dot(normal, halfway) / max(length(halfway), 1e-6);
    return dot(normal, to_light) > 0.0 && spot > 0.0 ? pow(spot, shininess) : 0.0;
}
