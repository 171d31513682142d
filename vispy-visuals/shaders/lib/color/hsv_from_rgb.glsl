// hsv_from_rgb: hue, saturation and value of a colour.
// requires: lib/color/hue.glsl
//
// color: red, green, blue; sRGB-encoded, 0 to 1.
// Returns hue in x (turns, 0 to 1, 0 is red and 1/3 green; 0 for grays), saturation in y, value in z, both 0 to 1.
vec3 hsv_from_rgb(vec3 color) {
    float high = max(color.r, max(color.g, color.b));
    float chroma = high - min(color.r, min(color.g, color.b));
    return vec3(hue(color, high, chroma), high > 0.0 ? chroma / high : 0.0, high);
}
