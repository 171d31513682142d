// luminance: how bright a colour is, as WCAG 2 has it.
// requires: lib/color/srgb_decode.glsl
//
// color: red, green, blue; sRGB-encoded, 0 to 1.
// Returns the relative luminance, linear, 0 (black) to 1 (white).
float luminance(vec3 color) {
    return dot(srgb_decode(color), vec3(0.2126, 0.7152, 0.0722));
}
