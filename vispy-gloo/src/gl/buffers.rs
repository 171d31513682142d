//! Buffers and vertex arrays.
//!
//! WebGL fixes at a buffer's first binding whether it holds indices. Indices are therefore uploaded through
//! `ELEMENT_ARRAY_BUFFER`, with an array bound that no draw takes indices from, because that binding belongs to the
//! vertex array.

use glow::HasContext as _;

use super::{Gl, enums, gl_i32};
use crate::caps::Api;
use crate::command::AttributeBinding;
use crate::error::{Error, Result};
use crate::id::ObjectId;

/// WebGL's limit for the bytes from one vertex to the next.
const LONGEST_WEBGL_STRIDE: u32 = 255;

/// A buffer and the binding point that it belongs to.
#[derive(Clone, Copy)]
pub(super) struct GlBuffer {
    pub(super) name: glow::Buffer,
    /// `ARRAY_BUFFER` or `ELEMENT_ARRAY_BUFFER`.
    pub(super) target: u32,
}

impl Gl {
    pub(super) fn buffer(&self, id: ObjectId, operation: &'static str) -> Result<GlBuffer> {
        self.names.borrow().buffers.get(&id).copied().ok_or(Error::NoSuchObject { operation, id: id.0 })
    }

    /// Runs `upload` with the buffer bound to its binding point.
    fn with_bound(&mut self, buffer: GlBuffer, upload: impl FnOnce(&glow::Context, u32)) -> Result<()> {
        let GlBuffer { name, target } = buffer;
        let holds_indices = target == glow::ELEMENT_ARRAY_BUFFER;
        if holds_indices {
            let array = self.empty_array()?;
            self.bind_array(array);
        }
        // SAFETY: G1, G2.
        unsafe { self.gl.bind_buffer(target, Some(name)) };
        upload(&self.gl, target);
        if holds_indices {
            // The array would keep the memory of a deleted buffer.
            // SAFETY: G1.
            unsafe { self.gl.bind_buffer(target, None) };
        }
        Ok(())
    }

    pub(super) fn size_buffer(&mut self, id: ObjectId, size_bytes: u64) -> Result<()> {
        let size = gl_i32(size_bytes).map_err(|_too_large| Error::Limit {
            what: format!("bytes of {}", self.described(id)),
            requested: size_bytes,
            maximum: i32::MAX as u64,
        })?;
        let buffer = self.buffer(id, "BUFFER_SIZE")?;
        // SAFETY: G1: `target` has a buffer bound.
        self.with_bound(buffer, |gl, target| unsafe { gl.buffer_data_size(target, size, glow::DYNAMIC_DRAW) })
    }

    pub(super) fn fill_buffer(&mut self, id: ObjectId, offset_bytes: u64, bytes: &[u8]) -> Result<()> {
        let offset = gl_i32(offset_bytes)?;
        let buffer = self.buffer(id, "BUFFER_DATA")?;
        // SAFETY: G1, G3: OpenGL checks the range against the buffer's size.
        self.with_bound(buffer, |gl, target| unsafe { gl.buffer_sub_data_u8_slice(target, offset, bytes) })
    }

    pub(super) fn set_block_unit(&mut self, unit: u32, id: ObjectId) -> Result<()> {
        let maximum = self.caps.max_uniform_blocks;
        if unit >= maximum {
            return Err(Error::Limit {
                what: "uniform blocks of one program".to_owned(),
                requested: u64::from(unit) + 1,
                maximum: u64::from(maximum),
            });
        }
        let buffer = self.buffer(id, "BLOCK_UNIT")?;
        // SAFETY: G1, G2.
        unsafe { self.gl.bind_buffer_base(glow::UNIFORM_BUFFER, unit, Some(buffer.name)) };
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
            self.gl.bind_buffer(glow::ELEMENT_ARRAY_BUFFER, indices.map(|indices| indices.name));
        }
        for attribute in attributes {
            let buffer = self.buffer(attribute.buffer, OPERATION)?;
            let names = self.names.borrow();
            let found = names.programs.get(&program).and_then(|known| known.attribute(&attribute.name));
            drop(names);
            let Some((location, integer)) = found else {
                // The driver removed an attribute that the shader does not use.
                continue;
            };
            self.point(location, integer, attribute, buffer.name)?;
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
        if self.caps.api == Api::WebGl && attribute.stride > LONGEST_WEBGL_STRIDE {
            return Err(Error::Limit {
                what: format!("bytes from one value of attribute '{}' to the next", attribute.name),
                requested: u64::from(attribute.stride),
                maximum: u64::from(LONGEST_WEBGL_STRIDE),
            });
        }
        let (stride, offset) = (gl_i32(attribute.stride)?, gl_i32(attribute.offset)?);
        let column_bytes = format.column_bytes() as i32;
        let gl = &self.gl;
        // SAFETY: G1, G2, G3: draws are checked against the sizes of the buffers before they are queued.
        unsafe {
            gl.bind_buffer(glow::ARRAY_BUFFER, Some(buffer));
            // Columns of a matrix have locations of their own.
            for column in 0..u32::from(format.columns) {
                let location = location + column;
                let offset = offset.saturating_add(column as i32 * column_bytes);
                gl.enable_vertex_attrib_array(location);
                if integer && format.scalar.is_integer() {
                    gl.vertex_attrib_pointer_i32(location, size, kind, stride, offset);
                } else {
                    gl.vertex_attrib_pointer_f32(location, size, kind, format.normalized, stride, offset);
                }
                gl.vertex_attrib_divisor(location, attribute.divisor);
            }
        }
        Ok(())
    }
}
