// coverage.frag: the coverage of a segment, for blending by maximum into the coverage layer.
//
// $coverage: float(vec2), coverage of the segment at a pixel centre in px of the framebuffer frame.
// $offset: vec2 flat varying, from a pixel of the target to its place in the layer; whole px.
out vec4 frag_coverage;

void main() {
    frag_coverage = vec4($coverage(gl_FragCoord.xy - $offset));
}
