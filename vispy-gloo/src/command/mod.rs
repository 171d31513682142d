//! Commands: what every object and every draw turns into, as data. `GLIR.md` describes each of them.

mod encoding;
mod parts;
#[cfg(test)]
mod tests;
mod text;
mod visit;

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::id::{ObjectId, ReplyId};
use crate::payload::Payload;
use crate::program::UniformValue;
use crate::query::QueryKind;
use crate::read::ReadFormat;
use crate::state::Rect;
use crate::target::RenderTarget;
use crate::texture::{Region, Sampling, TextureFormat};

pub use encoding::{
    LONGEST_ITEM_BYTES, Reader, VERSION, Writer, decode, decode_replies, encode, encode_replies,
};
pub use parts::{AttachmentId, AttributeBinding, BlitPart, DrawCommand, Feedback, FeedbackCommand};

/// What an id stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the type of the same name")]
pub enum ObjectKind {
    VertexBuffer,
    IndexBuffer,
    UniformBuffer,
    VertexArray,
    Program,
    Texture2D,
    Texture3D,
    Texture2DArray,
    TextureCube,
    RenderBuffer,
    FrameBuffer,
}

impl fmt::Display for ObjectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::VertexBuffer => "vertex buffer",
            Self::IndexBuffer => "index buffer",
            Self::UniformBuffer => "uniform buffer",
            Self::VertexArray => "vertex array",
            Self::Program => "program",
            Self::Texture2D => "2D texture",
            Self::Texture3D => "3D texture",
            Self::Texture2DArray => "2D array texture",
            Self::TextureCube => "cube texture",
            Self::RenderBuffer => "render buffer",
            Self::FrameBuffer => "frame buffer",
        })
    }
}

/// How vertices become primitives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it: they are OpenGL's")]
pub enum Topology {
    Points,
    Lines,
    LineStrip,
    LineLoop,
    Triangles,
    TriangleStrip,
    TriangleFan,
}

/// Everything that can be asked of an interpreter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Command {
    /// Makes an object.
    Create {
        /// Its id from now on.
        id: ObjectId,
        /// What it is.
        kind: ObjectKind,
        /// What people call it, for messages.
        label: Arc<str>,
    },
    /// Frees an object.
    Delete {
        /// The object.
        id: ObjectId,
    },
    /// Gives a buffer its size; what it held is gone.
    BufferSize {
        /// The buffer.
        id: ObjectId,
        /// Its new size in bytes.
        size_bytes: u64,
    },
    /// Writes bytes into a buffer.
    BufferData {
        /// The buffer.
        id: ObjectId,
        /// First byte written.
        offset_bytes: u64,
        /// The bytes.
        data: Payload,
    },
    /// Compiles and links a program; the reply holds its interface or what is wrong.
    LinkProgram {
        /// The program.
        id: ObjectId,
        /// GLSL of the vertex stage.
        vertex: Arc<str>,
        /// GLSL of the fragment stage.
        fragment: Arc<str>,
        /// What transform feedback captures.
        feedback: Option<Feedback>,
        /// Where the answer goes.
        reply: ReplyId,
    },
    /// Sets a uniform, or the unit of a sampler or of a uniform block.
    Uniform {
        /// The program.
        program: ObjectId,
        /// The variable.
        name: Arc<str>,
        /// Its value.
        value: UniformValue,
    },
    /// Puts a texture on a unit.
    TextureUnit {
        /// The unit, from 0.
        unit: u32,
        /// The texture.
        texture: ObjectId,
    },
    /// Puts a uniform buffer on a unit.
    BlockUnit {
        /// The unit, from 0.
        unit: u32,
        /// The uniform buffer.
        buffer: ObjectId,
    },
    /// Gives a texture its size and format; what it held is gone.
    TextureStorage {
        /// The texture.
        id: ObjectId,
        /// Format of a texel.
        format: TextureFormat,
        /// Width, height, and depth or layers; of an image 1, of a cube 6.
        size: [u32; 3],
        /// How many levels.
        levels: u32,
    },
    /// Writes texels into a level of a texture, rows from the bottom up, tightly packed.
    TextureData {
        /// The texture.
        id: ObjectId,
        /// The level.
        level: u32,
        /// The texels written.
        region: Region,
        /// Their values.
        data: Payload,
    },
    /// Computes all levels of a texture from the first.
    TextureMipmaps {
        /// The texture.
        id: ObjectId,
    },
    /// Sets filters, wrapping and the rest of how a texture is read.
    TextureSampling {
        /// The texture.
        id: ObjectId,
        /// How it is read.
        sampling: Sampling,
    },
    /// Gives a render buffer its size and format.
    RenderBufferStorage {
        /// The render buffer.
        id: ObjectId,
        /// Format of a pixel.
        format: TextureFormat,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// Samples a pixel; 0 is not multisampled.
        samples: u32,
    },
    /// Sets what a frame buffer draws into.
    FrameBufferAttach {
        /// The frame buffer.
        id: ObjectId,
        /// Colour targets, in the order of the fragment outputs.
        color: Vec<AttachmentId>,
        /// Target of depth, of stencil, or of both, as its format says.
        depth: Option<AttachmentId>,
    },
    /// Sets what feeds the attributes of a program.
    VertexArrayBind {
        /// The vertex array.
        id: ObjectId,
        /// The program whose locations are meant.
        program: ObjectId,
        /// What feeds which attribute.
        attributes: Vec<AttributeBinding>,
        /// The index buffer.
        indices: Option<ObjectId>,
    },
    /// Fills a target, or the part of it inside `scissor`.
    Clear {
        /// Where.
        target: RenderTarget,
        /// Only inside; `None` is everywhere.
        scissor: Option<Rect>,
        /// Premultiplied colour; `None` keeps what is there.
        color: Option<[f32; 4]>,
        /// Depth; `None` keeps what is there.
        depth: Option<f32>,
        /// Stencil; `None` keeps what is there.
        stencil: Option<u8>,
    },
    /// Draws.
    Draw(DrawCommand),
    /// Runs the vertex stage alone and captures its outputs.
    TransformFeedback(FeedbackCommand),
    /// Copies pixels from one target to another; resolves where the source is multisampled.
    Blit {
        /// From where.
        source: RenderTarget,
        /// Which pixels.
        source_rect: Rect,
        /// Where to.
        destination: RenderTarget,
        /// Which pixels.
        destination_rect: Rect,
        /// What is copied, and how.
        part: BlitPart,
    },
    /// Reads pixels back; the reply holds them.
    ReadPixels {
        /// From where.
        source: RenderTarget,
        /// Which pixels.
        rect: Rect,
        /// In which form.
        format: ReadFormat,
        /// Where the answer goes.
        reply: ReplyId,
    },
    /// Reads bytes of a vertex buffer back; the reply holds them.
    ReadBuffer {
        /// The buffer.
        id: ObjectId,
        /// First byte.
        offset_bytes: u64,
        /// How many bytes.
        size_bytes: u64,
        /// Where the answer goes.
        reply: ReplyId,
    },
    /// Begins to measure; the reply comes after the end.
    BeginQuery {
        /// What is measured.
        kind: QueryKind,
        /// Where the answer goes.
        reply: ReplyId,
    },
    /// Ends what was begun.
    EndQuery {
        /// What was measured.
        kind: QueryKind,
    },
    /// Asks for a reply when all before is done.
    Fence {
        /// Where the answer goes.
        reply: ReplyId,
    },
    /// Forgets what state the interpreter believes is set: foreign code has used the context.
    InvalidateState,
    /// Marks the end of a frame: what the target holds now is what people see.
    Frame {
        /// What is seen.
        target: RenderTarget,
    },
}

