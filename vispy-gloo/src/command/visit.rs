//! What commands name and what they do to objects, without executing them.

use super::{AttachmentId, Command, ObjectKind};
use crate::id::ObjectId;
use crate::target::RenderTarget;
use crate::texture::{TextureFormat, TextureKind};

impl Command {
    /// Runs `f` on each id of an object that is not part of a target, the one that the command is about first.
    pub(crate) fn for_each_id(&mut self, f: &mut dyn FnMut(&mut ObjectId)) {
        match self {
            Self::Create { id, .. }
            | Self::Delete { id }
            | Self::BufferSize { id, .. }
            | Self::BufferData { id, .. }
            | Self::ReadBuffer { id, .. }
            | Self::LinkProgram { id, .. }
            | Self::TextureStorage { id, .. }
            | Self::TextureData { id, .. }
            | Self::TextureMipmaps { id }
            | Self::TextureSampling { id, .. }
            | Self::RenderBufferStorage { id, .. }
            | Self::Uniform { program: id, .. }
            | Self::BlockUnit { buffer: id, .. }
            | Self::TextureUnit { texture: id, .. } => f(id),
            Self::FrameBufferAttach { id, color, depth } => {
                f(id);
                for attachment in color.iter_mut().chain(depth) {
                    match attachment {
                        AttachmentId::Texture { id, .. } | AttachmentId::RenderBuffer(id) => f(id),
                    }
                }
            }
            Self::VertexArrayBind { id, program, attributes, indices } => {
                f(id);
                f(program);
                attributes.iter_mut().for_each(|attribute| f(&mut attribute.buffer));
                indices.iter_mut().for_each(f);
            }
            Self::Draw(draw) => {
                f(&mut draw.program);
                draw.vertex_array.iter_mut().for_each(f);
            }
            Self::TransformFeedback(feedback) => {
                f(&mut feedback.program);
                feedback.vertex_array.iter_mut().for_each(&mut *f);
                feedback.outputs.iter_mut().for_each(f);
            }
            Self::Clear { .. }
            | Self::Blit { .. }
            | Self::ReadPixels { .. }
            | Self::Frame { .. }
            | Self::BeginQuery { .. }
            | Self::EndQuery { .. }
            | Self::Fence { .. }
            | Self::InvalidateState => {}
        }
    }

    /// Runs `f` on each target.
    pub(crate) fn for_each_target(&mut self, f: &mut dyn FnMut(&mut RenderTarget)) {
        match self {
            Self::Clear { target, .. } | Self::Frame { target } => f(target),
            Self::Draw(draw) => f(&mut draw.target),
            Self::Blit { source, destination, .. } => {
                f(source);
                f(destination);
            }
            Self::ReadPixels { source, .. } => f(source),
            _ => {}
        }
    }

    /// The object that the command gives memory, and how many bytes; `kind` is the object's.
    pub(crate) fn storage(&self, kind: ObjectKind) -> Option<(ObjectId, u64)> {
        let image = |format: TextureFormat, size: [u32; 3], levels: u32, samples: u32| {
            let kind = TextureKind::of(kind).unwrap_or(TextureKind::D2);
            let texels = kind.texels(size, levels);
            texels.saturating_mul(u64::from(samples.max(1))).saturating_mul(format.texel_bytes() as u64)
        };
        match self {
            Self::BufferSize { id, size_bytes } => Some((*id, *size_bytes)),
            Self::TextureStorage { id, format, size, levels } => {
                Some((*id, image(*format, *size, *levels, 1)))
            }
            Self::RenderBufferStorage { id, format, width, height, samples } => {
                Some((*id, image(*format, [*width, *height, 1], 1, *samples)))
            }
            _ => None,
        }
    }

    /// The object that the command writes data into.
    pub(crate) fn upload(&self) -> Option<ObjectId> {
        match self {
            Self::BufferData { id, .. } | Self::TextureData { id, .. } => Some(*id),
            _ => None,
        }
    }

    /// Whether nothing is left of what an earlier command wrote after this one has written to the same object.
    pub(crate) fn overwrites(&self, earlier: &Self) -> bool {
        match (self, earlier) {
            (
                Self::BufferData { id, offset_bytes: start, data },
                Self::BufferData { id: old_id, offset_bytes: old_start, data: old },
            ) => {
                id == old_id
                    && start <= old_start
                    && start.saturating_add(data.len() as u64) >= old_start.saturating_add(old.len() as u64)
            }
            (
                Self::TextureData { id, level, region, .. },
                Self::TextureData { id: old_id, level: old_level, region: old, .. },
            ) => id == old_id && level == old_level && region.contains(*old),
            (Self::TextureMipmaps { id }, Self::TextureMipmaps { id: old_id }) => id == old_id,
            _ => false,
        }
    }
}
