// color_function: colours a pixel by a function of where it is.
//
// color: premultiplied, sRGB-encoded.
// $filter_value: value 0 is (kind, low x, low y, texels of x). Of kind 0, position is affine: value 1 has the rows of the
// matrix, value 2 a pixel position and the position there. Of kind 1, the values after it are positions of the centres of
// pixels from low on, four a value: those along x, then those along y.
// $color_at: vec4(vec4 color, vec2 position), of colours with straight alpha, sRGB-encoded; position: the visual's frame.
// Returns the colour of the place, its alpha multiplied into what there was; premultiplied.
vec4 color_function(vec4 color) {
    vec4 head = $filter_value(0);
    vec2 position;
    if (head.x == 0.0) {
        vec4 matrix = $filter_value(1);
        vec4 from = $filter_value(2);
        vec2 away = gl_FragCoord.xy - from.xy;
        position = from.zw + vec2(dot(matrix.xy, away), dot(matrix.zw, away));
    } else {
        ivec2 pixel = max(ivec2(gl_FragCoord.xy - head.yz), 0);
        position.x = $filter_value(1 + pixel.x / 4)[pixel.x % 4];
        position.y = $filter_value(1 + int(head.w) + pixel.y / 4)[pixel.y % 4];
    }
    if (color.a <= 0.0) {
        return vec4(0.0);
    }
    vec4 given = clamp($color_at(vec4(color.rgb / color.a, 1.0), position), 0.0, 1.0);
    return vec4(given.rgb * given.a, given.a) * color.a;
}
