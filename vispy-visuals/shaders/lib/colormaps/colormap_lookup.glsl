// colormap_lookup: colour of a normalised value, from a table in a texture.
//
// The first and the last colour stand at the centres of the first and the last texel, so that 0 and 1 give them
// exactly under linear filtering.
//
// colormap: the table, one texel per colour, N x 1; sRGB-encoded, straight alpha.
// value: where in the table, no unit; clamped to 0..1. A NaN gives $bad_color.
// $bad_color: vec4, the colour of a NaN; sRGB-encoded, straight alpha.
// Returns the colour; sRGB-encoded, straight alpha.
vec4 colormap_lookup(sampler2D colormap, float value) {
    if (isnan(value)) {
        return $bad_color;
    }
    float count = float(textureSize(colormap, 0).x);
    float u = (clamp(value, 0.0, 1.0) * (count - 1.0) + 0.5) / count;
    return texture(colormap, vec2(u, 0.5));
}
