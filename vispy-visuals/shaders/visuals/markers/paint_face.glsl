// paint_face: the colour of a marker without an edge.
//
// away: distance from the outline; px, negative inside.
// $face_color: vec4, premultiplied, sRGB-encoded.
// Returns the colour; premultiplied, sRGB-encoded.
vec4 paint_face(float away) {
    return $face_color * clamp(0.5 - away, 0.0, 1.0);
}
