// stroke_coverage: how much of a pixel a stroke covers, seen across the stroke.
//
// The pixel is a box of width 1 px around the point. The result is the length of the overlap of
// [distance_px - 1/2, distance_px + 1/2] with [-half_width_px, half_width_px]: 1 deep inside, 0 outside, and exact
// for strokes thinner than a pixel, whose coverage is their width.
//
// distance_px: distance of the pixel's centre from the middle of the stroke; px, framebuffer frame, either sign.
// half_width_px: half the width of the stroke; px, framebuffer frame, not negative.
// Returns the coverage, 0 to 1.
float stroke_coverage(float distance_px, float half_width_px) {
    float low = max(distance_px - 0.5, -half_width_px);
    float high = min(distance_px + 0.5, half_width_px);
    return clamp(high - low, 0.0, 1.0);
}
