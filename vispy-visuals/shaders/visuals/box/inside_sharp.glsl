// inside_sharp: coverage of a box with square corners.
// requires: lib/antialias/box_coverage.glsl
//
// offset: from the box's centre to the pixel centre, along the box's axes; px.
// half_size: half of its width and height; px.
// radius: not used.
// Returns the coverage, 0 to 1; exact where the box's axes are the pixels'.
float inside_sharp(vec2 offset, vec2 half_size, float radius) {
    return box_coverage(offset, vec4(-half_size, half_size));
}
