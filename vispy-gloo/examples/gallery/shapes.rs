//! A cube.

use bytemuck::{Pod, Zeroable};
use vispy_gloo::{IndexBuffer, VertexBuffer};

/// A corner of a face.
#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Corner {
    a_position: [f32; 3],
    a_normal: [f32; 3],
}
vispy_gloo::vertex_layout!(Corner { a_position, a_normal });

/// A cube from -1 to 1: four corners for each of six faces, and the indices of two triangles a face, counter-clockwise
/// from outside. To be given to `bind()` and `set_indices()`.
pub(crate) fn cube() -> (VertexBuffer, IndexBuffer) {
    let mut corners = Vec::new();
    let mut indices = Vec::new();
    for face in 0..6_usize {
        let (axis, sign) = (face / 2, if face % 2 == 0 { 1.0 } else { -1.0 });
        let first = corners.len() as u16;
        for [right, up] in [[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]] {
            let (mut a_position, mut a_normal) = ([0.0; 3], [0.0; 3]);
            (a_position[axis], a_normal[axis]) = (sign, sign);
            a_position[(axis + 1) % 3] = sign * right;
            a_position[(axis + 2) % 3] = up;
            corners.push(Corner { a_position, a_normal });
        }
        indices.extend([0, 1, 2, 0, 2, 3].map(|corner| first + corner));
    }
    (VertexBuffer::new(corners), IndexBuffer::new(indices))
}

/// How many indices [`cube`] has.
pub(crate) const CUBE_INDICES: u32 = 36;

/// Indices of lines around each face of [`cube`]: twelve edges, each of them twice.
pub(crate) fn cube_edges() -> IndexBuffer {
    let faces = (0..6_u16).flat_map(|face| [0, 1, 1, 2, 2, 3, 3, 0].map(|corner| 4 * face + corner));
    IndexBuffer::new(faces.collect::<Vec<u16>>())
}
