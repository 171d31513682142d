//! What commands are made of: bindings, attachments, draws.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Topology;
use crate::buffer::{IndexType, VertexFormat};
use crate::id::ObjectId;
use crate::state::State;
use crate::target::RenderTarget;

/// One attribute of a vertex array: which bytes of which buffer feed which location.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeBinding {
    /// Name in the vertex shader.
    pub name: Arc<str>,
    /// The vertex buffer.
    pub buffer: ObjectId,
    /// Format of one value.
    pub format: VertexFormat,
    /// Bytes from one vertex to the next.
    pub stride: u32,
    /// Bytes from the start of the buffer to the first value.
    pub offset: u64,
    /// 0: a value a vertex; n: a value for n instances.
    pub divisor: u32,
}

/// An image that can be attached to a frame buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttachmentId {
    /// An image of a texture.
    Texture {
        /// The texture.
        id: ObjectId,
        /// Which level.
        level: u32,
        /// Which slice, layer or face; 0 of a 2D texture.
        layer: u32,
    },
    /// A render buffer.
    RenderBuffer(ObjectId),
}

/// One draw, with its whole state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DrawCommand {
    /// The program.
    pub program: ObjectId,
    /// The vertex array; `None` draws without attributes.
    pub vertex_array: Option<ObjectId>,
    /// Where to.
    pub target: RenderTarget,
    /// The fixed-function state; draws in the same state share it.
    pub state: Arc<State>,
    /// How vertices become primitives.
    pub topology: Topology,
    /// First vertex, or first index of the index buffer.
    pub first: u32,
    /// How many vertices or indices.
    pub count: u32,
    /// How many instances.
    pub instances: u32,
    /// Type of the indices where the vertex array's index buffer is used.
    pub indices: Option<IndexType>,
}

/// What a blit copies, and what it does where sizes differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlitPart {
    /// The first colour; the nearest pixel.
    Color,
    /// The first colour, interpolated.
    ColorLinear,
    /// Depth; the nearest pixel.
    Depth,
    /// Stencil; the nearest pixel.
    Stencil,
    /// Depth and stencil; the nearest pixel.
    DepthStencil,
}

/// The outputs of the vertex stage that transform feedback captures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// Their names.
    pub outputs: Vec<Arc<str>>,
    /// Each into a buffer of its own; otherwise one after the other into one.
    pub separate: bool,
}

/// One run of the vertex stage whose outputs go into buffers; nothing is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackCommand {
    /// The program.
    pub program: ObjectId,
    /// The vertex array; `None` has no attributes.
    pub vertex_array: Option<ObjectId>,
    /// Points, lines or triangles.
    pub topology: Topology,
    /// First vertex.
    pub first: u32,
    /// How many vertices.
    pub count: u32,
    /// How many instances.
    pub instances: u32,
    /// The vertex buffers that are filled from their start.
    pub outputs: Vec<ObjectId>,
}
