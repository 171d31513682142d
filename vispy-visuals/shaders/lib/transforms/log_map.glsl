// log_map: take the logarithm of axes, or undo it.
// requires: lib/math/not_a_number.glsl
//
// p: a point, homogeneous, in the frame that the transform maps from.
// $base: vec3, of each axis: above 1 takes the logarithm to that base, below -1 raises -base to the power of the
// coordinate, 0 leaves the axis as it is. With -$base the map is undone.
// Returns the point in the frame that the transform maps to; w is 1. What has no logarithm is NaN.
float log_map_axis(float x, float base) {
    if (base == 0.0) {
        return x;
    }
    if (base < 0.0) {
        return exp2(x * log2(-base));
    }
    return x > 0.0 ? log2(x) / log2(base) : not_a_number();
}

vec4 log_map(vec4 p) {
    vec3 base = $base;
    vec3 q = p.xyz / p.w;
    return vec4(log_map_axis(q.x, base.x), log_map_axis(q.y, base.y), log_map_axis(q.z, base.z), 1.0);
}
