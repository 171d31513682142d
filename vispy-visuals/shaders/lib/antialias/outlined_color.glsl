// outlined_color: the colour of a shape with an outline, by its signed distance.
// requires: lib/antialias/fill_coverage.glsl
// requires: lib/antialias/stroke_coverage.glsl
//
// distance_px: from the edge of the shape, on which the middle of the outline runs; px, negative inside.
// width_px: width of the outline; px, not negative.
// face, edge: colours of the shape and of its outline; premultiplied.
// Returns the outline over the shape, each by what it covers of the pixel; premultiplied.
vec4 outlined_color(float distance_px, float width_px, vec4 face, vec4 edge) {
    vec4 below = face * fill_coverage(distance_px);
    vec4 above = edge * stroke_coverage(distance_px, 0.5 * width_px);
    return above + below * (1.0 - above.a);
}
