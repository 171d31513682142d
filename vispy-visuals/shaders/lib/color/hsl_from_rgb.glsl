// hsl_from_rgb: hue, saturation and lightness of a colour.
// requires: lib/color/hue.glsl
//
// color: red, green, blue; sRGB-encoded, 0 to 1.
// Returns hue in x (turns, 0 to 1, 0 is red and 1/3 green; 0 for grays), saturation in y, lightness in z, both 0 to 1.
vec3 hsl_from_rgb(vec3 color) {
    float high = max(color.r, max(color.g, color.b));
    float low = min(color.r, min(color.g, color.b));
    float room = 1.0 - abs(high + low - 1.0);
    float saturation = room > 0.0 ? (high - low) / room : 0.0;
    return vec3(hue(color, high, high - low), saturation, 0.5 * (high + low));
}
