// isoline_value: draws lines of equal value over the colour.
//
// color: premultiplied, sRGB-encoded.
// value: the value at the centre of the pixel in x, by how much it grows in a pixel along x and y in yz.
// $filter_value: value 0 is the colour of the lines, premultiplied, sRGB-encoded.
// $isoline_coverage: float(float value, vec2 slope), how much of the pixel the lines cover.
// Returns the colour; premultiplied.
vec4 isoline_value(vec4 color, vec3 value) {
    vec4 line = $filter_value(0) * $isoline_coverage(value.x, value.yz);
    return color * (1.0 - line.a) + line * color.a;
}
