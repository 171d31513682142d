// paint_edge: the colour of a marker whose edge lies half inside and half outside its outline.
//
// away: distance from the outline; px, negative inside.
// $face_color, $edge_color: vec4, premultiplied, sRGB-encoded.
// $half_edge: float, half of the edge's width; px.
// Returns the colour; premultiplied, sRGB-encoded.
vec4 paint_edge(float away) {
    float outer = clamp(0.5 - away + $half_edge, 0.0, 1.0);
    float inner = clamp(0.5 - away - $half_edge, 0.0, 1.0);
    return $face_color * inner + $edge_color * (outer - inner);
}
