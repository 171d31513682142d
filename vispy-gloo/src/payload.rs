//! Bytes that a command owns.
//!
//! Owned and shared data move in uncopied; a borrowed slice is copied once, up to a megabyte into a block of a pool, so
//! that small uploads of every frame do not allocate.

use std::fmt;
use std::sync::{Arc, Mutex};

use bytemuck::Pod;

/// How many blocks the pool keeps.
const POOLED_BLOCKS: usize = 32;
/// Larger copies are not pooled: memory is dear then, and allocating it is nothing beside copying it.
const LARGEST_POOLED_BYTES: usize = 1 << 20;

static POOL: Mutex<Vec<Arc<PooledBlock>>> = Mutex::new(Vec::new());

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
        Self(PooledBlock::copied(bytemuck::cast_slice(data)))
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

/// A block that the pool holds too, so that it is used again when its last user is done with it.
struct PooledBlock(Vec<u8>);

impl Bytes for PooledBlock {
    fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl PooledBlock {
    /// A copy in a block that nobody uses, or in a new one.
    fn copied(bytes: &[u8]) -> Arc<Self> {
        let fill = |block: &mut Self| {
            block.0.clear();
            block.0.extend_from_slice(bytes);
        };
        if bytes.len() <= LARGEST_POOLED_BYTES
            && let Ok(mut pool) = POOL.lock()
        {
            if let Some(shared) = pool.iter_mut().find(|block| Arc::strong_count(block) == 1)
                && let Some(block) = Arc::get_mut(shared)
            {
                fill(block);
                return shared.clone();
            }
            let mut block = Self(Vec::new());
            fill(&mut block);
            let shared = Arc::new(block);
            if pool.len() < POOLED_BLOCKS {
                pool.push(shared.clone());
            }
            return shared;
        }
        Arc::new(Self(bytes.to_vec()))
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
impl<T: Pod + Send + Sync, D: ndarray::Dimension> IntoPayload<T> for ndarray::Array<T, D> {
    fn into_payload(self) -> Payload {
        let (len, in_order) = (self.len(), self.is_standard_layout());
        if !in_order {
            return self.view().into_payload();
        }
        match self.into_raw_vec_and_offset() {
            (values, None | Some(0)) if values.len() == len => Payload::new(values),
            (values, offset) => Payload::copied(&values[offset.unwrap_or(0)..][..len]),
        }
    }
    fn element_count(&self) -> usize {
        self.len()
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

    #[test]
    fn a_copy_stays_as_it_was_while_it_is_used() {
        let first = Payload::copied(&[1_u8, 2, 3]);
        let second = Payload::copied(&[4_u8, 5]);
        assert_eq!((first.bytes(), second.bytes()), (&[1_u8, 2, 3][..], &[4_u8, 5][..]));
    }

    #[cfg(feature = "ndarray")]
    #[test]
    fn an_owned_array_moves_and_a_slice_of_one_is_cut() {
        let array = ndarray::arr2(&[[1_u8, 2], [3, 4], [5, 6]]);
        let address = array.as_ptr() as usize;
        assert_eq!(array.clone().slice_move(ndarray::s![1.., ..]).into_payload().bytes(), [3, 4, 5, 6]);
        let payload = array.into_payload();
        assert_eq!(payload.bytes().as_ptr() as usize, address);
    }

    #[cfg(feature = "ndarray")]
    #[test]
    fn a_transposed_view_arrives_in_its_own_order() {
        let array = ndarray::arr2(&[[1_u8, 2, 3], [4, 5, 6]]);
        assert_eq!(array.t().into_payload().bytes(), [1, 4, 2, 5, 3, 6]);
    }
}
