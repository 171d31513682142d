// turned: an offset in the frame of a turned marker.
//
// offset: from the marker's centre; px, framebuffer frame.
// $direction: vec2 flat varying, cosine and sine of the angle, counter-clockwise.
// Returns the offset along the marker's own axes; px.
vec2 turned(vec2 offset) {
    return vec2(dot(offset, $direction), dot(offset, vec2(-$direction.y, $direction.x)));
}
