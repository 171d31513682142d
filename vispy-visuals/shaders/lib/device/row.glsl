// row: one texel of a visual's row of values.
//
// index: which row, as vertices carry it.
// texel: 0 colour, 1 second colour (both premultiplied, sRGB-encoded), 2 and 3 the visual's own numbers.
// $rows: sampler2D, the rows of all visuals.
// Returns the four values.
vec4 row(int index, int texel) {
    return texelFetch($rows, ivec2(texel, index), 0);
}
