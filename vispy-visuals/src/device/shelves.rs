//! Places for rectangles in a larger one.

/// Rectangles side by side on shelves: whoever comes next stands on the topmost shelf, or on a new one above it.
///
/// The same rectangles in the same order always get the same places: an unchanged frame changes no row.
#[derive(Debug, Default)]
pub(super) struct Shelves {
    /// Where the topmost shelf begins, and how high it is so far.
    bottom: u32,
    height: u32,
    /// Where the next rectangle stands on it.
    next: u32,
    /// The width of the widest shelf.
    width: u32,
    /// Whether nothing more may come.
    full: bool,
}

impl Shelves {
    pub(super) fn is_empty(&self) -> bool {
        self.width == 0
    }

    /// How wide and high what has been given away is.
    pub(super) fn used(&self) -> [u32; 2] {
        [self.width, self.bottom + self.height]
    }

    /// Lower left corner of the place of a rectangle.
    pub(super) fn place(&mut self, size: [u32; 2], [width, height]: [u32; 2]) -> Option<[u32; 2]> {
        let (next, bottom, shelf) = if width <= size[0].saturating_sub(self.next) {
            (self.next, self.bottom, self.height)
        } else {
            (0, self.bottom + self.height, 0)
        };
        if self.full || width > size[0] || height > size[1].saturating_sub(bottom) {
            return None;
        }
        *self = Self {
            bottom,
            height: shelf.max(height),
            next: next + width,
            width: self.width.max(next + width),
            full: false,
        };
        Some([next, bottom])
    }

    /// Leaves no room.
    pub(super) fn fill(&mut self) {
        self.full = true;
    }
}

#[cfg(test)]
mod tests {
    use super::Shelves;

    const SIZE: [u32; 2] = [100, 60];

    #[test]
    fn rectangles_stand_side_by_side_until_there_is_no_room() {
        let mut shelves = Shelves::default();
        let mut place = |width, height| shelves.place(SIZE, [width, height]);
        assert_eq!(place(40, 10), Some([0, 0]));
        assert_eq!(place(60, 20), Some([40, 0]));
        assert_eq!(place(1, 1), Some([0, 20]), "a new shelf above the highest of the first");
        assert_eq!(place(99, 40), Some([1, 20]));
        assert_eq!(place(1, 1), None);
        assert_eq!(shelves.used(), [100, 60]);
    }
}
