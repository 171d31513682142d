// clip_planes: keeps what is on the inner side of all lines.
//
// color: premultiplied.
// $filter_value: (how many lines), then for each (normal x, normal y, distance of the line from the origin along it); the
// normal points inwards and has length 1; px, framebuffer frame.
// Returns the colour as far as the line that covers the pixel least leaves it; premultiplied.
vec4 clip_planes(vec4 color) {
    int count = int($filter_value(0).x);
    float inside = 1.0;
    for (int i = 1; i <= count; i++) {
        vec3 plane = $filter_value(i).xyz;
        inside = min(inside, clamp(dot(gl_FragCoord.xy, plane.xy) - plane.z + 0.5, 0.0, 1.0));
    }
    return color * inside;
}
