// position_from_px: a pixel position as gl_Position.
//
// px: position in the framebuffer frame; physical px, origin at the lower left corner.
// $target_size_px: vec2, size of the target; physical px.
// Returns the position in the render frame (clip space).
vec4 position_from_px(vec2 px) {
    return vec4(px / $target_size_px * 2.0 - 1.0, 0.0, 1.0);
}
