//! Buffers: vertices and indices in GPU memory.

mod index;
mod shared;
mod small_numbers;
mod uniform;
mod vertex;
mod vertex_format;

pub use index::{IndexBuffer, IndexElement, IndexType};
pub(crate) use shared::BufferShared;
pub use small_numbers::{F16, I2101010, U2101010};
pub use uniform::{BlockField, BlockValue, UniformBlock, UniformBuffer, block_field_of};
pub use vertex::VertexBuffer;
pub use vertex_format::{AttributeField, Scalar, Vertex, VertexAttribute, VertexFormat, attribute_of};
