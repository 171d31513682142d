//! Objects: made, called by name in messages, freed.

use std::rc::Rc;
use std::sync::Arc;

use glow::HasContext as _;

use super::Gl;
use super::buffers::GlBuffer;
use super::framebuffers::{GlFrameBuffer, GlRenderBuffer};
use super::programs::GlProgram;
use super::textures::GlTexture;
use crate::command::ObjectKind;
use crate::error::{Error, Result};
use crate::id::ObjectId;
use crate::texture::TextureKind;

impl Gl {
    pub(super) fn create(&mut self, id: ObjectId, kind: ObjectKind, label: &Arc<str>) -> Result<()> {
        let failed = |reason: String| Error::Unsupported {
            feature: format!("making {kind} {label}"),
            requires: format!("memory or a working context: {reason}"),
        };
        let (gl, mut names) = (&self.gl, self.names.borrow_mut());
        // SAFETY: G1.
        unsafe {
            match kind {
                ObjectKind::VertexBuffer | ObjectKind::IndexBuffer | ObjectKind::UniformBuffer => {
                    let target = match kind {
                        ObjectKind::IndexBuffer => glow::ELEMENT_ARRAY_BUFFER,
                        ObjectKind::UniformBuffer => glow::UNIFORM_BUFFER,
                        _ => glow::ARRAY_BUFFER,
                    };
                    let name = gl.create_buffer().map_err(failed)?;
                    names.buffers.insert(id, GlBuffer { name, target });
                }
                ObjectKind::VertexArray => {
                    self.vertex_arrays.insert(id, gl.create_vertex_array().map_err(failed)?);
                }
                ObjectKind::Program => {
                    names.programs.insert(id, GlProgram::new(gl.create_program().map_err(failed)?));
                }
                ObjectKind::Texture2D
                | ObjectKind::Texture3D
                | ObjectKind::Texture2DArray
                | ObjectKind::TextureCube => {
                    let kind = TextureKind::of(kind).unwrap_or(TextureKind::D2);
                    names.textures.insert(id, GlTexture::new(gl.create_texture().map_err(failed)?, kind));
                }
                ObjectKind::RenderBuffer => {
                    let name = gl.create_renderbuffer().map_err(failed)?;
                    names.render_buffers.insert(id, GlRenderBuffer::new(name));
                }
                ObjectKind::FrameBuffer => {
                    let name = gl.create_framebuffer().map_err(failed)?;
                    self.frame_buffers.insert(id, GlFrameBuffer::new(name));
                }
            }
        }
        names.labels.insert(id, (kind, label.clone()));
        Ok(())
    }

    pub(super) fn delete(&mut self, id: ObjectId) {
        self.forget_link(id);
        let (gl, mut names) = (&self.gl, self.names.borrow_mut());
        names.labels.remove(&id);
        // SAFETY: G1, G2: the name leaves its table with the call.
        unsafe {
            if let Some(buffer) = names.buffers.remove(&id) {
                gl.delete_buffer(buffer.name);
            } else if let Some(name) = self.vertex_arrays.remove(&id) {
                gl.delete_vertex_array(name);
                self.current.vertex_array = None;
            } else if let Some(program) = names.programs.remove(&id) {
                // OpenGL keeps a deleted program for as long as it is in use.
                gl.use_program(None);
                gl.delete_program(program.name);
                self.current.program = None;
            } else if let Some(texture) = names.textures.remove(&id) {
                gl.delete_texture(texture.name);
            } else if let Some(buffer) = names.render_buffers.remove(&id) {
                gl.delete_renderbuffer(buffer.name);
            } else if let Some(buffer) = self.frame_buffers.remove(&id) {
                gl.delete_framebuffer(buffer.name);
                self.current.target = None;
            }
        }
    }

    pub(super) fn label(&self, id: ObjectId) -> String {
        let names = self.names.borrow();
        names.labels.get(&id).map_or_else(|| id.to_string(), |(_, label)| label.to_string())
    }

    /// Kind and label.
    pub(super) fn described(&self, id: ObjectId) -> String {
        let names = self.names.borrow();
        names.labels.get(&id).map_or_else(|| id.to_string(), |(kind, label)| format!("{kind} {label}"))
    }
}

impl Drop for Gl {
    fn drop(&mut self) {
        // What is shared stays for the others; the last frees it.
        let mut ids: Vec<ObjectId> = if Rc::strong_count(&self.names) == 1 {
            self.names.borrow().labels.keys().copied().collect()
        } else {
            self.vertex_arrays.keys().chain(self.frame_buffers.keys()).copied().collect()
        };
        ids.sort_unstable();
        for id in ids {
            self.delete(id);
        }
        self.forget_answers();
        if let Some((frame_buffer, render_buffer)) = self.nowhere.take() {
            // SAFETY: G1, G2.
            unsafe {
                self.gl.delete_framebuffer(frame_buffer);
                self.gl.delete_renderbuffer(render_buffer);
            }
        }
        if let Some(name) = self.empty_vertex_array.take() {
            // SAFETY: G1, G2.
            unsafe { self.gl.delete_vertex_array(name) };
        }
    }
}
