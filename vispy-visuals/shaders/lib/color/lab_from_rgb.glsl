// lab_from_rgb: CIE L*a*b* of a colour, for the white of sRGB (D65).
// requires: lib/color/srgb_decode.glsl
//
// color: red, green, blue; sRGB-encoded, 0 to 1.
// Returns L* in x (0 to 100), a* in y and b* in z (about -100 to 100).
vec3 lab_from_rgb(vec3 color) {
    mat3 xyz_from_rgb = mat3(
        0.4123908, 0.2126390, 0.0193308, 0.3575843, 0.7151687, 0.1191948, 0.1804808, 0.0721923, 0.9505322
    );
    vec3 share = xyz_from_rgb * srgb_decode(color) / vec3(0.9504559, 1.0, 1.0890578);
    // Below (6/29)^3 the cube root goes over into a straight line.
    vec3 straight = share * (841.0 / 108.0) + 4.0 / 29.0;
    vec3 root = pow(max(share, 1e-6), vec3(1.0 / 3.0));
    vec3 f = mix(root, straight, vec3(lessThanEqual(share, vec3(216.0 / 24389.0))));
    return vec3(116.0 * f.y - 16.0, 500.0 * (f.x - f.y), 200.0 * (f.y - f.z));
}
