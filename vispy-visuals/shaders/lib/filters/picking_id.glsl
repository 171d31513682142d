// picking_id: the number of a visual as a colour.
//
// color: premultiplied.
// $filter_value: the colour.
// Returns the colour where at least half of the pixel was coloured, and nothing elsewhere: numbers cannot be mixed.
vec4 picking_id(vec4 color) {
    return color.a >= 0.5 ? $filter_value(0) : vec4(0.0);
}
