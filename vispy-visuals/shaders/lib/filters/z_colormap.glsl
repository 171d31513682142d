// z_colormap: gives a pixel the colour of its place.
//
// color: premultiplied.
// $filter_value: (direction x, direction y, start, number of colours), then the colours, premultiplied, sRGB-encoded. The
// place along the direction, from the start, counts colours.
// Returns the colour of the place, as opaque as it was; premultiplied.
vec4 z_colormap(vec4 color) {
    vec4 place = $filter_value(0);
    float at = floor(dot(gl_FragCoord.xy, place.xy) + place.z);
    return $filter_value(1 + int(clamp(at, 0.0, place.w - 1.0))) * color.a;
}
