// rounded_box_distance: signed distance from a rectangle with round corners.
//
// offset: from the rectangle's centre to the point; px.
// half_size: half of its width and height; px.
// radius: radius of its corners; px, at most the smaller half size.
// Returns the distance from its edge; px, negative inside.
float rounded_box_distance(vec2 offset, vec2 half_size, float radius) {
    vec2 beyond = abs(offset) - half_size + radius;
    return length(max(beyond, 0.0)) + min(max(beyond.x, beyond.y), 0.0) - radius;
}