impl Command {
    /// The canvas, if the command draws there or marks a frame of it; its size is the canvas's at that time.
    #[must_use]
    pub fn canvas(&self) -> Option<RenderTarget> {
        let target = match self {
            Self::Clear { target, .. } | Self::Frame { target } => target,
            Self::Draw(draw) => &draw.target,
            Self::Blit { destination, .. } => destination,
            _ => return None,
        };
        target.framebuffer().is_none().then_some(*target)
    }

    /// Name of the command, as in the text form.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Create { .. } => "CREATE",
            Self::Delete { .. } => "DELETE",
            Self::BufferSize { .. } => "BUFFER_SIZE",
            Self::BufferData { .. } => "BUFFER_DATA",
            Self::LinkProgram { .. } => "LINK_PROGRAM",
            Self::Uniform { .. } => "UNIFORM",
            Self::TextureUnit { .. } => "TEXTURE_UNIT",
            Self::BlockUnit { .. } => "BLOCK_UNIT",
            Self::TextureStorage { .. } => "TEXTURE_STORAGE",
            Self::TextureData { .. } => "TEXTURE_DATA",
            Self::TextureMipmaps { .. } => "TEXTURE_MIPMAPS",
            Self::TextureSampling { .. } => "TEXTURE_SAMPLING",
            Self::RenderBufferStorage { .. } => "RENDER_BUFFER_STORAGE",
            Self::FrameBufferAttach { .. } => "FRAME_BUFFER_ATTACH",
            Self::VertexArrayBind { .. } => "VERTEX_ARRAY_BIND",
            Self::Clear { .. } => "CLEAR",
            Self::Draw(_) => "DRAW",
            Self::TransformFeedback(_) => "TRANSFORM_FEEDBACK",
            Self::Blit { .. } => "BLIT",
            Self::ReadPixels { .. } => "READ_PIXELS",
            Self::ReadBuffer { .. } => "READ_BUFFER",
            Self::BeginQuery { .. } => "BEGIN_QUERY",
            Self::EndQuery { .. } => "END_QUERY",
            Self::Fence { .. } => "FENCE",
            Self::InvalidateState => "INVALIDATE_STATE",
            Self::Frame { .. } => "FRAME",
        }
    }
}
