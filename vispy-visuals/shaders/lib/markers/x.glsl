// x: a cross of two bars along the diagonals, whose corners touch the marker's square.
// requires: lib/antialias/rounded_box_distance.glsl
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_x(vec2 p) {
    // The bars' own axes are turned by 45 degrees; half length + half width = sqrt(2).
    vec2 q = vec2(p.x + p.y, p.y - p.x) * 0.70710678;
    float rising = rounded_box_distance(q, vec2(1.11421356, 0.3), 0.0);
    return min(rising, rounded_box_distance(q, vec2(0.3, 1.11421356), 0.0));
}
