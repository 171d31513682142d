//! Clips of a page as groups that neighbours share.

use vispy_visuals::glam::DVec2;

/// A rectangle of a page: corner and size in logical pixels.
pub(super) type Clip = [DVec2; 2];

/// The clips in force, and the group of elements that is open for them.
#[derive(Debug)]
pub(super) struct Clips {
    page: DVec2,
    in_force: Vec<Clip>,
    open: Option<Clip>,
}

/// What has to be written before an element.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Change {
    /// Whether a group ends.
    pub(super) closes: bool,
    /// The clip of the group that begins.
    pub(super) opens: Option<Clip>,
}

impl Clips {
    /// Of a page of a size in logical pixels.
    pub(super) fn new(page: DVec2) -> Self {
        Self { page, in_force: Vec::new(), open: None }
    }

    pub(super) fn push(&mut self, corner: DVec2, size: DVec2) {
        self.in_force.push([corner, size]);
    }

    pub(super) fn pop(&mut self) {
        self.in_force.pop();
    }

    /// What an element needs that comes next; `None` where no element can be seen.
    pub(super) fn element(&mut self) -> Option<Change> {
        let whole = [DVec2::ZERO, self.page];
        let (mut low, mut high) = (DVec2::ZERO, self.page);
        for [corner, size] in &self.in_force {
            (low, high) = (low.max(*corner), high.min(*corner + *size));
        }
        if !low.cmplt(high).all() {
            return None;
        }
        let clip = [low, high - low];
        let wanted = (clip != whole).then_some(clip);
        if self.open == wanted {
            return Some(Change { closes: false, opens: None });
        }
        let closes = self.open.is_some();
        self.open = wanted;
        Some(Change { closes, opens: wanted })
    }

    /// Ends the page: whether a group is open.
    pub(super) fn close(&mut self) -> bool {
        self.open.take().is_some()
    }
}
