//! Curves as chords, as short as the screen needs them.

use glam::DVec2;

use crate::view::View;

/// How far a chord may run beside its curve, in physical pixels.
const TOLERANCE_PX: f64 = 0.02;
/// Angle of the chords to begin with.
const FIRST_CHORDS_RAD: f64 = std::f64::consts::PI / 8.0;
/// How often a chord is halved: what is 1e12 px large still gets chords of a pixel.
const MOST_HALVINGS: u32 = 44;

/// Appends the points of a curve from one angle to another, both ends among them; `at` gives its points in pixels.
///
/// What is not seen is left in long chords, which stay beyond the same side of what is seen.
pub(super) fn flatten(view: &View, start: f64, end: f64, at: impl Fn(f64) -> DVec2, out: &mut Vec<DVec2>) {
    let chords = ((end - start).abs() / FIRST_CHORDS_RAD).ceil().max(1.0);
    let clip = view.clip;
    // A margin for the width of the outline.
    let low = DVec2::new(f64::from(clip.x), f64::from(clip.y)) - 256.0;
    let high = low + DVec2::new(f64::from(clip.width), f64::from(clip.height)) + 512.0;
    out.push(at(start));
    // What is still to be done, the next at the end: where a chord ends, and how often it was halved.
    let mut ahead = Vec::new();
    let mut from = start;
    for chord in 1..=chords as u32 {
        ahead.push((start + (end - start) * f64::from(chord) / chords, 0));
        while let Some((to, halvings)) = ahead.pop() {
            let (a, b) = (at(from), at(to));
            let middle = (from + to) / 2.0;
            let m = at(middle);
            let sag = (m - (a + b) / 2.0).abs();
            // The curve stays within this much of what its chord spans.
            let (least, most) = (a.min(b) - 2.0 * sag, a.max(b) + 2.0 * sag);
            let unseen = most.cmplt(low).any() || least.cmpgt(high).any();
            if sag.length() <= TOLERANCE_PX || unseen || halvings == MOST_HALVINGS || !sag.is_finite() {
                out.push(b);
                from = to;
            } else {
                ahead.push((to, halvings + 1));
                ahead.push((middle, halvings + 1));
            }
        }
    }
}
