// inhibitor_round: a half circle across the arrow, its ends bent back.
//
// p: position in half sizes of the head, from the middle of its square; x along the arrow, whose tip is at (1, 0).
// Returns the distance from the outline in half sizes, negative inside.
float head_inhibitor_round(vec2 p) {
    p.y = abs(p.y);
    vec2 from_center = p - vec2(0.05, 0.0);
    float arc = abs(length(from_center) - 0.8);
    float end = length(from_center - vec2(0.0, 0.8));
    return (from_center.x > 0.0 ? arc : end) - 0.15;
}
