// round_coverage: coverage of a segment with round ends: all points within half its width.
// requires: lib/antialias/stroke_coverage.glsl
//
// pixel: centre of the pixel; px, framebuffer frame.
// $segment: vec4, both ends; px, framebuffer frame.
// $half_width: float; px.
// Returns the coverage, 0 to 1.
float round_coverage(vec2 pixel) {
    vec2 along = $segment.zw - $segment.xy;
    vec2 offset = pixel - $segment.xy;
    float t = clamp(dot(offset, along) / max(dot(along, along), 1e-12), 0.0, 1.0);
    return stroke_coverage(length(offset - t * along), $half_width);
}
