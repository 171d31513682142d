//! What axes show at first, and after a reset.

use vispy_scene::glam::DVec2;
use vispy_scene::{DataRect, PanZoomLimits};
use vispy_visuals::coordinate::{Reference, Value};
use vispy_visuals::ticks::Scale;

use super::series::{self, Edge, union};
use crate::data::difference;
use crate::error::{DataError, Error};
use crate::figure::{Axes, AxisSpec, Limits, YAxis};

/// The widest range of an axis, and the reciprocal of the narrowest about zero: the product of both axes' scales is still
/// a number then.
const LARGEST_SPAN: f64 = 1e140;
/// The powers of ten that logarithmic axes reach to on either side: what they show are numbers.
const FARTHEST_EXPONENT: f64 = 307.0;
/// The least span of a logarithmic axis, in decades: farthest out, a pixel is then still many times the distance of two
/// neighbouring exponents.
const LEAST_DECADES: f64 = 1e-8;
/// Decades below the largest value that are seen of data which reach down to zero.
const DECADES_ABOVE_ZERO: f64 = 3.0;

/// What each axis shows at first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Homes {
    pub(super) x: Home,
    pub(super) y: Home,
    /// The y axis at the right, if there is one.
    pub(super) y2: Option<Home>,
}

impl Homes {
    /// The homes that the ranges of all series that are seen give.
    pub(super) fn new(
        axes: &Axes,
        ranges: &[[series::Range; 2]],
        edges: &[[[Edge; 2]; 2]],
        data_margin: f64,
    ) -> Result<Self, DataError> {
        let home = |axis: usize, spec: &AxisSpec, side: Option<YAxis>, what: &'static str| {
            let seen = axes.series.iter().zip(ranges.iter().zip(edges));
            let seen = seen.filter(|(one, _)| one.visible && side.is_none_or(|side| one.y_axis == side));
            let seen = seen.map(|(_, (range, edges))| (range[axis], edges[axis]));
            let all = seen.clone().fold(None, |all, (range, _)| union(all, range));
            let margin = |end: usize| {
                let reaches = |range: series::Range| match (range, all) {
                    (Some(range), Some(all)) => difference(range[end], all[end]) == 0.0,
                    _ => false,
                };
                let wishes = seen.clone().filter(|(range, _)| reaches(*range)).map(|(_, edges)| edges[end]);
                let has = |edge: Edge| wishes.clone().any(|wish| wish == edge);
                // Evenly spaced x may end where the data end; powers of ten want to be seen beyond.
                let wanted = has(Edge::Margin) || spec.scale.is_bent();
                if wanted && !has(Edge::Tight) { data_margin } else { 0.0 }
            };
            Home::new(spec, all, [margin(0), margin(1)], what)
        };
        let right = |spec: &AxisSpec| home(1, spec, Some(YAxis::Right), "the range of the right y axis");
        Ok(Self {
            x: home(0, &axes.x, None, "the range of the x axis")?,
            y: home(1, &axes.y, Some(YAxis::Left), "the range of the y axis")?,
            y2: axes.y2.as_ref().map(right).transpose()?,
        })
    }

    /// What x and the left y count from.
    pub(super) fn references(&self) -> [Reference; 2] {
        [self.x.reference, self.y.reference]
    }

    /// What a camera at home shows.
    pub(super) fn rect(&self) -> Result<DataRect, Error> {
        Ok(DataRect::new(self.x.limits, self.y.limits)?)
    }

    /// How far a camera goes.
    pub(super) fn camera_limits(&self, known: PanZoomLimits) -> Result<PanZoomLimits, Error> {
        let min_span = DVec2::new(self.x.smallest_span(), self.y.smallest_span());
        let bent = self.x.scale.is_bent() || self.y.scale.is_bent();
        let farthest = |home: &Home| home.farthest().unwrap_or([-1e280, 1e280]);
        let range = DataRect::new(farthest(&self.x), farthest(&self.y))?;
        Ok(PanZoomLimits { min_span, max_range: if bent { Some(range) } else { known.max_range } })
    }
}

