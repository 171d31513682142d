// color_filter: changes a colour by a matrix and an offset.
//
// color: premultiplied, sRGB-encoded.
// $filter_value: four columns of the matrix and the offset; for straight alpha, sRGB-encoded.
// Returns the colour, each channel clamped to 0..1, premultiplied; nothing stays nothing.
vec4 color_filter(vec4 color) {
    if (color.a <= 0.0) {
        return vec4(0.0);
    }
    mat4 matrix = mat4($filter_value(0), $filter_value(1), $filter_value(2), $filter_value(3));
    vec4 changed = clamp(matrix * vec4(color.rgb / color.a, color.a) + $filter_value(4), 0.0, 1.0);
    return vec4(changed.rgb * changed.a, changed.a);
}
