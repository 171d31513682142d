// filter_value: a value of a filter.
//
// index: which of the filter's values, from 0.
// $start: int flat varying, where the values of all filters begin: first, for each of them, how far on its own are.
// $number: int, which of the filters.
// $vertex_texel: see lib/device.
// Returns four numbers, whose meaning is the filter's own.
vec4 filter_value(int index) {
    return $vertex_texel($start + int($vertex_texel($start + $number).x) + index);
}