/// What one axis shows at first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Home {
    pub(super) reference: Reference,
    /// Offsets from the reference, or places in scaled space; left or lower end first.
    pub(super) limits: [f64; 2],
    pub(super) scale: Scale,
}

impl Home {
    /// The home of an axis whose data have a range, with those parts of it free below and above.
    fn new(
        spec: &AxisSpec,
        range: Option<[Value; 2]>,
        margins: [f64; 2],
        what: &'static str,
    ) -> Result<Self, DataError> {
        let home = match spec.scale {
            Scale::Log | Scale::Symlog { .. } => Self::bent(spec, range, margins, what)?,
            Scale::Category => Self::categories(spec, range),
            _ => Self::even(spec, range, margins),
        };
        home.check(what)?;
        let [low, high] = home.limits;
        Ok(Self { limits: if spec.inverted { [high, low] } else { [low, high] }, ..home })
    }

    fn even(spec: &AxisSpec, range: Option<[Value; 2]>, margins: [f64; 2]) -> Self {
        let (range, margins) = match (spec.limits, range) {
            (Limits::Fixed { low, high }, _) => ([low, high], [0.0; 2]),
            (_, Some(range)) => (range, margins),
            (_, None) => ([Value::F64(0.0), Value::F64(1.0)], [0.0; 2]),
        };
        let reference = reference(spec.scale, range);
        let limits = range.map(|value| offset_at(reference, value));
        // One value only: it stands in the middle of something of its own size.
        let half = match reference {
            Reference::I64(_) => 1.0,
            Reference::F64(_) => (limits[0].abs() * 0.1).max(0.5),
        };
        Self { reference, limits: with_margins(limits, margins, half), scale: spec.scale }
    }

    /// The home of a logarithmic or symlog axis: the margin is a part of what is seen, not of the numbers.
    fn bent(
        spec: &AxisSpec,
        range: Option<[Value; 2]>,
        margins: [f64; 2],
        what: &'static str,
    ) -> Result<Self, DataError> {
        let scale = spec.scale;
        let (range, margins) = match (spec.limits, range) {
            (Limits::Fixed { low, high }, _) => ([low, high].map(Value::to_f64), [0.0; 2]),
            (_, Some(range)) => (range.map(Value::to_f64), margins),
            (_, None) if scale == Scale::Log => ([1.0, 10.0], [0.0; 2]),
            (_, None) => ([-1.0, 1.0], [0.0; 2]),
        };
        if scale == Scale::Log && range[1] <= 0.0 {
            let expected = "positive data, for the axis is logarithmic; symlog has room for both signs";
            let found = format!("{:e} to {:e}", range[0], range[1]);
            return Err(DataError::Setting { what, expected, found });
        }
        let [low, high] = range.map(|value| scale.scaled_from_data(value));
        let low = if low.is_finite() { low } else { high - DECADES_ABOVE_ZERO };
        // A single value has half a decade on either side.
        let [low, high] = with_margins([low, high], margins, 0.5);
        let home = Self { reference: Reference::F64(0.0), limits: [low, high], scale };
        let [least, most] = home.farthest().unwrap_or([low, high]);
        Ok(Self { limits: [low.max(least), high.min(most)], ..home })
    }

    /// The home of a category axis: all of them, half of one at either end.
    fn categories(spec: &AxisSpec, range: Option<[Value; 2]>) -> Self {
        let named = (!spec.categories.is_empty()).then_some([-0.5, spec.categories.len() as f64 - 0.5]);
        let data = range.map(|range| range.map(Value::to_f64));
        let all = match (named, data) {
            (Some(a), Some(b)) => [a[0].min(b[0]), a[1].max(b[1])],
            (Some(named), None) => named,
            (None, Some([low, high])) => [low - 0.5, high + 0.5],
            (None, None) => [-0.5, 0.5],
        };
        let limits = match spec.limits {
            Limits::Fixed { low, high } => [low, high].map(Value::to_f64),
            Limits::Auto => all,
        };
        Self { reference: Reference::F64(0.0), limits, scale: spec.scale }
    }

