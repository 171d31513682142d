// main.frag: the colour of a box of whole pixels.
//
// $color: see main.vert.
vec4 fragment_post(vec4 color);
out vec4 frag_color;

void main() {
    frag_color = fragment_post($color);
}
