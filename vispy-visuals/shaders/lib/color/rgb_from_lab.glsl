// rgb_from_lab: the colour of CIE L*a*b*, for the white of sRGB (D65).
// requires: lib/color/srgb_encode.glsl
//
// lab: L* in x (0 to 100), a* in y and b* in z.
// Returns red, green, blue; sRGB-encoded; outside of 0 to 1 where sRGB has no such colour.
vec3 rgb_from_lab(vec3 lab) {
    float level = (lab.x + 16.0) / 116.0;
    vec3 f = vec3(level + lab.y / 500.0, level, level - lab.z / 200.0);
    vec3 share = mix(f * f * f, (f - 4.0 / 29.0) * (108.0 / 841.0), vec3(lessThanEqual(f, vec3(6.0 / 29.0))));
    mat3 rgb_from_xyz = mat3(
        3.2409699, -0.9692436, 0.0556301, -1.5373832, 1.8759675, -0.2039770, -0.4986108, 0.0415551, 1.0569715
    );
    return srgb_encode(rgb_from_xyz * (share * vec3(0.9504559, 1.0, 1.0890578)));
}
