// symlog_map: bend axes so that they are linear near zero and logarithmic on both sides of it.
//
// p: a point, homogeneous, in the frame that the transform maps from.
// $linear_width: vec3, of each axis: where its linear part ends, on either side of zero, in units of the frame mapped
// from; 0 leaves the axis as it is.
// Returns the point in decades, the linear part 10/9 long; w is 1.
float symlog_map_axis(float x, float linear_width) {
    if (linear_width == 0.0) {
        return x;
    }
    float ratio = x / linear_width;
    if (abs(ratio) <= 1.0) {
        return ratio * (10.0 / 9.0);
    }
    return sign(ratio) * (10.0 / 9.0 + log2(abs(ratio)) * 0.30103);
}

vec4 symlog_map(vec4 p) {
    vec3 linear_width = $linear_width;
    vec3 q = p.xyz / p.w;
    float x = symlog_map_axis(q.x, linear_width.x);
    float y = symlog_map_axis(q.y, linear_width.y);
    return vec4(x, y, symlog_map_axis(q.z, linear_width.z), 1.0);
}
