// main.frag: a marker's fragment.
//
// $place: see place_marker.
// $distance: float(vec2), signed distance from the symbol's outline; half sizes.
// $paint: vec4(float), the colour at a distance in px.
vec4 fragment_post(vec4 color);
out vec4 frag_color;

// marker_frame: the offset from the centre in the marker's own frame; px.
vec2 marker_frame(vec2 offset);

void main() {
    vec2 offset = marker_frame(gl_FragCoord.xy - $place.xy);
    frag_color = fragment_post($paint($distance(offset / $place.z) * $place.z));
}
