//! Draws: inside their buffers, and not without end.

use super::{Guard, Known, wrong_kind};
use crate::buffer::IndexType;
use crate::command::{AttributeBinding, DrawCommand};
use crate::error::{Error, Result};
use crate::id::ObjectId;

const OPERATION: &str = "DRAW";

impl Guard {
    pub(super) fn draw(&self, draw: &DrawCommand) -> Result<()> {
        self.target(draw.target, OPERATION)?;
        let interface = self.interface(draw.program, OPERATION)?;
        let vertices = u64::from(draw.count) * u64::from(draw.instances);
        if vertices > self.limits.vertices {
            return Err(Error::Limit {
                what: "vertices of a draw".to_owned(),
                requested: vertices,
                maximum: self.limits.vertices,
            });
        }
        let Some(id) = draw.vertex_array else {
            return if draw.indices.is_none() { Ok(()) } else { Err(missing("an index buffer")) };
        };
        let known = self.known(id, OPERATION)?;
        let Known::VertexArray { program, attributes, indices } = known else {
            return Err(wrong_kind(OPERATION, id, "a vertex array", known));
        };
        // Locations of attributes are the program's own.
        if *program != Some(draw.program) {
            return Err(missing("a vertex array that was bound for its program"));
        }
        if draw.count == 0 || draw.instances == 0 {
            return Ok(());
        }
        let last = match draw.indices {
            None => u64::from(draw.first) + u64::from(draw.count) - 1,
            Some(index_type) => {
                let buffer = indices.ok_or_else(|| missing("an index buffer"))?;
                self.largest_index(buffer, index_type, draw)?
            }
        };
        let used = attributes.iter().filter(|attribute| interface.attribute(&attribute.name).is_some());
        used.into_iter().try_for_each(|attribute| {
            let last = match attribute.divisor {
                0 => last,
                divisor => u64::from((draw.instances - 1) / divisor),
            };
            self.check_attribute(attribute, last)
        })
    }

    /// Refuses a value number `last` that is not inside the attribute's buffer.
    fn check_attribute(&self, attribute: &AttributeBinding, last: u64) -> Result<()> {
        let format = attribute.format;
        let value_bytes = u64::from(format.scalar.size_bytes()) * u64::from(format.components);
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
    fn largest_index(&self, id: ObjectId, index_type: IndexType, draw: &DrawCommand) -> Result<u64> {
        let data = match self.known(id, OPERATION)? {
            Known::Indices { data } => data,
            other => return Err(wrong_kind(OPERATION, id, "an index buffer", other)),
        };
        let size = index_type.size_bytes() as usize;
        let (first, count) = (draw.first as usize, draw.count as usize);
        let range =
            first.checked_mul(size).zip(first.checked_add(count).and_then(|end| end.checked_mul(size)));
        let Some(bytes) = range.and_then(|(start, end)| data.get(start..end)) else {
            return Err(Error::Shape {
                what: "indices that DRAW reads".to_owned(),
                expected: format!("at most {}, which the buffer holds", data.len() / size),
                found: format!("{count} from number {first}"),
            });
        };
        let largest = match index_type {
            IndexType::U8 => bytes.iter().map(|index| u32::from(*index)).max(),
            IndexType::U16 => {
                bytes.chunks_exact(2).map(|index| u32::from(u16::from_le_bytes([index[0], index[1]]))).max()
            }
            IndexType::U32 => bytes
                .chunks_exact(4)
                .map(|index| u32::from_le_bytes([index[0], index[1], index[2], index[3]]))
                .max(),
        };
        Ok(largest.map_or(0, u64::from))
    }
}

fn missing(what: &str) -> Error {
    Error::Shape { what: "what DRAW reads".to_owned(), expected: what.to_owned(), found: "none".to_owned() }
}
