// sprite.vert: a marker as a point sprite.
//
// One vertex a marker, whose texels begin at the vertex number times MARKER_TEXELS.
// $marker: vec3(int base), see place_marker.
// $target_size_px: vec2, size of the target; physical px.
vec4 vertex_post(vec4 position, int row_index);
void main() {
    vec3 square = $marker(gl_VertexID * MARKER_TEXELS);
    gl_PointSize = 2.0 * square.z;
    // A point is dropped when its centre is outside the viewport: that is larger than the target, by this much on each side.
    vec2 size = $target_size_px + 2.0 * MARKER_MARGIN_PX;
    gl_Position = vertex_post(vec4((square.xy + MARKER_MARGIN_PX) / size * 2.0 - 1.0, 0.0, 1.0), int($vertex_texel(gl_VertexID * MARKER_TEXELS).z));
}
