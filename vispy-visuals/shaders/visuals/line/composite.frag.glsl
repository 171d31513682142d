// composite.frag: the line's colour, applied once for the whole line.
//
// $coverage_layer: sampler2D, the largest coverage of the line's segments in each pixel.
// $color: vec4, the line's colour; premultiplied, sRGB-encoded.
out vec4 frag_color;

void main() {
    frag_color = $color * texelFetch($coverage_layer, ivec2(gl_FragCoord.xy), 0).r;
}
