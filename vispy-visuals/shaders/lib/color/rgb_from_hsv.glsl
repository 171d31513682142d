// rgb_from_hsv: the colour of a hue, a saturation and a value.
// requires: lib/color/hue.glsl
//
// hsv: hue in x (turns, any number), saturation in y, value in z, both 0 to 1.
// Returns red, green, blue; sRGB-encoded, 0 to 1.
vec3 rgb_from_hsv(vec3 hsv) {
    return hsv.z * mix(vec3(1.0), pure_hue(hsv.x), hsv.y);
}
