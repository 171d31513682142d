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
        // By the low bits, objects made one after the other lie beside each other in the table; of the high ones it takes
        // seven, to tell neighbours from each other.
        self.0 = id ^ (id << 57);
    }
}

/// A table for where the same thing is looked up many times in a row; what that needs comes first in memory.
#[repr(C)]
pub(crate) struct Slots<T> {
    /// What was looked up last, and where it is.
    last: (ObjectId, usize),
    values: Vec<Option<T>>,
    places: Table<usize>,
    free: Vec<usize>,
}

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Self {
            places: Table::default(),
            values: Vec::new(),
            free: Vec::new(),
            last: (ObjectId(0), usize::MAX),
        }
    }
}

impl<T> Slots<T> {
    pub(crate) fn insert(&mut self, id: ObjectId, value: T) {
        let free = &mut self.free;
        let place = *self.places.entry(id).or_insert_with(|| free.pop().unwrap_or(self.values.len()));
        if place == self.values.len() {
            self.values.push(None);
        }
        self.values[place] = Some(value);
    }

    pub(crate) fn get(&self, id: &ObjectId) -> Option<&T> {
        let place = if self.last.0 == *id { self.last.1 } else { *self.places.get(id)? };
        self.values.get(place)?.as_ref()
    }

    #[inline]
    pub(crate) fn get_mut(&mut self, id: &ObjectId) -> Option<&mut T> {
        if self.last.0 != *id {
            self.find(*id)?;
        }
        self.values.get_mut(self.last.1)?.as_mut()
    }

    /// Makes an id the one that was looked up last; `None` where it is in no place. Out of line, so that the usual case is
    /// small.
    #[inline(never)]
    fn find(&mut self, id: ObjectId) -> Option<()> {
        self.last = (id, *self.places.get(&id)?);
        Some(())
    }

    /// The value of an id, made if it has none; `None` never.
    #[inline]
    pub(crate) fn get_or_default(&mut self, id: ObjectId) -> Option<&mut T>
    where
        T: Default,
    {
        if self.last.0 != id && self.find(id).is_none() {
            self.insert(id, T::default());
        }
        self.get_mut(&id)
    }

    pub(crate) fn remove(&mut self, id: &ObjectId) -> Option<T> {
        let place = self.places.remove(id)?;
        if self.last.0 == *id {
            self.last = (ObjectId(0), usize::MAX);
        }
        self.free.push(place);
        self.values.get_mut(place)?.take()
    }
}

#[cfg(test)]
mod tests {
    use super::Slots;
    use crate::id::ObjectId;

    #[test]
    fn places_are_used_again_and_what_was_removed_is_not_found() {
        let mut slots = Slots::default();
        slots.insert(ObjectId(1), 'a');
        slots.insert(ObjectId(2), 'b');
        assert_eq!(slots.get_mut(&ObjectId(1)), Some(&mut 'a'));
        assert_eq!(slots.remove(&ObjectId(1)), Some('a'));
        assert_eq!(slots.get(&ObjectId(1)), None);
        assert_eq!(slots.get_mut(&ObjectId(1)), None);
        slots.insert(ObjectId(3), 'c');
        slots.insert(ObjectId(3), 'd');
        assert_eq!((slots.get(&ObjectId(2)), slots.get(&ObjectId(3))), (Some(&'b'), Some(&'d')));
        assert_eq!(slots.values.len(), 2);
    }
}
