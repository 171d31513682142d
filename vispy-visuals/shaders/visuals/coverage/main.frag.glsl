// main.frag: a colour, applied once where several parts cover a pixel.
//
// $coverage_layer: sampler2D, the largest coverage of the parts in each pixel.
// $offset: vec2 flat varying, from a pixel of the target to its place in the layer; whole px.
// $color: vec4 flat varying; premultiplied, sRGB-encoded.
vec4 fragment_post(vec4 color);
out vec4 frag_color;

void main() {
    frag_color = fragment_post($color * texelFetch($coverage_layer, ivec2(gl_FragCoord.xy + $offset), 0).r);
}
