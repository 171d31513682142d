//! What commands name and what they do to objects, without executing them.

use super::{AttachmentId, Command};
use crate::id::ObjectId;
use crate::target::RenderTarget;
use crate::texture::TextureFormat;

impl Command {
    /// Runs `f` on each id of an object that is not part of a target, the one that the command is about first.
    pub(crate) fn for_each_id(&mut self, f: &mut dyn FnMut(&mut ObjectId)) {
        match self {
            Self::Create { id, .. }
            | Self::Delete { id }
            | Self::BufferSize { id, .. }
            | Self::BufferData { id, .. }
            | Self::LinkProgram { id, .. }
            | Self::TextureStorage { id, .. }
            | Self::TextureData { id, .. }
            | Self::TextureSampling { id, .. }
            | Self::RenderBufferStorage { id, .. }
            | Self::Uniform { program: id, .. }
            | Self::TextureUnit { texture: id, .. } => f(id),
            Self::FrameBufferAttach { id, color, depth } => {
                f(id);
                for attachment in color.iter_mut().chain(depth) {
                    match attachment {
                        AttachmentId::Texture2D(id) | AttachmentId::RenderBuffer(id) => f(id),
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
            Self::Clear { .. }
            | Self::Blit { .. }
            | Self::ReadPixels { .. }
            | Self::Frame { .. }
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

    /// The object that the command gives memory, and how many bytes.
    pub(crate) fn storage(&self) -> Option<(ObjectId, u64)> {
        let image = |format: TextureFormat, width: u32, height: u32, samples: u32| {
            let texels = u64::from(width) * u64::from(height);
            texels.saturating_mul(u64::from(samples.max(1))).saturating_mul(format.texel_bytes() as u64)
        };
        match self {
            Self::BufferSize { id, size_bytes } => Some((*id, *size_bytes)),
            Self::TextureStorage { id, format, width, height } => {
                Some((*id, image(*format, *width, *height, 1)))
            }
            Self::RenderBufferStorage { id, format, width, height, samples } => {
                Some((*id, image(*format, *width, *height, *samples)))
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
            (Self::TextureData { id, rect, .. }, Self::TextureData { id: old_id, rect: old, .. }) => {
                id == old_id && rect.contains(*old)
            }
            _ => false,
        }
    }
}
