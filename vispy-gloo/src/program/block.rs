//! Uniform blocks: what the driver says of them, and whether a struct is laid out so.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::GlslType;
use crate::buffer::{BlockField, Scalar};

/// A uniform block of a program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its name.
    pub name: Arc<str>,
    /// How many bytes a buffer must have for it.
    pub size_bytes: u32,
    /// What it holds.
    pub members: Vec<BlockMember>,
}

/// A variable of a uniform block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockMember {
    /// Its name, without that of the block.
    pub name: Arc<str>,
    /// Its type; of an array, the type of an element.
    pub ty: GlslType,
    /// How many elements; 1 where it is no array.
    pub array_len: u32,
    /// Bytes from the start of the block.
    pub offset: u32,
    /// Bytes from one element to the next; 0 where it is no array.
    pub array_stride: u32,
    /// Bytes from one column to the next; 0 where it is no matrix.
    pub matrix_stride: u32,
}

impl BlockMember {
    /// Whether a field of a struct lies where the member does, and has its type.
    pub(crate) fn fits(&self, field: &BlockField) -> bool {
        let Some((scalar, rows, columns)) = self.ty.shape() else { return false };
        let vectors = columns * self.array_len;
        // A column of a matrix or an element of an array takes 16 bytes.
        let stride = if self.matrix_stride > 0 { self.matrix_stride } else { self.array_stride };
        let vector_fits = if vectors == 1 {
            field.components == rows
        } else {
            field.components >= rows && u32::from(field.components) * 4 == stride
        };
        let evenly = self.array_len == 1 || self.array_stride == columns * stride;
        let words = field.scalar == scalar || (self.ty.is_bool() && field.scalar == Scalar::U32);
        words && vector_fits && evenly && field.vectors == vectors && field.offset == self.offset
    }

    pub(crate) fn describe(&self) -> String {
        let array = if self.array_len > 1 { format!("[{}]", self.array_len) } else { String::new() };
        let stride = if self.matrix_stride > 0 { self.matrix_stride } else { self.array_stride };
        let columns = if stride > 0 { format!(", {stride} bytes apart,") } else { String::new() };
        format!("{}{array}{columns} at byte {}", self.ty, self.offset)
    }
}
