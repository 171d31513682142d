// quad_corner: corners of a rectangle drawn as two triangles of six vertices.
//
// vertex: number of the vertex; the remainder by 6 counts.
// Returns the corner: (0, 0) lower left to (1, 1) upper right.
vec2 quad_corner(int vertex) {
    // The triangles are (0, 1, 2) and (2, 1, 3).
    int k = vertex % 6;
    int corner = k < 3 ? k : (k == 3 ? 2 : (k == 4 ? 1 : 3));
    return vec2(float(corner % 2), float(corner / 2));
}
