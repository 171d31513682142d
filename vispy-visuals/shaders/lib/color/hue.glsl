// hue: where a colour stands on the wheel, and the pure colour at a place of it.
//
// color: red, green, blue; sRGB-encoded.  high: its largest channel.  chroma: its largest less its smallest channel.
// hue returns the place in turns, 0 (red) to 1; 0 for grays. pure_hue returns the colour whose largest channel is 1 and
// whose smallest is 0 at a place (any number of turns).
float hue(vec3 color, float high, float chroma) {
    if (chroma <= 0.0) {
        return 0.0;
    }
    float sixth;
    if (high == color.r) {
        sixth = (color.g - color.b) / chroma;
    } else if (high == color.g) {
        sixth = (color.b - color.r) / chroma + 2.0;
    } else {
        sixth = (color.r - color.g) / chroma + 4.0;
    }
    return fract(sixth / 6.0);
}

vec3 pure_hue(float place) {
    vec3 apart = abs(fract(place + vec3(0.0, 2.0, 1.0) / 3.0) * 6.0 - 3.0);
    return clamp(apart - 1.0, 0.0, 1.0);
}
