// asterisk: three bars through the centre, one of them upright.
// requires: lib/math/box_distance.glsl
//
// p: position in half sizes of the marker, from its centre; x to the right, y up.
// Returns the distance from the outline in half sizes, negative inside.
float marker_asterisk(vec2 p) {
    vec2 q = vec2(abs(p.x), p.y);
    float upright = box_distance(q, vec2(0.15, 1.0));
    // Mirrored, both others are the one that rises by 30 degrees or the one that falls.
    vec2 rising = vec2(0.8660254 * q.x + 0.5 * q.y, 0.8660254 * q.y - 0.5 * q.x);
    vec2 falling = vec2(0.8660254 * q.x - 0.5 * q.y, 0.8660254 * q.y + 0.5 * q.x);
    vec2 bar = vec2(1.0, 0.15);
    return min(upright, min(box_distance(rising, bar), box_distance(falling, bar)));
}
