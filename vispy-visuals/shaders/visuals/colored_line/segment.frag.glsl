// segment.frag: colour of the nearest segment, for a layer with depth: how far away a segment is, is its depth.
// requires: lib/antialias/stroke_coverage.glsl
//
// $segment, $start_color, $end_color, $widths: see segment.vert.
out vec4 frag_color;

void main() {
    vec2 along = $segment.zw - $segment.xy;
    vec2 offset = gl_FragCoord.xy - $segment.xy;
    float len = length(along);
    vec2 dir = len > 0.0 ? along / len : vec2(1.0, 0.0);
    float at = dot(offset, dir);
    float t = len > 0.0 ? clamp(at / len, 0.0, 1.0) : 0.0;
    float half_width = mix($widths.x, $widths.y, t);
    float away = length(offset - t * along);
    float coverage = stroke_coverage(away, half_width);
    if (mod($widths.z, 2.0) == 1.0) {
        coverage *= clamp(at + 0.5, 0.0, 1.0);
    }
    if ($widths.z >= 2.0) {
        coverage *= clamp(len - at + 0.5, 0.0, 1.0);
    }
    if (coverage <= 0.0) {
        discard;
    }
    vec4 color = mix($start_color, $end_color, t);
    // The nearer in units of its own width, and of those alike the one drawn first.
    gl_FragDepth = clamp(away / (half_width + 1.0), 0.0, 1.0) * 0.999;
    frag_color = vec4(color.rgb * color.a, color.a) * coverage;
}
