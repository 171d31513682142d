// rgb_from_hsl: the colour of a hue, a saturation and a lightness.
// requires: lib/color/hue.glsl
//
// hsl: hue in x (turns, any number), saturation in y, lightness in z, both 0 to 1.
// Returns red, green, blue; sRGB-encoded, 0 to 1.
vec3 rgb_from_hsl(vec3 hsl) {
    float chroma = (1.0 - abs(2.0 * hsl.z - 1.0)) * hsl.y;
    return hsl.z + chroma * (pure_hue(hsl.x) - 0.5);
}
