//! Index buffers.

use std::sync::Arc;

use bytemuck::Pod;
use serde::{Deserialize, Serialize};

use super::shared::BufferShared;
use crate::command::ObjectKind;
use crate::error::{Error, Result};
use crate::payload::IntoPayload;

/// Type of the indices in an index buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the Rust type of the same name")]
pub enum IndexType {
    U8,
    U16,
    U32,
}

impl IndexType {
    /// Size of one index in bytes.
    #[must_use]
    pub const fn size_bytes(self) -> u32 {
        match self {
            Self::U8 => 1,
            Self::U16 => 2,
            Self::U32 => 4,
        }
    }
}

/// A number that can be an index: `u8`, `u16` or `u32`.
pub trait IndexElement: Pod {
    /// Its type.
    const TYPE: IndexType;
}

impl IndexElement for u8 {
    const TYPE: IndexType = IndexType::U8;
}
impl IndexElement for u16 {
    const TYPE: IndexType = IndexType::U16;
}
impl IndexElement for u32 {
    const TYPE: IndexType = IndexType::U32;
}

/// Indices of vertices in GPU memory. Corresponds to VisPy's `gloo.IndexBuffer`.
///
/// The largest index of a type (`u32::MAX`, say) is no vertex: it starts a strip, fan or loop anew, where
/// [`Caps::primitive_restart`](crate::Caps::primitive_restart) is set.
///
/// ```
/// use vispy_gloo::IndexBuffer;
///
/// // Two triangles that share an edge.
/// let quad = IndexBuffer::new(&[0_u16, 1, 2, 2, 1, 3]);
/// assert_eq!(quad.len(), 6);
/// ```
#[derive(Debug)]
pub struct IndexBuffer {
    pub(crate) shared: Arc<BufferShared>,
    index_type: IndexType,
}

impl IndexBuffer {
    /// A buffer with these indices.
    #[must_use]
    pub fn new<I: IndexElement>(data: impl IntoPayload<I>) -> Self {
        let shared = BufferShared::new(ObjectKind::IndexBuffer);
        shared.set(data.into_payload());
        Self { shared, index_type: I::TYPE }
    }

    /// Replaces all indices; the number may change, the type may not.
    ///
    /// # Errors
    /// `Shape` when `I` is not the type the buffer was made with.
    pub fn set<I: IndexElement>(&mut self, data: impl IntoPayload<I>) -> Result<()> {
        self.check_type::<I>()?;
        self.shared.set(data.into_payload());
        Ok(())
    }

    /// Replaces indices from place `first` on; only these are uploaded.
    ///
    /// # Errors
    /// `Shape` when the type differs or the range does not fit.
    pub fn set_range<I: IndexElement>(&mut self, first: usize, data: impl IntoPayload<I>) -> Result<()> {
        self.check_type::<I>()?;
        self.shared.set_range((first as u64).saturating_mul(size_of::<I>() as u64), data.into_payload())
    }

    /// Keeps a copy of the contents, so that they come back after the context was lost
    /// ([`Context::recover`](crate::Context::recover)). To be called before the first use. Costs their bytes; what was given
    /// away as a `Vec` or an `Arc` is kept without copying it.
    #[must_use]
    pub fn retained(self) -> Self {
        self.shared.object.retain();
        self
    }

    /// A name for messages.
    #[must_use]
    pub fn with_label(self, label: &str) -> Self {
        self.shared.object.set_label(label);
        self
    }

    fn check_type<I: IndexElement>(&self) -> Result<()> {
        if I::TYPE == self.index_type {
            return Ok(());
        }
        Err(Error::Shape {
            what: format!("indices of {}", self.shared.object.described()),
            expected: format!("{:?}", self.index_type),
            found: format!("{:?}", I::TYPE),
        })
    }

    /// Type of the indices.
    #[must_use]
    pub fn index_type(&self) -> IndexType {
        self.index_type
    }

    /// How many indices it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        (self.shared.size_bytes() / u64::from(self.index_type.size_bytes())) as usize
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
