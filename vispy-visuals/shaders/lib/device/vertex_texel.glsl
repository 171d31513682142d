// vertex_texel: a vertex by its number, from the texture of all vertices.
//
// index: which texel, counted along the texture's rows of VERTEX_TEXTURE_WIDTH texels.
// $vertices: sampler2D, the vertices of all visuals.
// Returns the four values.
vec4 vertex_texel(int index) {
    return texelFetch($vertices, ivec2(index % VERTEX_TEXTURE_WIDTH, index / VERTEX_TEXTURE_WIDTH), 0);
}
