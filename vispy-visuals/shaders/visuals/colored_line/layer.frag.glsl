// layer.frag: a layer's colour at the same pixel.
//
// $layer: sampler2D, premultiplied colours, as large as the target or larger.
vec4 fragment_post(vec4 color);
out vec4 frag_color;

void main() {
    frag_color = fragment_post(texelFetch($layer, ivec2(gl_FragCoord.xy), 0));
}
