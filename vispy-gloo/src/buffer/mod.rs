//! Buffers: vertices and indices in GPU memory.

mod index;
mod shared;
mod vertex;
mod vertex_format;

pub use index::{IndexBuffer, IndexElement, IndexType};
pub(crate) use shared::BufferShared;
pub use vertex::VertexBuffer;
pub use vertex_format::{AttributeField, Scalar, Vertex, VertexAttribute, VertexFormat, attribute_of};