    /// How far an axis reaches that would overflow, in scaled space.
    fn farthest(&self) -> Option<[f64; 2]> {
        match self.scale {
            Scale::Log => Some([-FARTHEST_EXPONENT, FARTHEST_EXPONENT]),
            scale @ Scale::Symlog { .. } => {
                let most = scale.scaled_from_data(10f64.powf(FARTHEST_EXPONENT));
                Some([-most, most])
            }
            _ => None,
        }
    }

    /// Refuses what is too wide to be drawn.
    fn check(&self, what: &'static str) -> Result<(), DataError> {
        let [low, high] = self.limits;
        // A range that overflows is too wide too.
        if (high - low).abs() <= LARGEST_SPAN {
            return Ok(());
        }
        let ends = self.limits.map(|offset| self.reference.value_at(offset).to_f64());
        let (expected, found) = ("at most 1e140 wide", format!("{:e} to {:e}", ends[0], ends[1]));
        Err(DataError::Setting { what, expected, found })
    }

    /// Whether an axis can show limits: they are neither too close together nor too far apart.
    pub(super) fn can_show(&self, [low, high]: [f64; 2]) -> bool {
        let inside = |end: f64| self.farthest().is_none_or(|[least, most]| (least..=most).contains(&end));
        let span = (high - low).abs();
        inside(low) && inside(high) && (self.smallest_span()..=LARGEST_SPAN).contains(&span)
    }

    /// The narrowest view: a few steps of the data's type.
    fn smallest_span(&self) -> f64 {
        match self.reference {
            _ if self.scale.is_bent() => LEAST_DECADES,
            Reference::I64(_) => 4.0,
            Reference::F64(value) => {
                let largest = self.limits[0].abs().max(self.limits[1].abs()).max(value.abs());
                (largest * f64::EPSILON * 16.0).max(LARGEST_SPAN.recip())
            }
        }
    }
}

/// A range with parts of it added below and above; around a single value, `half` on either side.
fn with_margins([low, high]: [f64; 2], margins: [f64; 2], half: f64) -> [f64; 2] {
    let span = high - low;
    if span > 0.0 {
        [(low, -margins[0]), (high, margins[1])].map(|(end, margin)| match margin {
            // Nothing is rounded where nothing is added.
            0.0 => end,
            margin => end + margin * span,
        })
    } else {
        [low - half, high + half]
    }
}

/// What a value becomes as a reference.
pub(super) fn reference_at(value: Value) -> Reference {
    match value {
        Value::F64(value) => Reference::F64(value),
        Value::I64(value) => Reference::I64(value),
    }
}

/// How far a value lies above a reference.
pub(super) fn offset_at(from: Reference, value: Value) -> f64 {
    match value {
        Value::F64(value) => from.offset_of_f64(value),
        Value::I64(value) => from.offset_of_i64(value),
    }
}

/// How far a reference lies above another one.
pub(super) fn offset_of(from: Reference, to: Reference) -> f64 {
    match to {
        Reference::F64(value) => from.offset_of_f64(value),
        Reference::I64(value) => from.offset_of_i64(value),
    }
}

