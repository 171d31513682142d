// main.frag: the colour of a box of whole pixels.
//
// $color: see main.vert.
out vec4 frag_color;

void main() {
    frag_color = $color;
}
