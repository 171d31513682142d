// symlog_imap: undo symlog_map.
//
// p: a point, homogeneous, in decades, the linear part 10/9 long.
// $linear_width: vec3, of each axis: where its linear part ends, on either side of zero, in units of the result; 0
// leaves the axis as it is.
// Returns the point in the frame that the transform maps from; w is 1.
float symlog_imap_axis(float place, float linear_width) {
    if (linear_width == 0.0) {
        return place;
    }
    if (abs(place) <= 10.0 / 9.0) {
        return place * 0.9 * linear_width;
    }
    return sign(place) * exp2((abs(place) - 10.0 / 9.0) * 3.3219281) * linear_width;
}

vec4 symlog_imap(vec4 p) {
    vec3 linear_width = $linear_width;
    vec3 q = p.xyz / p.w;
    float x = symlog_imap_axis(q.x, linear_width.x);
    float y = symlog_imap_axis(q.y, linear_width.y);
    return vec4(x, y, symlog_imap_axis(q.z, linear_width.z), 1.0);
}
