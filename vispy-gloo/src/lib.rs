#![doc = include_str!("../README.md")]
#![deny(unsafe_code)]

mod buffer;
mod caps;
mod capture;
pub mod command;
mod context;
mod error;
pub mod features;
mod framebuffer;
mod gl;
mod id;
mod interpreter;
mod object;
mod payload;
mod pending;
mod program;
mod query;
mod read;
mod recorder;
mod shader_error;
mod state;
mod tables;
mod target;
mod texture;

pub use buffer::{
    AttributeField, BlockField, BlockValue, F16, I2101010, IndexBuffer, IndexElement, IndexType, Scalar,
    U2101010, UniformBlock, UniformBuffer, Vertex, VertexAttribute, VertexBuffer, VertexFormat, attribute_of,
    block_field_of,
};
pub use bytemuck;
pub use caps::{Api, Caps};
pub use capture::{Limits, Replay, Shown};
pub use command::{BlitPart, Command, ObjectKind, Topology};
pub use context::{Context, DrawCall, Memory, Recovery, Stats, Usage};
pub use error::{Error, Result};
pub use framebuffer::{Attachment, FrameBuffer, RenderBuffer};
pub use id::{ObjectId, ReplyId};
pub use interpreter::{Interpreter, LinkFailure, Reply};
pub use payload::{Bytes, IntoPayload, Payload};
pub use pending::Pending;
pub use program::{Block, BlockMember, GlslType, Interface, Program, UniformValue, Variable};
pub use query::QueryKind;
pub use read::{Pixels, ReadFormat};
pub use recorder::Recording;
pub use shader_error::{LineOrigin, ShaderDiagnostic, ShaderError, ShaderSource, ShaderStage};
pub use state::{
    Blend, BlendEquation, BlendFactor, Compare, CullFace, FrontFace, PolygonOffset, Rect, State, Stencil,
    StencilFace, StencilOp,
};
pub use target::RenderTarget;
pub use texture::{
    Channels, CubeFace, Filter, Region, Sampling, Swizzle, TexelType, Texture, Texture1D, Texture2D,
    Texture2DArray, Texture3D, TextureCube, TextureFormat, TextureKind, Where, Wrap,
};

/// Compiles the examples of the guide.
#[cfg(doctest)]
#[doc = include_str!("../GUIDE.md")]
struct Guide;
