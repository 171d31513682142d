//! Tables by ids of objects.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::id::ObjectId;

/// Ids are counted up, so that they are their own best hash.
pub(crate) type Table<T> = HashMap<ObjectId, T, BuildHasherDefault<IdHasher>>;

#[derive(Default)]
pub(crate) struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, id: u64) {
        // Spreads the low bits over the high ones, of which the table takes seven.
        self.0 = id.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
