// color_rgba: a texel that is a colour.
//
// values: red, green, blue, alpha; sRGB-encoded, straight alpha, 0 to 1.
// Returns the colour, premultiplied.
vec4 color_rgba(vec4 values) {
    return vec4(values.rgb * values.a, values.a);
}
