//! Checking commands that come from elsewhere, before the driver sees them.
//!
//! OpenGL itself refuses wrong numbers and names, but not everything: a draw beyond its buffers is undefined, and memory is
//! given out until there is none. The guard knows what objects exist and how large they are.

mod draws;
mod objects;
mod storage;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::caps::Caps;
use crate::command::{AttachmentId, AttributeBinding, Command, ObjectKind};
use crate::error::{Error, Result};
use crate::id::ObjectId;
use crate::program::Interface;
use crate::state::Rect;
use crate::target::RenderTarget;
use crate::texture::{TextureFormat, TextureKind};

/// What a stream of commands from elsewhere may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes that buffers, textures and render buffers may take together. Default: 1 GiB.
    pub memory_bytes: u64,
    /// Objects at a time. Default: 65,536.
    pub objects: usize,
    /// Vertices of one draw, all instances together. Default: 2^27.
    pub vertices: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory_bytes: 1 << 30, objects: 1 << 16, vertices: 1 << 27 }
    }
}

/// What is known of the objects that a stream made.
#[derive(Debug)]
pub(super) struct Guard {
    limits: Limits,
    caps: Arc<Caps>,
    canvas: RenderTarget,
    /// In the order of their ids, so that all runs do the same.
    objects: BTreeMap<ObjectId, Known>,
    /// Uniform buffers on their units.
    block_units: BTreeMap<u32, ObjectId>,
    memory_bytes: u64,
}

/// What is known of one object.
#[derive(Debug)]
enum Known {
    /// Size of a vertex buffer.
    Vertices {
        size_bytes: u64,
    },
    /// Size of a uniform buffer.
    Uniforms {
        size_bytes: u64,
    },
    /// Contents of an index buffer: what a draw reads depends on them.
    Indices {
        data: Vec<u8>,
    },
    Image {
        format: TextureFormat,
        size: [u32; 3],
        levels: u32,
        bytes: u64,
        /// `None` is a render buffer.
        texture: Option<TextureKind>,
    },
    /// Variables; `None` until it is linked.
    Program {
        interface: Option<Interface>,
        /// Units of its uniform blocks, in the order of the interface.
        block_units: Vec<u32>,
    },
    VertexArray {
        program: Option<ObjectId>,
        attributes: Vec<AttributeBinding>,
        indices: Option<ObjectId>,
    },
    FrameBuffer {
        attachments: Vec<AttachmentId>,
    },
}

impl Known {
    fn new(kind: ObjectKind) -> Self {
        let format = TextureFormat::Rgba8;
        let image = |texture| Self::Image { format, size: [0; 3], levels: 0, bytes: 0, texture };
        match kind {
            ObjectKind::VertexBuffer => Self::Vertices { size_bytes: 0 },
            ObjectKind::IndexBuffer => Self::Indices { data: Vec::new() },
            ObjectKind::UniformBuffer => Self::Uniforms { size_bytes: 0 },
            ObjectKind::VertexArray => {
                Self::VertexArray { program: None, attributes: Vec::new(), indices: None }
            }
            ObjectKind::Program => Self::Program { interface: None, block_units: Vec::new() },
            ObjectKind::Texture2D
            | ObjectKind::Texture3D
            | ObjectKind::Texture2DArray
            | ObjectKind::TextureCube => image(TextureKind::of(kind)),
            ObjectKind::RenderBuffer => image(None),
            ObjectKind::FrameBuffer => Self::FrameBuffer { attachments: Vec::new() },
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Vertices { .. } => "a vertex buffer",
            Self::Indices { .. } => "an index buffer",
            Self::Uniforms { .. } => "a uniform buffer",
            Self::Image { texture: Some(_), .. } => "a texture",
            Self::Image { .. } => "a render buffer",
            Self::Program { .. } => "a program",
            Self::VertexArray { .. } => "a vertex array",
            Self::FrameBuffer { .. } => "a frame buffer",
        }
    }

    fn bytes(&self) -> u64 {
        match self {
            Self::Vertices { size_bytes } | Self::Uniforms { size_bytes } => *size_bytes,
            Self::Indices { data } => data.len() as u64,
            Self::Image { bytes, .. } => *bytes,
            _ => 0,
        }
    }
}

impl Guard {
    pub(super) fn new(caps: Arc<Caps>, canvas: RenderTarget, limits: Limits) -> Self {
        Self { limits, caps, canvas, objects: BTreeMap::new(), block_units: BTreeMap::new(), memory_bytes: 0 }
    }

