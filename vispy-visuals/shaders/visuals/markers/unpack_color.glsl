// unpack_color: a colour from two numbers of 16 bits each.
//
// pair: red * 256 + green and blue * 256 + alpha, each 0 to 255; straight alpha, sRGB-encoded.
// Returns the colour; premultiplied, sRGB-encoded.
vec4 unpack_color(vec2 pair) {
    vec2 high = floor(pair / 256.0);
    vec2 low = pair - 256.0 * high;
    vec4 color = vec4(high.x, low.x, high.y, low.y) / 255.0;
    return vec4(color.rgb * color.a, color.a);
}
