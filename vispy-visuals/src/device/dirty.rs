//! Which elements of an array have changed since it was last uploaded.

use std::ops::Range;

/// Changed ranges, in the order in which they were changed.
#[derive(Debug, Default)]
pub(super) struct Dirty(Vec<Range<u32>>);

impl Dirty {
    /// Marks a range.
    pub(super) fn add(&mut self, range: Range<u32>) {
        if range.is_empty() {
            return;
        }
        // Whoever changes one after the other, as a frame does, adds to the range before.
        match self.0.last_mut() {
            Some(last) if range.start <= last.end && last.start <= range.end => {
                *last = last.start.min(range.start)..last.end.max(range.end);
            }
            _ => self.0.push(range),
        }
    }

    /// Marks everything, and nothing else.
    pub(super) fn set_all(&mut self, len: u32) {
        self.0.clear();
        self.add(0..len);
    }

    /// Takes what has changed, sorted, without overlaps; ranges at most `gap` apart become one.
    pub(super) fn drain(&mut self, gap: u32) -> impl Iterator<Item = Range<u32>> {
        self.0.sort_unstable_by_key(|range| range.start);
        self.0.dedup_by(|next, range| {
            let near = next.start <= range.end.saturating_add(gap);
            if near {
                range.end = range.end.max(next.end);
            }
            near
        });
        self.0.drain(..)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// First and last element of each range.
    fn drained(mut dirty: Dirty, gap: u32) -> Vec<[u32; 2]> {
        dirty.drain(gap).map(|range| [range.start, range.end - 1]).collect()
    }

    fn dirty(ranges: [Range<u32>; 4]) -> Dirty {
        let mut dirty = Dirty::default();
        for range in ranges {
            dirty.add(range);
        }
        dirty
    }

    #[test]
    fn near_ranges_become_one_and_far_ones_stay_apart() {
        assert_eq!(drained(dirty([90..95, 0..2, 3..5, 4..9]), 0), [[0, 1], [3, 8], [90, 94]]);
        assert_eq!(drained(dirty([90..95, 0..2, 3..5, 4..9]), 1), [[0, 8], [90, 94]]);
        assert_eq!(drained(dirty([0..100, 10..20, 50..50, 99..101]), 0), [[0, 100]]);
        assert_eq!(drained(Dirty::default(), 5), [[0; 2]; 0]);
    }

    #[test]
    fn all_is_all_and_nothing_twice() {
        let mut all = dirty([3..4, 9..12, 0..0, 5..5]);
        all.set_all(10);
        assert_eq!(all.drain(0).count(), 1);
        assert_eq!(all.drain(0).count(), 0);
        all.set_all(0);
        assert_eq!(all.drain(0).count(), 0);
    }
}
