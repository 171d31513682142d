//! Ticks of named places.

use super::choice::{MAX_MAJOR, View};
use super::{Tick, Ticks};

/// A label is rather shortened to this than left out, in logical pixels.
const SHORTEST_PX: f64 = 48.0;

/// Makes the ticks of a category axis: names at 0, 1, 2 and so on; where there is too little room they are shortened,
/// then every n-th only is named.
pub(super) fn ticks<S: AsRef<str>>(view: &mut View<'_>, names: &[S]) -> Ticks {
    let first = view.lo.ceil().max(0.0);
    let last = view.hi.floor().min(names.len() as f64 - 1.0);
    if !(view.span() > 0.0 && first <= last) {
        return Ticks::default();
    }
    // Within the names.
    let (first, last) = (first as usize, last as usize);
    let one_px = view.px_between(0.0, 1.0);
    let widest = (first..=last).map(|at| view.length_of(names[at].as_ref())).fold(0.0, f64::max);
    let wanted_px = widest.min(SHORTEST_PX.max(one_px - view.min_gap_px)) + view.min_gap_px;
    let stride = ((wanted_px / one_px).ceil().max(1.0) as usize).max((last - first).div_ceil(MAX_MAJOR - 1));
    let room_px = stride as f64 * one_px - view.min_gap_px;
    let mut major = Vec::new();
    for at in (first..=last).filter(|at| at.is_multiple_of(stride)) {
        let label = shortened(view, names[at].as_ref(), room_px);
        major.push(Tick { offset: at as f64, label });
    }
    if major.is_empty() {
        // No multiple of a wide stride in view: its middle says where one is.
        let middle = usize::midpoint(first, last);
        let label = shortened(view, names[middle].as_ref(), view.length_px);
        major.push(Tick { offset: middle as f64, label });
    }
    let named: Vec<f64> = major.iter().map(|tick| tick.offset).collect();
    let others = (first..=last).map(|at| at as f64).filter(|offset| !named.contains(offset));
    let minor = if one_px >= view.min_minor_px { others.collect() } else { Vec::new() };
    Ticks { major, minor, ..Ticks::default() }
}

/// As much of a name as there is room for, with an ellipsis where something is missing.
fn shortened(view: &mut View<'_>, name: &str, room_px: f64) -> String {
    if view.length_of(name) <= room_px {
        return name.to_owned();
    }
    let mut text = name.to_owned();
    while text.pop().is_some() {
        let short = format!("{}…", text.trim_end());
        if view.length_of(&short) <= room_px {
            return short;
        }
    }
    String::new()
}
