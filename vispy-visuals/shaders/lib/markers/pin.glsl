// pin: a pin of a map: a disc with a hole, and its tangents down to the tip.
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_pin(vec2 p) {
    // The disc's centre is 1.4 above the tip; 3/7 is the sine of the angle between the axis and a tangent.
    vec2 from_tip = vec2(abs(p.x), p.y + 1.0);
    float along = dot(from_tip, vec2(0.42857143, 0.90350790));
    vec2 from_center = from_tip - vec2(0.0, 1.4);
    float outline = dot(from_tip, vec2(0.90350790, -0.42857143));
    outline = along < 0.0 ? length(from_tip) : (along > 1.26491106 ? length(from_center) - 0.6 : outline);
    return max(outline, 0.25 - length(from_center));
}
