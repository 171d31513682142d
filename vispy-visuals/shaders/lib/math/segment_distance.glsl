// segment_distance: distance from a segment.
//
// p: the point; any frame.
// a, b: ends of the segment; same frame.
// Returns the distance in the unit of the frame, not negative.
float segment_distance(vec2 p, vec2 a, vec2 b) {
    vec2 along = b - a;
    vec2 offset = p - a;
    return length(offset - along * clamp(dot(offset, along) / dot(along, along), 0.0, 1.0));
}
