// place_marker: reads a marker and hands it to its fragments.
//
// The first texel is (x, y, row, number of the symbol); px, framebuffer frame.
// base: the marker's first texel.
// $vertex_texel: see lib/device.
// $shape: vec4(int base, int row_index): half size and half of the edge's width in px; cosine and sine of the angle.
// $face: vec4(int base, int row_index): colour of the face; premultiplied, sRGB-encoded.
// $place: vec3 flat varying, centre and half size; px, framebuffer frame.
// $face_color: vec4 flat varying.
// Returns the centre, and half the side of the square that holds all fragments of the marker; px, framebuffer frame.

// marker_edge: hands over the edge; half_width in px.
void marker_edge(int base, int row_index, float half_width);
// marker_turn: hands over cosine and sine of the angle.
void marker_turn(vec2 direction);
// marker_symbol: hands over the number of the symbol.
void marker_symbol(float number);

vec3 place_marker(int base) {
    vec4 place = $vertex_texel(base);
    int row_index = int(place.z);
    vec4 shape = $shape(base, row_index);
    $place = vec3(place.xy, shape.x);
    $face_color = $face(base, row_index);
    marker_edge(base, row_index, shape.y);
    marker_turn(shape.zw);
    marker_symbol(place.w);
    // Fragments up to half a pixel outside are touched; the rest is for rounding to the driver's subpixels.
    float reach = shape.x * (abs(shape.z) + abs(shape.w)) + shape.y + 0.52;
    return vec3(place.xy, reach);
}
