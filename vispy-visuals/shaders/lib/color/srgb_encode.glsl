// srgb_encode: from linear light to sRGB-encoded channels.
//
// light: red, green, blue in linear light, 0 to 1; negative ones stay on the straight part.
// Returns the channels, sRGB-encoded, 0 to 1.
vec3 srgb_encode(vec3 light) {
    vec3 bent = 1.055 * pow(max(light, 0.0031308), vec3(1.0 / 2.4)) - 0.055;
    return mix(bent, light * 12.92, vec3(lessThanEqual(light, vec3(0.0031308))));
}