    /// Refuses what the driver must not see; takes note of what it may.
    pub(super) fn check(&mut self, command: &Command) -> Result<()> {
        let operation = command.name();
        match command {
            Command::Create { id, kind, .. } => self.create(*id, *kind),
            Command::Delete { id } => {
                self.delete(*id);
                Ok(())
            }
            Command::BufferSize { id, size_bytes } => self.size_buffer(*id, *size_bytes),
            Command::BufferData { id, offset_bytes, data } => {
                self.fill_buffer(*id, *offset_bytes, data.bytes())
            }
            Command::LinkProgram { id, .. } => self.forget_interface(*id),
            Command::Uniform { program, name, value } => self.set_uniform(*program, name, value),
            Command::TextureUnit { texture, .. } => self.texture(*texture, operation).map(drop),
            Command::TextureStorage { id, format, size, levels } => {
                self.store_image(*id, *format, *size, (*levels, 1))
            }
            Command::TextureData { id, level, region, data } => {
                self.fill_texture(*id, *level, *region, data.len())
            }
            Command::TextureMipmaps { id } | Command::TextureSampling { id, .. } => {
                self.texture(*id, operation).map(drop)
            }
            Command::RenderBufferStorage { id, format, width, height, samples } => {
                let samples = (*samples).clamp(1, self.caps.max_samples.max(1));
                self.store_image(*id, *format, [*width, *height, 1], (1, samples))
            }
            Command::FrameBufferAttach { id, color, depth } => self.attach(*id, color, *depth),
            Command::VertexArrayBind { id, program, attributes, indices } => {
                self.bind_vertex_array(*id, *program, attributes, *indices)
            }
            Command::Clear { target, .. } | Command::Frame { target } => self.target(*target, operation),
            Command::Draw(draw) => self.draw(draw),
            Command::TransformFeedback(feedback) => self.transform_feedback(feedback),
            Command::BlockUnit { unit, buffer } => self.set_block_unit(*unit, *buffer),
            Command::Blit { source, source_rect, destination, destination_rect, .. } => {
                self.target(*source, operation)?;
                self.target(*destination, operation)?;
                inside(*source, *source_rect, operation)?;
                inside(*destination, *destination_rect, operation)
            }
            Command::ReadPixels { source, rect, .. } => {
                self.target(*source, operation)?;
                inside(*source, *rect, operation)
            }
            // These are not executed.
            Command::ReadBuffer { .. }
            | Command::BeginQuery { .. }
            | Command::EndQuery { .. }
            | Command::Fence { .. }
            | Command::InvalidateState => Ok(()),
        }
    }

    pub(super) fn set_canvas(&mut self, canvas: RenderTarget) {
        self.canvas = canvas;
    }

    /// The objects that are left, in the order of their ids.
    pub(super) fn objects(&self) -> Vec<ObjectId> {
        self.objects.keys().copied().collect()
    }

    fn known(&self, id: ObjectId, operation: &'static str) -> Result<&Known> {
        self.objects.get(&id).ok_or(Error::NoSuchObject { operation, id: id.0 })
    }

    /// Kind, format, size and levels.
    fn texture(
        &self,
        id: ObjectId,
        operation: &'static str,
    ) -> Result<(TextureKind, TextureFormat, [u32; 3], u32)> {
        match self.known(id, operation)? {
            Known::Image { format, size, levels, texture: Some(kind), .. } => {
                Ok((*kind, *format, *size, *levels))
            }
            other => Err(wrong_kind(operation, id, "a texture", other)),
        }
    }

    /// Refuses targets that do not exist, or that claim another size than they have.
    fn target(&self, target: RenderTarget, operation: &'static str) -> Result<()> {
        let size = match target.framebuffer() {
            // Windows change their size; the part at the lower left is the canvas then.
            id if id == self.canvas.framebuffer() => {
                Some([target.width.min(self.canvas.width), target.height.min(self.canvas.height)])
            }
            None => None,
            Some(id) => match self.known(id, operation)? {
                Known::FrameBuffer { attachments } => self.common_size(attachments, operation)?,
                other => return Err(wrong_kind(operation, id, "a frame buffer", other)),
            },
        };
        if size == Some([target.width, target.height]) {
            return Ok(());
        }
        Err(Error::Shape {
            what: format!("target of {operation}"),
            expected: size.map_or_else(
                || "attachments first".to_owned(),
                |[width, height]| format!("{width} x {height} pixels"),
            ),
            found: format!("{} x {} pixels", target.width, target.height),
        })
    }
}

fn inside(target: RenderTarget, rect: Rect, operation: &'static str) -> Result<()> {
    if target.rect().contains(rect) {
        return Ok(());
    }
    Err(Error::Shape {
        what: format!("pixels of {operation}"),
        expected: format!("a rectangle inside {} x {}", target.width, target.height),
        found: rect.to_string(),
    })
}

fn wrong_kind(operation: &'static str, id: ObjectId, expected: &str, found: &Known) -> Error {
    Error::Shape {
        what: format!("object {} that {operation} names", id.0),
        expected: expected.to_owned(),
        found: found.name().to_owned(),
    }
}
