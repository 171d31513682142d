// color_scalar: a texel that is a number, coloured by a table.
//
// values: the number in x.
// $limits: vec2, the number of the first colour, and 1 / (number beyond the last colour - number of the first).
// $colormap: sampler2D, one row: COLORMAP_SIZE colours, then those for too small, too large and NaN; straight alpha.
// Returns the colour, premultiplied, sRGB-encoded.
vec4 color_scalar(vec4 values) {
    float t = (values.x - $limits.x) * $limits.y;
    int index = clamp(int(floor(t * float(COLORMAP_SIZE))), 0, COLORMAP_SIZE - 1);
    index = t < 0.0 ? COLORMAP_SIZE : index;
    index = t > 1.0 ? COLORMAP_SIZE + 1 : index;
    index = isnan(values.x) ? COLORMAP_SIZE + 2 : index;
    vec4 color = texelFetch($colormap, ivec2(index, 0), 0);
    return vec4(color.rgb * color.a, color.a);
}
