//! Fingers on a view: one pans, two zoom.

use glam::DVec2;

use crate::camera::DataRect;

/// Fingers nearer to each other than this do not zoom, in logical pixels.
const LEAST_DISTANCE_PX: f64 = 8.0;

/// The fingers on a view, and what was seen when the last of them came or went.
#[derive(Debug, Clone, Default)]
pub(super) struct Touches {
    fingers: Vec<Finger>,
    start_rect: DataRect,
}

#[derive(Debug, Clone, Copy)]
struct Finger {
    id: u64,
    start_px: DVec2,
    pos_px: DVec2,
}

impl Touches {
    /// A finger touches.
    pub(super) fn start(&mut self, id: u64, pos_px: DVec2, rect: DataRect) {
        self.end(id, rect);
        self.fingers.push(Finger { id, start_px: pos_px, pos_px });
    }

    /// A finger is lifted. The others go on from where they are.
    pub(super) fn end(&mut self, id: u64, rect: DataRect) {
        self.fingers.retain(|finger| finger.id != id);
        for finger in &mut self.fingers {
            finger.start_px = finger.pos_px;
        }
        self.start_rect = rect;
    }

    /// A finger moves; returns what is seen then, before limits.
    pub(super) fn moved(&mut self, id: u64, pos_px: DVec2, size_px: DVec2) -> Option<DataRect> {
        self.fingers.iter_mut().find(|finger| finger.id == id)?.pos_px = pos_px;
        let rect = self.start_rect;
        let [first, rest @ ..] = self.fingers.as_slice() else { return None };
        let Some(second) = rest.first() else {
            return Some(rect.panned_px(first.pos_px - first.start_px, size_px));
        };
        let distance = |a: DVec2, b: DVec2| (a - b).length().max(LEAST_DISTANCE_PX);
        let factor = distance(first.start_px, second.start_px) / distance(first.pos_px, second.pos_px);
        let [from, to] =
            [first.start_px + second.start_px, first.pos_px + second.pos_px].map(|sum| sum / 2.0);
        let zoomed = rect.zoomed(DVec2::splat(factor), rect.data_at(from, size_px));
        Some(zoomed.panned_px(to - from, size_px))
    }
}
