//! The ids that a command names, so that a stream from elsewhere gets ids of this process.

use super::{AttachmentId, Command};
use crate::id::ObjectId;
use crate::target::RenderTarget;

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
}
