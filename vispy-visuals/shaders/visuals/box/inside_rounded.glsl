// inside_rounded: coverage of a box with round corners.
// requires: lib/antialias/rounded_box_distance.glsl
//
// offset: from the box's centre to the pixel centre, along the box's axes; px.
// half_size: half of its width and height; px.
// radius: radius of its corners; px.
// Returns the coverage, 0 to 1.
float inside_rounded(vec2 offset, vec2 half_size, float radius) {
    return clamp(0.5 - rounded_box_distance(offset, half_size, radius), 0.0, 1.0);
}
