//! Vertex buffers.

use std::sync::Arc;

use super::shared::BufferShared;
use super::vertex_format::{Vertex, VertexAttribute};
use crate::command::ObjectKind;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::payload::IntoPayload;

/// Vertices in GPU memory. Corresponds to VisPy's `gloo.VertexBuffer`.
///
/// It can be made before there is a context: the upload waits until a draw first uses it. A clone is the same buffer, not
/// a copy of it: what one writes, the other holds. With [`with_divisor`](Self::with_divisor) it feeds vertices in one program
/// and instances in another.
///
/// ```
/// use vispy_gloo::VertexBuffer;
///
/// let corners = VertexBuffer::new(&[[-1.0_f32, -1.0], [1.0, -1.0], [0.0, 1.0]]);
/// assert_eq!(corners.len(), 3);
/// ```
#[derive(Debug, Clone)]
pub struct VertexBuffer {
    pub(crate) shared: Arc<BufferShared>,
    attributes: &'static [VertexAttribute],
    stride_bytes: u32,
    divisor: u32,
}

impl VertexBuffer {
    /// A buffer with these vertices. `Vec` and `Arc<[V]>` move in uncopied, slices are copied once.
    #[must_use]
    pub fn new<V: Vertex>(data: impl IntoPayload<V>) -> Self {
        let buffer = Self::with_len::<V>(0);
        buffer.shared.set(data.into_payload());
        buffer
    }

    /// A buffer for `len` vertices whose values are undefined until written.
    #[must_use]
    pub fn with_len<V: Vertex>(len: usize) -> Self {
        const { assert!(size_of::<V>() > 0 && size_of::<V>() <= 2048, "OpenGL's stride is 1 to 2048 bytes") };
        let shared = BufferShared::new(ObjectKind::VertexBuffer);
        if len > 0 {
            shared.resize((len as u64).saturating_mul(size_of::<V>() as u64));
        }
        Self { shared, attributes: V::ATTRIBUTES, stride_bytes: size_of::<V>() as u32, divisor: 0 }
    }

    /// One element feeds `instances` instances instead of one vertex. Default: 0, a vertex each.
    #[must_use]
    pub fn with_divisor(mut self, instances: u32) -> Self {
        self.divisor = instances;
        self
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

    /// How many vertices it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        (self.shared.size_bytes() / u64::from(self.stride_bytes)) as usize
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Replaces all vertices; the number may change. Uploads that were still waiting are dropped.
    ///
    /// # Errors
    /// `Shape` when `V` is laid out otherwise than the type the buffer was made with.
    pub fn set<V: Vertex>(&mut self, data: impl IntoPayload<V>) -> Result<()> {
        self.check_layout::<V>()?;
        self.shared.set(data.into_payload());
        Ok(())
    }

    /// Replaces vertices from index `first` on; only these are uploaded.
    ///
    /// # Errors
    /// `Shape` when the layout differs or the range does not fit.
    pub fn set_range<V: Vertex>(&mut self, first: usize, data: impl IntoPayload<V>) -> Result<()> {
        self.check_layout::<V>()?;
        self.shared.set_range(self.offset_bytes(first), data.into_payload())
    }

    /// Uploads at once from borrowed memory, without a copy in between.
    ///
    /// # Errors
    /// `Shape` as for [`set_range`](Self::set_range); `WrongContext`; what the driver says.
    pub fn write_now<V: Vertex>(&mut self, ctx: &mut Context, first: usize, data: &[V]) -> Result<()> {
        self.check_layout::<V>()?;
        self.shared.write_now(ctx, self.offset_bytes(first), data)
    }

    pub(crate) fn attributes(&self) -> &'static [VertexAttribute] {
        self.attributes
    }

    pub(crate) fn stride_bytes(&self) -> u32 {
        self.stride_bytes
    }

    pub(crate) fn divisor(&self) -> u32 {
        self.divisor
    }

    fn offset_bytes(&self, first: usize) -> u64 {
        // What is beyond u64 is beyond the buffer too.
        (first as u64).saturating_mul(u64::from(self.stride_bytes))
    }

    pub(crate) fn check_layout<V: Vertex>(&self) -> Result<()> {
        if V::ATTRIBUTES == self.attributes && size_of::<V>() as u32 == self.stride_bytes {
            return Ok(());
        }
        Err(Error::Shape {
            what: format!("vertices of {}", self.shared.object.described()),
            expected: describe(self.attributes),
            found: describe(V::ATTRIBUTES),
        })
    }
}

fn describe(attributes: &[VertexAttribute]) -> String {
    let fields: Vec<String> =
        attributes.iter().map(|a| format!("{} {}", a.name, a.format).trim_start().to_owned()).collect();
    fields.join(", ")
}
