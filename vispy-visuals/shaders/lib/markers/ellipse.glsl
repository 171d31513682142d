// ellipse: an ellipse, half as high as wide.
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_ellipse(vec2 p) {
    // To the first order: exact on the outline, nearly so about it.
    vec2 q = p / vec2(1.0, 0.5);
    float radius = length(q);
    // The steepest slope is in the middle, where the quotient has no value of its own.
    float scale = radius > 0.0 ? radius / length(q / vec2(1.0, 0.5)) : 0.5;
    return scale * (radius - 1.0);
}
