// box_coverage: how much of a pixel an axis-aligned rectangle covers: exact.
//
// pixel: centre of the pixel; px, framebuffer frame.
// box: lower left corner in xy, upper right corner in zw; px, framebuffer frame.
// Returns the covered area of the pixel, 0 to 1.
float box_coverage(vec2 pixel, vec4 box) {
    vec2 low = max(pixel - 0.5, box.xy);
    vec2 high = min(pixel + 0.5, box.zw);
    vec2 covered = clamp(high - low, 0.0, 1.0);
    return covered.x * covered.y;
}
