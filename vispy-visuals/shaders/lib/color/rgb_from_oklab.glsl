// rgb_from_oklab: the colour of Oklab (Ottosson, 2020).
// requires: lib/color/srgb_encode.glsl
//
// lab: lightness in x (0 to 1), a in y and b in z.
// Returns red, green, blue; sRGB-encoded; outside of 0 to 1 where sRGB has no such colour.
vec3 rgb_from_oklab(vec3 lab) {
    mat3 cones_from_lab =
        mat3(1.0, 1.0, 1.0, 0.3963378, -0.1055613, -0.0894842, 0.2158038, -0.0638542, -1.2914855);
    mat3 rgb_from_cones = mat3(
        4.0767417, -1.2684380, -0.0041961, -3.3077116, 2.6097574, -0.7034186, 0.2309699, -0.3413194, 1.7076147
    );
    vec3 cones = cones_from_lab * lab;
    return srgb_encode(rgb_from_cones * (cones * cones * cones));
}
