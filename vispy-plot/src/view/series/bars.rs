//! Bars and histograms in the scene.

use vispy_scene::Scene;
use vispy_scene::glam::DVec2;
use vispy_visuals::coordinate::{Reference, Value};
use vispy_visuals::visuals::Polygon;

use super::{Computed, Edge, Extent, Making, Part, Range, SeriesView};
use crate::analysis::Histogram;
use crate::data::{Column, DataStore};
use crate::error::{DataError, Error};
use crate::figure::{BarSeries, Fill, HistSeries, Orientation};
use crate::view::home::offset_of;

/// The part of the distance of two bars that a bar takes unless its width is set.
const SHARE: f64 = 0.8;

/// Bars, each between two edges along and between a base and a top.
#[derive(Debug)]
pub(in crate::view) struct Bars {
    orientation: Orientation,
    /// What the positions count from, in their own type.
    reference: Reference,
    /// Lower and upper edge, as offsets from the reference.
    edges: Vec<[f64; 2]>,
    /// Base and top.
    tops: Vec<[f64; 2]>,
    /// Which one of the data each is; not all have a place.
    numbers: Vec<usize>,
}

/// The bars of a series.
pub(super) fn of_series(series: &BarSeries, data: &DataStore) -> Result<Bars, DataError> {
    let heights = data.get(series.heights)?;
    let len = heights.len();
    let positions = series.positions.column(data, len)?;
    let base = series.base.column(data, len)?;
    // Times stay exact; the edges of bars on small integers lie between these.
    let reference = match positions.extent() {
        Some([Value::I64(low), Value::I64(high)])
            if positions.dtype().is_time() || low.unsigned_abs().max(high.unsigned_abs()) > 1 << 50 =>
        {
            Reference::I64(low)
        }
        _ => Reference::F64(0.0),
    };
    let mut middles = Vec::with_capacity(len);
    positions.offsets(0..len, reference, &mut middles)?;
    let half = series.width.unwrap_or_else(|| SHARE * smallest_distance(&middles)) / 2.0;
    let number = |column: &Column, i: usize| column.get_f64(i).unwrap_or(f64::NAN);
    let bars = middles.iter().enumerate().map(|(i, middle)| {
        let (edges, base) = ([middle - half, middle + half], number(&base, i));
        (edges, [base, base + number(heights, i)])
    });
    Ok(Bars::new(series.orientation, reference, bars))
}

/// The bars of a histogram.
pub(super) fn of_histogram(series: &HistSeries, data: &DataStore) -> Result<Bars, DataError> {
    let histogram = Histogram::of(data.get(series.values)?, &series.bins, series.range);
    let heights = match series.cumulative {
        true => histogram.cumulative_heights(series.density),
        false => histogram.heights(series.density),
    };
    let bars = histogram.edges.windows(2).zip(heights);
    let bars = bars.map(|(edges, height)| ([edges[0], edges[1]], [0.0, height]));
    Ok(Bars::new(series.orientation, Reference::F64(0.0), bars))
}

/// The smallest distance of two positions that differ; 1 where there are none.
fn smallest_distance(positions: &[f64]) -> f64 {
    let mut sorted: Vec<f64> = positions.iter().copied().filter(|position| position.is_finite()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let distances = sorted.windows(2).map(|pair| pair[1] - pair[0]).filter(|&distance| distance > 0.0);
    distances.min_by(f64::total_cmp).unwrap_or(1.0)
}

impl Bars {
    /// Bars without those that have a number that is not finite.
    fn new(
        orientation: Orientation,
        reference: Reference,
        bars: impl Iterator<Item = ([f64; 2], [f64; 2])>,
    ) -> Self {
        let finite =
            |(_, (edges, tops)): &(_, ([f64; 2], [f64; 2]))| edges.iter().chain(tops).all(|v| v.is_finite());
        let (numbers, (edges, tops)) = bars.enumerate().filter(finite).unzip();
        Self { orientation, reference, edges, tops, numbers }
    }

    /// The direction in which they grow.
    pub(in crate::view) fn orientation(&self) -> Orientation {
        self.orientation
    }

    /// Which one of the data each bar is, and its corners at the base and at the end, as offsets from references of x and y.
    pub(in crate::view) fn corners(
        &self,
        references: [Reference; 2],
    ) -> impl Iterator<Item = (usize, [DVec2; 2])> {
        let own = self.orientation.xy(self.reference, Reference::F64(0.0));
        let shift = DVec2::new(offset_of(references[0], own[0]), offset_of(references[1], own[1]));
        let bars = self.numbers.iter().zip(self.edges.iter().zip(&self.tops));
        bars.map(move |(number, (edges, tops))| {
            let corner = |end: usize| DVec2::from(self.orientation.xy(edges[end], tops[end])) + shift;
            (*number, [corner(0), corner(1)])
        })
    }

    /// What they cover: some room beyond the outer ones and above, none below a common base.
    pub(super) fn extent(self) -> Extent {
        let ends = |pairs: &[[f64; 2]]| {
            let low = pairs.iter().flatten().copied().min_by(f64::total_cmp)?;
            Some([low, pairs.iter().flatten().copied().max_by(f64::total_cmp)?])
        };
        let along: Range = ends(&self.edges).map(|ends| ends.map(|offset| self.value_beyond(offset)));
        let up = ends(&self.tops);
        let base = |end: f64| match self.tops.iter().all(|[base, _]| *base == end) {
            true => Edge::Tight,
            false => Edge::Margin,
        };
        let up_edges = up.map_or([Edge::Margin; 2], |ends| ends.map(base));
        let ranges = self.orientation.xy(along, up.map(|ends| ends.map(Value::F64)));
        let edges = self.orientation.xy([Edge::Margin; 2], up_edges);
        Extent { ranges, edges, computed: Computed::Bars(self) }
    }

    /// The value at an offset, of integers the next one away from 0.
    fn value_beyond(&self, offset: f64) -> Value {
        let whole = matches!(self.reference, Reference::I64(_));
        let away = if offset < 0.0 { offset.floor() } else { offset.ceil() };
        self.reference.value_at(if whole { away } else { offset })
    }

    pub(super) fn add(
        self,
        scene: &mut Scene,
        view: &mut SeriesView,
        fill: &Fill,
        making: &Making<'_>,
    ) -> Result<(), Error> {
        let corners =
            self.edges.iter().zip(&self.tops).map(|(edges, tops)| {
                [0, 1].map(|end| DVec2::from(self.orientation.xy(edges[end], tops[end])))
            });
        let corners: Vec<[DVec2; 2]> = corners.collect();
        let [x_reference, y_reference] = making.references;
        if making.footprints {
            view.footprint.boxes = self.corners(making.references).map(|(_, ends)| ends).collect();
        }
        let [x_origin, y_origin] = self.orientation.xy(self.reference, Reference::F64(0.0));
        let style = making.polygon_style(fill)?;
        view.swatch.patch = Some(style);
        let visual = Polygon::rectangles(&corners, style)?
            .with_origin(x_origin, y_origin)
            .with_references(x_reference, y_reference);
        view.parts.push(Part::Polygon(scene.add(view.node, visual)?.1));
        view.bars = Some(self);
        Ok(())
    }
}