/// What offsets are counted from: 0 where doubles near the data are fine enough, otherwise the smallest value. Times
/// stay integers.
fn reference(scale: Scale, [low, high]: [Value; 2]) -> Reference {
    if let (Scale::Time(_), Value::I64(low)) = (scale, low) {
        return Reference::I64(low);
    }
    let span = difference(high, low);
    let largest = low.to_f64().abs().max(high.to_f64().abs());
    let far = largest > 1e3 * span.abs() && span != 0.0;
    match low {
        // Beyond 2^53 a double does not hold every integer.
        Value::I64(low) if largest >= 9_007_199_254_740_992.0 => Reference::I64(low),
        low if far => Reference::F64(low.to_f64()),
        _ => Reference::F64(0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home_of(spec: &AxisSpec, range: Option<[f64; 2]>) -> Home {
        Home::new(spec, range.map(|range| range.map(Value::F64)), [0.05; 2], "the range").unwrap()
    }

    fn home(range: [Value; 2]) -> Home {
        Home::new(&AxisSpec::default(), Some(range), [0.05; 2], "the range").unwrap()
    }

    #[test]
    fn a_range_gets_its_margin_and_a_single_value_some_room() {
        assert_eq!(home_of(&AxisSpec::default(), Some([0.0, 10.0])).limits, [-0.5, 10.5]);
        assert_eq!(home_of(&AxisSpec::default(), Some([50.0, 50.0])).limits, [45.0, 55.0]);
        assert_eq!(home_of(&AxisSpec::default(), None).limits, [0.0, 1.0]);
        let inverted = AxisSpec { inverted: true, ..AxisSpec::default() };
        assert_eq!(home_of(&inverted, None).limits, [1.0, 0.0]);
    }

    #[test]
    fn times_and_values_far_from_zero_count_from_themselves() {
        let start = 1_700_000_000_000_000_000;
        let times = home([Value::I64(start), Value::I64(start + 100)]);
        assert_eq!(times.reference, Reference::I64(start));
        assert_eq!(times.limits, [-5.0, 105.0]);
        let far = home([Value::F64(1e12), Value::F64(1e12 + 1.0)]);
        assert_eq!(far.reference, Reference::F64(1e12));
        let near = home([Value::F64(-3.0), Value::F64(4.0)]);
        assert_eq!(near.reference, Reference::F64(0.0));
    }

    #[test]
    fn logarithmic_axes_have_their_margin_in_decades() {
        let log = AxisSpec { scale: Scale::Log, ..AxisSpec::default() };
        let limits = home_of(&log, Some([1.0, 1000.0])).limits;
        assert!((limits[0] + 0.15).abs() < 1e-12 && (limits[1] - 3.15).abs() < 1e-12, "{limits:?}");
        assert_eq!(home_of(&log, Some([100.0, 100.0])).limits, [1.5, 2.5]);
        assert_eq!(home_of(&log, None).limits, [0.0, 1.0]);
        assert_eq!(home_of(&log, Some([1e-300, 1e300])).limits, [-307.0, 307.0]);
        let inverted = AxisSpec { inverted: true, ..log.clone() };
        assert_eq!(home_of(&inverted, Some([100.0, 100.0])).limits, [2.5, 1.5]);
        let error = Home::new(&log, Some([-2.0, 0.0].map(Value::F64)), [0.05; 2], "the range of the y axis")
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "the range of the y axis is -2e0 to 0e0, expected positive data, for the axis is logarithmic; symlog has \
             room for both signs"
        );
    }

    #[test]
    fn symlog_axes_hold_both_signs_and_category_axes_all_names() {
        let scale = Scale::Symlog { linear_width: 1.0 };
        let symlog = AxisSpec { scale, ..AxisSpec::default() };
        let [low, high] = home_of(&symlog, Some([-100.0, 100.0])).limits;
        let end = 2.0 + 10.0 / 9.0;
        assert!((high - end * 1.1).abs() < 1e-12 && low == -high);
        let names = ["a", "b", "c"].map(str::to_owned).to_vec();
        let category = AxisSpec { scale: Scale::Category, categories: names, ..AxisSpec::default() };
        assert_eq!(home_of(&category, Some([0.0, 1.0])).limits, [-0.5, 2.5]);
        assert_eq!(home_of(&category, None).limits, [-0.5, 2.5]);
    }
}
