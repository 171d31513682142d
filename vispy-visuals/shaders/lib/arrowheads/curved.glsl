// curved: a dart with hollow sides and a hollow back.
//
// p: position in half sizes of the head, from the middle of its square; x along the arrow, whose tip is at (1, 0).
// Returns the distance from the outline in half sizes, negative inside.
float head_curved(vec2 p) {
    p.y = abs(p.y);
    // Outside the circles that hollow a side and the back, below the chord of the side, between barbs and tip.
    float side = 5.0 - length(p - vec2(1.81336038, 4.93340095));
    float back = 1.08928571 - length(p - vec2(-1.73928571, 0.0));
    float chord = dot(p - vec2(1.0, 0.0), vec2(0.37139068, 0.92847669));
    return max(max(side, back), max(chord, abs(p.x) - 1.0));
}
