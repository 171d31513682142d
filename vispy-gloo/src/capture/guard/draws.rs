//! Draws: inside their buffers, and not without end.

use super::{Guard, Known, wrong_kind};
use crate::buffer::IndexType;
use crate::command::{AttributeBinding, DrawCommand, FeedbackCommand};
use crate::error::{Error, Result};
use crate::id::ObjectId;

const OPERATION: &str = "DRAW";

/// What a draw reads.
struct Read {
    program: ObjectId,
    vertex_array: Option<ObjectId>,
    first: u32,
    count: u32,
    instances: u32,
    indices: Option<IndexType>,
}

impl Guard {
    pub(super) fn draw(&self, draw: &DrawCommand) -> Result<()> {
        self.target(draw.target, OPERATION)?;
        self.check_read(&Read {
            program: draw.program,
            vertex_array: draw.vertex_array,
            first: draw.first,
            count: draw.count,
            instances: draw.instances,
            indices: draw.indices,
        })
    }

    pub(super) fn transform_feedback(&self, feedback: &FeedbackCommand) -> Result<()> {
        for output in &feedback.outputs {
            let known = self.known(*output, "TRANSFORM_FEEDBACK")?;
            if !matches!(known, Known::Vertices { .. }) {
                return Err(wrong_kind("TRANSFORM_FEEDBACK", *output, "a vertex buffer", known));
            }
            // OpenGL leaves open what is read where a buffer is read and written.
            if let Some(array) = feedback.vertex_array
                && let Known::VertexArray { attributes, .. } = self.known(array, "TRANSFORM_FEEDBACK")?
                && attributes.iter().any(|attribute| attribute.buffer == *output)
            {
                return Err(missing("buffers of which each is read or written"));
            }
        }
        self.check_read(&Read {
            program: feedback.program,
            vertex_array: feedback.vertex_array,
            first: feedback.first,
            count: feedback.count,
            instances: feedback.instances,
            indices: None,
        })
    }

    pub(super) fn set_block_unit(&mut self, unit: u32, buffer: ObjectId) -> Result<()> {
        let known = self.known(buffer, "BLOCK_UNIT")?;
        if !matches!(known, Known::Uniforms { .. }) {
            return Err(wrong_kind("BLOCK_UNIT", buffer, "a uniform buffer", known));
        }
        self.block_units.insert(unit, buffer);
        Ok(())
    }

    /// Refuses uniform blocks without a buffer that is large enough.
    fn check_blocks(&self, program: ObjectId) -> Result<()> {
        let Known::Program { interface: Some(interface), block_units } = self.known(program, OPERATION)?
        else {
            return Ok(());
        };
        for (block, unit) in interface.blocks.iter().zip(block_units) {
            let size = match self.block_units.get(unit) {
                Some(id) => self.known(*id, OPERATION)?.bytes(),
                None => 0,
            };
            if size < u64::from(block.size_bytes) {
                return Err(Error::Shape {
                    what: format!("buffer of uniform block '{}' on unit {unit}", block.name),
                    expected: format!("{} bytes", block.size_bytes),
                    found: format!("{size} bytes"),
                });
            }
        }
        Ok(())
    }

    fn check_read(&self, read: &Read) -> Result<()> {
        let interface = self.interface(read.program, OPERATION)?;
        self.check_blocks(read.program)?;
        let vertices = u64::from(read.count) * u64::from(read.instances);
        if vertices > self.limits.vertices {
            return Err(Error::Limit {
                what: "vertices of a draw".to_owned(),
                requested: vertices,
                maximum: self.limits.vertices,
            });
        }
        let Some(id) = read.vertex_array else {
            return if read.indices.is_none() { Ok(()) } else { Err(missing("an index buffer")) };
        };
        let known = self.known(id, OPERATION)?;
        let Known::VertexArray { program, attributes, indices } = known else {
            return Err(wrong_kind(OPERATION, id, "a vertex array", known));
        };
        // Locations of attributes are the program's own.
        if *program != Some(read.program) {
            return Err(missing("a vertex array that was bound for its program"));
        }
        if read.count == 0 || read.instances == 0 {
            return Ok(());
        }
        let last = match read.indices {
            None => u64::from(read.first) + u64::from(read.count) - 1,
            Some(index_type) => {
                let buffer = indices.ok_or_else(|| missing("an index buffer"))?;
                self.largest_index(buffer, index_type, read)?
            }
        };
        let used = attributes.iter().filter(|attribute| interface.attribute(&attribute.name).is_some());
        used.into_iter().try_for_each(|attribute| {
            let last = match attribute.divisor {
                0 => last,
                divisor => u64::from((read.instances - 1) / divisor),
            };
            self.check_attribute(attribute, last)
        })
    }

    /// Refuses a value number `last` that is not inside the attribute's buffer.
    fn check_attribute(&self, attribute: &AttributeBinding, last: u64) -> Result<()> {
        let format = attribute.format;
        let value_bytes = u64::from(format.size_bytes());
        // OpenGL takes a stride of 0 to mean that values stand side by side.
        let stride = if attribute.stride == 0 { value_bytes } else { u64::from(attribute.stride) };
        let end = last
            .checked_mul(stride)
            .and_then(|start| start.checked_add(attribute.offset))
            .and_then(|start| start.checked_add(value_bytes));
        let size = match self.known(attribute.buffer, OPERATION)? {
            Known::Vertices { size_bytes } => *size_bytes,
            other => return Err(wrong_kind(OPERATION, attribute.buffer, "a vertex buffer", other)),
        };
        if end.is_some_and(|end| end <= size) {
            return Ok(());
        }
        Err(Error::Shape {
            what: format!("values of attribute '{}' that DRAW reads", attribute.name),
            expected: format!("at most those in the buffer's {size} bytes"),
            found: format!("value {last}, {stride} bytes apart, from byte {}", attribute.offset),
        })
    }

    /// The largest index of a draw.
    fn largest_index(&self, id: ObjectId, index_type: IndexType, read: &Read) -> Result<u64> {
        let data = match self.known(id, OPERATION)? {
            Known::Indices { data } => data,
            other => return Err(wrong_kind(OPERATION, id, "an index buffer", other)),
        };
        let size = index_type.size_bytes() as usize;
        let (first, count) = (read.first as usize, read.count as usize);
        let range =
            first.checked_mul(size).zip(first.checked_add(count).and_then(|end| end.checked_mul(size)));
        let Some(bytes) = range.and_then(|(start, end)| data.get(start..end)) else {
            return Err(Error::Shape {
                what: "indices that DRAW reads".to_owned(),
                expected: format!("at most {}, which the buffer holds", data.len() / size),
                found: format!("{count} from number {first}"),
            });
        };
        // Where the largest index restarts strips, it is no vertex.
        let restart = self.caps.primitive_restart;
        let number = |index: &[u8]| match *index {
            [a] => (u32::from(a), u32::from(u8::MAX)),
            [a, b] => (u32::from(u16::from_le_bytes([a, b])), u32::from(u16::MAX)),
            [a, b, c, d] => (u32::from_le_bytes([a, b, c, d]), u32::MAX),
            _ => (0, u32::MAX),
        };
        let vertices = bytes.chunks_exact(size).map(number).filter(|(index, end)| !restart || index != end);
        let largest = vertices.map(|(index, _)| index).max();
        Ok(largest.map_or(0, u64::from))
    }
}

fn missing(what: &str) -> Error {
    Error::Shape { what: "what DRAW reads".to_owned(), expected: what.to_owned(), found: "none".to_owned() }
}
