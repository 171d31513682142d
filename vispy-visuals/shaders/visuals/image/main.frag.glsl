// main.frag: the colour of an image at a pixel: the mean over a grid of samples in it.
//
// Positions are kept as a whole texel and the rest, so that they stay exact however far an image is zoomed.
// $image: sampler2D, the texels.
// $box: vec4, lower left corner in xy; px, framebuffer frame.
// $matrix, $base: vec4 flat varyings, see main.vert.
// $samples: int, samples along each side of a pixel.
// $opacity: float.
// $sample_at: vec4(ivec2 texel, vec2 fraction), colour at a position, premultiplied, sRGB-encoded.
vec4 fragment_value(vec4 color, vec3 value);
vec4 fragment_post(vec4 color);
out vec4 frag_color;

void main() {
    mat2 texels_from_px = mat2($matrix.xy, $matrix.zw);
    ivec2 size = textureSize($image, 0);
    vec4 sum = vec4(0.0);
    for (int j = 0; j < $samples; j++) {
        for (int i = 0; i < $samples; i++) {
            vec2 inside = (vec2(float(i), float(j)) + 0.5) / float($samples) - 0.5;
            vec2 moved = texels_from_px * (gl_FragCoord.xy + inside - $box.xy) + $base.zw;
            ivec2 texel = ivec2($base.xy) + ivec2(floor(moved));
            if (all(greaterThanEqual(texel, ivec2(0))) && all(lessThan(texel, size))) {
                sum += $sample_at(texel, fract(moved));
            }
        }
    }
    frag_color = fragment_post(fragment_value(sum * ($opacity / float($samples * $samples)), $value_at(gl_FragCoord.xy)));
}
