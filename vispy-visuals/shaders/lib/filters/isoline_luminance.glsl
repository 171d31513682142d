// isoline_luminance: draws lines of equal luminance over the colour.
//
// color: premultiplied, sRGB-encoded.
// $filter_value: value 0 is the colour of the lines, premultiplied, sRGB-encoded.
// $isoline_coverage: float(float value, vec2 slope), how much of the pixel the lines cover.
// Returns the colour; premultiplied. The luminance is that of the encoded channels, 0 to 1, and how it changes is seen from
// pixel to pixel.
vec4 isoline_luminance(vec4 color) {
    float luminance = dot(color.rgb, vec3(0.2126, 0.7152, 0.0722)) / max(color.a, 1e-6);
    vec4 line = $filter_value(0) * $isoline_coverage(luminance, vec2(dFdx(luminance), dFdy(luminance)));
    return color * (1.0 - line.a) + line * color.a;
}
