// srgb_decode: from sRGB-encoded channels to linear light.
//
// color: red, green, blue; sRGB-encoded, 0 to 1.
// Returns the channels in linear light, 0 to 1.
vec3 srgb_decode(vec3 color) {
    vec3 bent = pow((color + 0.055) / 1.055, vec3(2.4));
    return mix(bent, color / 12.92, vec3(lessThanEqual(color, vec3(0.04045))));
}
