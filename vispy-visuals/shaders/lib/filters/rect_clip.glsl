// rect_clip: keeps what is inside of a rectangle of any direction, or a parallelogram.
//
// color: premultiplied.
// $filter_value: for each of the two pairs of sides (normal x, normal y, distance of the one side from the origin along it,
// distance of the other); the normal has length 1; px, framebuffer frame.
// Returns the colour as far as the rectangle covers the pixel, exactly where its sides are the pixels'; premultiplied.
vec4 rect_clip(vec4 color) {
    float inside = 1.0;
    for (int i = 0; i < 2; i++) {
        vec4 sides = $filter_value(i);
        float at = dot(gl_FragCoord.xy, sides.xy);
        inside *= clamp(at - sides.z + 0.5, 0.0, 1.0) - clamp(at - sides.w + 0.5, 0.0, 1.0);
    }
    return color * inside;
}
