// main.frag: fill and border of a box.
//
// $inside: float(vec2 offset, vec2 half_size, float radius), coverage of a box at an offset from its centre; px.
// $offset, $half_size, $color, $border_color, $params: see main.vert.
vec4 fragment_post(vec4 color);
out vec4 frag_color;

void main() {
    float outer = $inside($offset, $half_size, $params.y);
    vec2 inner_size = max($half_size - $params.x, 0.0);
    float inner = $params.x > 0.0 ? $inside($offset, inner_size, max($params.y - $params.x, 0.0)) : outer;
    frag_color = fragment_post($color * inner + $border_color * max(outer - inner, 0.0));
}
