//! Bytes that a command owns.
//!
//! Owned and shared data move in uncopied; a borrowed slice is copied once into a block that is taken from, and goes
//! back to, a pool, so that uploads of every frame do not allocate.

use std::fmt;
use std::sync::{Arc, Mutex};

use bytemuck::Pod;

/// How many spare blocks the pool keeps.
const POOLED_BLOCKS: usize = 32;
/// Blocks above this many bytes are given back to the system.
const LARGEST_POOLED_BYTES: usize = 16 << 20;

static POOL: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());

/// Anything that can lend its bytes for as long as it lives: mapped files, foreign buffers.
pub trait Bytes: Send + Sync + 'static {
    /// The bytes.
    fn bytes(&self) -> &[u8];
}

impl<T: Pod + Send + Sync> Bytes for Vec<T> {
    fn bytes(&self) -> &[u8] {
        bytemuck::cast_slice(self)
    }
}

impl<T: Pod + Send + Sync> Bytes for Arc<[T]> {
    fn bytes(&self) -> &[u8] {
        bytemuck::cast_slice(self)
    }
}

/// Bytes on their way to the GPU. Cloning shares them.
#[derive(Clone)]
pub struct Payload(Arc<dyn Bytes>);

impl Payload {
    /// Takes over data without copying it.
    #[must_use]
    pub fn new(data: impl Bytes) -> Self {
        Self(Arc::new(data))
    }

    /// Copies a slice once, into a pooled block.
    #[must_use]
    pub fn copied<T: Pod>(data: &[T]) -> Self {
        let mut block = POOL.lock().ok().and_then(|mut pool| pool.pop()).unwrap_or_default();
        block.clear();
        block.extend_from_slice(bytemuck::cast_slice(data));
        Self(Arc::new(PooledBlock(block)))
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.bytes()
    }

    /// How many bytes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes().len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes().is_empty()
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Payload({} bytes)", self.len())
    }
}

impl PartialEq for Payload {
    fn eq(&self, other: &Self) -> bool {
        self.bytes() == other.bytes()
    }
}

impl serde::Serialize for Payload {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_bytes::Bytes::new(self.bytes()).serialize(serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Payload {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes: serde_bytes::ByteBuf = serde::Deserialize::deserialize(deserializer)?;
        Ok(Self::new(bytes.into_vec()))
    }
}

/// A block that returns to the pool when its last user is done with it.
struct PooledBlock(Vec<u8>);

impl Bytes for PooledBlock {
    fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for PooledBlock {
    fn drop(&mut self) {
        if self.0.capacity() > LARGEST_POOLED_BYTES {
            return;
        }
        if let Ok(mut pool) = POOL.lock()
            && pool.len() < POOLED_BLOCKS
        {
            pool.push(std::mem::take(&mut self.0));
        }
    }
}

/// Data that can become a [`Payload`]: owned and shared move, borrowed is copied once.
pub trait IntoPayload<T: Pod> {
    /// Makes the payload.
    fn into_payload(self) -> Payload;
    /// How many elements there are.
    fn element_count(&self) -> usize;
}

impl<T: Pod + Send + Sync> IntoPayload<T> for Vec<T> {
    fn into_payload(self) -> Payload {
        Payload::new(self)
    }
    fn element_count(&self) -> usize {
        self.len()
    }
}

impl<T: Pod + Send + Sync> IntoPayload<T> for Arc<[T]> {
    fn into_payload(self) -> Payload {
        Payload::new(self)
    }
    fn element_count(&self) -> usize {
        self.len()
    }
}

impl<T: Pod> IntoPayload<T> for &[T] {
    fn into_payload(self) -> Payload {
        Payload::copied(self)
    }
    fn element_count(&self) -> usize {
        self.len()
    }
}

impl<T: Pod> IntoPayload<T> for &Vec<T> {
    fn into_payload(self) -> Payload {
        Payload::copied(self)
    }
    fn element_count(&self) -> usize {
        self.len()
    }
}

impl<T: Pod, const N: usize> IntoPayload<T> for &[T; N] {
    fn into_payload(self) -> Payload {
        Payload::copied(self)
    }
    fn element_count(&self) -> usize {
        N
    }
}

#[cfg(feature = "ndarray")]
impl<T: Pod, D: ndarray::Dimension> IntoPayload<T> for ndarray::ArrayView<'_, T, D> {
    fn into_payload(self) -> Payload {
        match self.as_slice() {
            Some(slice) => Payload::copied(slice),
            None => Payload::copied(&self.iter().copied().collect::<Vec<T>>()),
        }
    }
    fn element_count(&self) -> usize {
        self.len()
    }
}

#[cfg(feature = "ndarray")]
impl<T: Pod, D: ndarray::Dimension> IntoPayload<T> for &ndarray::Array<T, D> {
    fn into_payload(self) -> Payload {
        self.view().into_payload()
    }
    fn element_count(&self) -> usize {
        self.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owned_data_is_not_copied() {
        let data = vec![1.0_f32, 2.0, 3.0];
        let address = data.as_ptr() as usize;
        let payload = data.into_payload();
        assert_eq!(payload.bytes().as_ptr() as usize, address);
    }

    #[cfg(feature = "ndarray")]
    #[test]
    fn a_transposed_view_arrives_in_its_own_order() {
        let array = ndarray::arr2(&[[1_u8, 2, 3], [4, 5, 6]]);
        assert_eq!(array.t().into_payload().bytes(), [1, 4, 2, 5, 3, 6]);
    }
}
