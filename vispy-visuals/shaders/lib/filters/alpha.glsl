// alpha: makes a colour more transparent.
//
// color: premultiplied.
// $filter_value: (factor of the alpha, 0 to 1).
// Returns the colour; premultiplied.
vec4 alpha(vec4 color) {
    return color * $filter_value(0).x;
}
