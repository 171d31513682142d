// one_of: the distance from the outline of the shape that a marker's number chooses.
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// $symbol: float flat varying, the marker's number.  $last: float, the largest number of `$shape`.
// $shape(p), $others(p): distances from outlines in half sizes, negative inside.
float one_of(vec2 p) {
    if ($symbol < $last) {
        return $shape(p);
    }
    return $others(p);
}
