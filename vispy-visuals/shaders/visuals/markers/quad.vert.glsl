// quad.vert: a marker as two triangles, for what is larger than the driver's point sprites.
//
// Six vertices a marker, whose texels begin at the number of the marker times MARKER_TEXELS.
// $marker: vec3(int base), see place_marker.
// $position, $corner: see lib/device.
vec4 vertex_post(vec4 position, int row_index);
void main() {
    vec3 square = $marker(gl_VertexID / 6 * MARKER_TEXELS);
    gl_Position = vertex_post($position(square.xy + square.z * ($corner(gl_VertexID) * 2.0 - 1.0)), int($vertex_texel(gl_VertexID / 6 * MARKER_TEXELS).z));
}
