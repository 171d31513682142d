//! Buffers and vertex arrays.

use glow::HasContext as _;

use super::{Gl, enums, gl_i32};
use crate::buffer::Scalar;
use crate::command::AttributeBinding;
use crate::error::{Error, Result};
use crate::id::ObjectId;

impl Gl {
    fn buffer(&self, id: ObjectId, operation: &'static str) -> Result<glow::Buffer> {
        self.buffers.get(&id).copied().ok_or(Error::NoSuchObject { operation, id: id.0 })
    }

    /// Binds a buffer for uploading. `ELEMENT_ARRAY_BUFFER` belongs to the vertex array, so that it is left alone;
    /// WebGL keeps index buffers apart, and takes them only there.
    fn bind_for_upload(&mut self, buffer: glow::Buffer) -> u32 {
        // SAFETY: G1, G2.
        unsafe { self.gl.bind_buffer(glow::ARRAY_BUFFER, Some(buffer)) };
        glow::ARRAY_BUFFER
    }

    pub(super) fn size_buffer(&mut self, id: ObjectId, size_bytes: u64) -> Result<()> {
        let size = gl_i32(size_bytes).map_err(|_too_large| Error::Limit {
            what: format!("bytes of {}", self.label(id)),
            requested: size_bytes,
            maximum: i32::MAX as u64,
        })?;
        let buffer = self.buffer(id, "BUFFER_SIZE")?;
        let target = self.bind_for_upload(buffer);
        // SAFETY: G1: `target` has a buffer bound.
        unsafe { self.gl.buffer_data_size(target, size, glow::DYNAMIC_DRAW) };
        Ok(())
    }

    pub(super) fn fill_buffer(&mut self, id: ObjectId, offset_bytes: u64, bytes: &[u8]) -> Result<()> {
        let offset = gl_i32(offset_bytes)?;
        let buffer = self.buffer(id, "BUFFER_DATA")?;
        let target = self.bind_for_upload(buffer);
        // SAFETY: G1, G3: OpenGL checks the range against the buffer's size.
        unsafe { self.gl.buffer_sub_data_u8_slice(target, offset, bytes) };
        Ok(())
    }

    pub(super) fn bind_vertex_array(
        &mut self,
        id: ObjectId,
        program: ObjectId,
        attributes: &[AttributeBinding],
        indices: Option<ObjectId>,
    ) -> Result<()> {
        const OPERATION: &str = "VERTEX_ARRAY_BIND";
        let array = self
            .vertex_arrays
            .get(&id)
            .copied()
            .ok_or(Error::NoSuchObject { operation: OPERATION, id: id.0 })?;
        let indices = indices.map(|indices| self.buffer(indices, OPERATION)).transpose()?;
        self.bind_array(array);
        // SAFETY: G1, G2.
        unsafe {
            for location in 0..self.caps.max_attributes {
                self.gl.disable_vertex_attrib_array(location);
            }
            self.gl.bind_buffer(glow::ELEMENT_ARRAY_BUFFER, indices);
        }
        for attribute in attributes {
            let buffer = self.buffer(attribute.buffer, OPERATION)?;
            let known = self.programs.get(&program);
            let Some((location, integer)) = known.and_then(|known| known.attribute(&attribute.name)) else {
                // The driver removed an attribute that the shader does not use.
                continue;
            };
            self.point(location, integer, attribute, buffer)?;
        }
        Ok(())
    }

    fn point(
        &mut self,
        location: u32,
        integer: bool,
        attribute: &AttributeBinding,
        buffer: glow::Buffer,
    ) -> Result<()> {
        let format = attribute.format;
        let (size, kind) = (i32::from(format.components), enums::scalar(format.scalar));
        let (stride, offset) = (gl_i32(attribute.stride)?, gl_i32(attribute.offset)?);
        let gl = &self.gl;
        // SAFETY: G1, G2, G3: draws are checked against the sizes of the buffers before they are queued.
        unsafe {
            gl.bind_buffer(glow::ARRAY_BUFFER, Some(buffer));
            gl.enable_vertex_attrib_array(location);
            if integer && format.scalar != Scalar::F32 {
                gl.vertex_attrib_pointer_i32(location, size, kind, stride, offset);
            } else {
                gl.vertex_attrib_pointer_f32(location, size, kind, format.normalized, stride, offset);
            }
            gl.vertex_attrib_divisor(location, attribute.divisor);
        }
        Ok(())
    }
}
