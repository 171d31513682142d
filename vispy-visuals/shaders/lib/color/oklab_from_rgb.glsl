// oklab_from_rgb: Oklab of a colour (Ottosson, 2020).
// requires: lib/color/srgb_decode.glsl
//
// color: red, green, blue; sRGB-encoded, 0 to 1.
// Returns lightness in x (0 to 1), a in y and b in z (about -0.4 to 0.4).
vec3 oklab_from_rgb(vec3 color) {
    mat3 cones_from_rgb = mat3(
        0.4122215, 0.2119035, 0.0883025, 0.5363325, 0.6806995, 0.2817188, 0.0514460, 0.1073970, 0.6299787
    );
    mat3 lab_from_cones = mat3(
        0.2104543, 1.9779985, 0.0259040, 0.7936178, -2.4285922, 0.7827718, -0.0040720, 0.4505937, -0.8086758
    );
    vec3 cones = cones_from_rgb * srgb_decode(color);
    return lab_from_cones * (sign(cones) * pow(max(abs(cones), 1e-12), vec3(1.0 / 3.0)));
}
