// matrix_map: map a point through a 4 x 4 matrix.
//
// p: a point, homogeneous, in the frame that the matrix maps from.
// $matrix: mat4 that multiplies column vectors.
// Returns the point, homogeneous, in the frame that the matrix maps to; not divided by w.
vec4 matrix_map(vec4 p) {
    return $matrix * p;
}
