// lit_color: the colour of a surface in light, reckoned in linear light.
// requires: lib/color/srgb_decode.glsl
// requires: lib/color/srgb_encode.glsl
//
// surface: the colour of the surface; sRGB-encoded, straight alpha.
// light: the colour of the light; sRGB-encoded.
// shares: of ambient light in x, of diffuse light in y, of mirrored light in z; linear, 0 to 1.
// Returns the colour, clamped; sRGB-encoded, straight alpha.
vec4 lit_color(vec4 surface, vec3 light, vec3 shares) {
    vec3 scattered = srgb_decode(surface.rgb) * (shares.x + shares.y);
    vec3 sum = srgb_decode(light) * (scattered + shares.z);
    return vec4(srgb_encode(clamp(sum, 0.0, 1.0)), surface.a);
}
