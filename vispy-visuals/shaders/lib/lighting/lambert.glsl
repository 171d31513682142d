// lambert: how much light a matt surface gets, after Lambert.
//
// normal: of the surface, of length 1; any frame without shear.
// to_light: from the surface to the light, of length 1; same frame.
// Returns the share of the light, 0 (from behind, or along it) to 1 (straight on); linear.
float lambert(vec3 normal, vec3 to_light) {
    return max(dot(normal, to_light), 0.0);
}
