// polar_map: a point given by angle and radius, as Cartesian coordinates.
// requires: lib/math/pi.glsl
//
// p: angle in x (turns, counter-clockwise from the x axis), radius in y (units of the frame mapped to).
// Returns the point in the frame that the transform maps to.
vec2 polar_map(vec2 p) {
    float angle = 2.0 * PI * p.x;
    return p.y * vec2(cos(angle), sin(angle));
}
