//! Straight pieces in place of many short ones.

use glam::DVec2;

/// How far a straight piece may be from what it stands for, in pixels.
const TOLERANCE_PX: f64 = 1.0 / 512.0;

/// Where pieces go.
#[derive(Debug)]
pub(super) struct Sink<'a> {
    pub(super) ends: &'a mut Vec<[f32; 4]>,
    /// What is below or above is not seen.
    pub(super) seen_y: [f64; 2],
}

impl Sink<'_> {
    /// Adds what is seen of a piece.
    pub(super) fn push(&mut self, a: DVec2, b: DVec2) {
        let [low, high] = self.seen_y;
        if a.y.max(b.y) < low || a.y.min(b.y) > high {
            return;
        }
        if a.y.min(b.y) >= low && a.y.max(b.y) <= high {
            self.ends.push([a.x as f32, a.y as f32, b.x as f32, b.y as f32]);
            return;
        }
        let cut = |a: DVec2, b: DVec2| {
            let y = a.y.clamp(low, high);
            if y == a.y { a } else { DVec2::new(a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y)), y) }
        };
        let (a, b) = (cut(a, b), cut(b, a));
        self.ends.push([a.x as f32, a.y as f32, b.x as f32, b.y as f32]);
    }
}

/// A straight piece that grows as long as all that it stands for is near it: pieces that lead on in one sense, up or down.
#[derive(Debug, Default)]
pub(super) struct Sleeve {
    /// Beginning and end so far.
    piece: Option<[DVec2; 2]>,
    /// The directions, to the right and to the left of which the piece may not turn any more.
    cone: Option<[DVec2; 2]>,
}

impl Sleeve {
    /// Goes on by a piece, as part of the piece before where that is straight enough.
    pub(super) fn add(&mut self, a: DVec2, b: DVec2, sink: &mut Sink<'_>) {
        if let Some([from, to]) = self.piece
            && (a == to || self.takes(a - from))
            && self.takes(b - from)
        {
            self.piece = Some([from, b]);
            return;
        }
        self.flush(sink);
        self.piece = Some([a, b]);
        self.takes(b - a);
    }

    /// Hands the piece over.
    pub(super) fn flush(&mut self, sink: &mut Sink<'_>) {
        self.cone = None;
        if let Some([a, b]) = self.piece.take() {
            sink.push(a, b);
        }
    }

    /// Whether the piece may end at a place, seen from its beginning; narrows the cone so that the place stays near the
    /// piece when that leads farther.
    #[inline]
    fn takes(&mut self, to: DVec2) -> bool {
        let size = to.abs();
        if size.max_element() <= TOLERANCE_PX {
            return true;
        }
        // Sideways of a steep piece, up and down of a flat one: its left first.
        let aside = if size.y > size.x {
            DVec2::new(-TOLERANCE_PX.copysign(to.y), 0.0)
        } else {
            DVec2::new(0.0, TOLERANCE_PX.copysign(to.x))
        };
        let (right, left) = (to - aside, to + aside);
        self.cone = Some(match self.cone {
            None => [right, left],
            Some([most_right, most_left]) => {
                if most_right.perp_dot(to) < 0.0 || to.perp_dot(most_left) < 0.0 {
                    return false;
                }
                [
                    if most_right.perp_dot(right) > 0.0 { right } else { most_right },
                    if left.perp_dot(most_left) > 0.0 { left } else { most_left },
                ]
            }
        });
        true
    }
}
