//! What is under the pointer of things that have an area: bars and the pixels of images.

use vispy_scene::CanvasRect;
use vispy_scene::glam::{DVec2, DVec3};
use vispy_visuals::coordinate::Reference;
use vispy_visuals::transforms::{ChainTransform, Transform as _};

use super::number_text;
use crate::data::{Column, ColumnSlice, DataStore, Value, exact_text};
use crate::error::DataError;
use crate::figure::{Axes, BarSeries, HistSeries, ImageSeries, Orientation, SeriesKind};
use crate::view::series::{Bars, SeriesView};

/// A bar or a pixel of an image.
pub(super) struct Area {
    /// Which one it is.
    pub(super) index: usize,
    /// Its x and y.
    pub(super) at: [Value; 2],
    /// Where it is read out: in the middle of a bar's end, or of the pixel.
    pub(super) pos: DVec2,
    /// Whether that place is marked.
    pub(super) has_dot: bool,
    /// What is said of it.
    pub(super) lines: Vec<String>,
}

/// A series, and how it is seen.
pub(super) struct Seen<'a> {
    pub(super) axes: &'a Axes,
    pub(super) data: &'a DataStore,
    pub(super) view: &'a SeriesView,
    pub(super) references: [Reference; 2],
    pub(super) canvas_from_series: &'a ChainTransform,
    /// Where the axes are on the canvas.
    pub(super) rect: CanvasRect,
}

impl Seen<'_> {
    /// What of a series is at a position of the canvas.
    pub(super) fn at(&self, kind: &SeriesKind, pos: DVec2) -> Result<Option<Area>, DataError> {
        let Some(bars) = &self.view.bars else {
            return match kind {
                SeriesKind::Image(image) => self.pixel(image, pos),
                _ => Ok(None),
            };
        };
        let Some((index, [low, high])) = self.bar_at(bars, pos) else { return Ok(None) };
        let middle = (low + high) / 2.0;
        let (along, up) = self.orientation(bars);
        let mut place = high;
        place[along] = middle[along];
        let value = |axis: usize| self.references[axis].value_at(place[axis]);
        let mut at = [value(0), value(1)];
        let lines = match kind {
            SeriesKind::Bar(series) => {
                at[along] = self.position(series, index)?.unwrap_or(at[along]);
                self.bar_lines(series, index, ["x", "y"][along])?
            }
            SeriesKind::Hist(series) => {
                let ends = [low, high].map(|end| self.references[along].value_at(end[along]).to_f64());
                vec![bin_text(ends), height_text(series, (high - low)[up])]
            }
            _ => return Ok(None),
        };
        let pos = self.canvas_from_series.map(place.extend(0.0)).truncate();
        Ok(Some(Area { index, at, pos, has_dot: true, lines }))
    }

    /// The axis that bars stand along, and the one along which they grow.
    fn orientation(&self, bars: &Bars) -> (usize, usize) {
        if bars.orientation() == Orientation::Vertical { (0, 1) } else { (1, 0) }
    }

    /// The bar at a position, the one that was drawn last, and its corners at the base and at the end.
    fn bar_at(&self, bars: &Bars, pos: DVec2) -> Option<(usize, [DVec2; 2])> {
        let (along, up) = self.orientation(bars);
        // A base that has no place on a logarithmic axis is beyond the edge of the axes.
        let edge = if up == 1 { self.rect.end() } else { self.rect.pos };
        let canvas = |corner: DVec2| self.canvas_from_series.map(corner.extend(0.0)).truncate();
        let mut found = None;
        for (index, [base, end]) in bars.corners(self.references) {
            let mut start = end;
            start[along] = base[along];
            // Neither end of the bar's width is where its base is: that may have no place at all.
            let (a, b) = (canvas(start), canvas(end));
            let mut foot = canvas(base);
            foot[along] = a[along];
            foot[up] = if foot[up].is_finite() { foot[up] } else { edge[up] };
            if pos.cmpge(foot.min(b)).all() && pos.cmple(foot.max(b)).all() {
                found = Some((index, [base, end]));
            }
        }
        found
    }

    /// Where a bar stands, in the data's own type.
    fn position(&self, series: &BarSeries, index: usize) -> Result<Option<Value>, DataError> {
        let len = self.data.get(series.heights)?.len();
        Ok(series.positions.column(self.data, len)?.value(index))
    }

    fn bar_lines(&self, series: &BarSeries, index: usize, along: &str) -> Result<Vec<String>, DataError> {
        let heights = self.data.get(series.heights)?;
        let positions = series.positions.column(self.data, heights.len())?;
        let spec = if along == "x" { &self.axes.x } else { &self.axes.y };
        let position = match spec.category(&positions, index) {
            Some(name) => name.to_owned(),
            None => format!("{along} = {}", exact_text(&positions, index)),
        };
        let what = if along == "x" { "height" } else { "length" };
        Ok(vec![position, format!("{what} = {}", exact_text(heights, index))])
    }

    /// The pixel of an image at a position.
    fn pixel(&self, image: &ImageSeries, pos: DVec2) -> Result<Option<Area>, DataError> {
        let edges = image.edges();
        let [x, y] = self.references;
        let canvas = |left: f64, top: f64| {
            let place = DVec3::new(x.offset_of_f64(left), y.offset_of_f64(top), 0.0);
            self.canvas_from_series.map(place).truncate()
        };
        let (first, last) = (canvas(edges.left, edges.top), canvas(edges.right, edges.bottom));
        let part = (pos - first) / (last - first);
        let inside = part.cmpge(DVec2::ZERO).all() && part.cmplt(DVec2::ONE).all();
        if !inside {
            return Ok(None);
        }
        let size = DVec2::new(image.width as f64, image.height as f64);
        let cell = (part * size).floor().min(size - 1.0);
        let index = cell.y as usize * image.width + cell.x as usize;
        let middle = (cell + 0.5) / size;
        let at = [
            edges.left + middle.x * (edges.right - edges.left),
            edges.top + middle.y * (edges.bottom - edges.top),
        ];
        let values = self.data.get(image.values)?;
        let mut lines = vec![format!("column {}, row {}", cell.x, cell.y)];
        lines.extend(channel_lines(values, index, image.channels));
        let pos = first + middle * (last - first);
        Ok(Some(Area { index, at: at.map(Value::F64), pos, has_dot: false, lines }))
    }
}

/// The values of a pixel.
fn channel_lines(values: &Column, pixel: usize, channels: usize) -> Vec<String> {
    if channels == 1 {
        return vec![format!("value = {}", exact_text(values, pixel))];
    }
    let names = ["red", "green", "blue", "alpha"].into_iter().take(channels).enumerate();
    names.map(|(i, name)| format!("{name} = {}", exact_text(values, pixel * channels + i))).collect()
}

fn bin_text([low, high]: [f64; 2]) -> String {
    format!("{} to {}", number_text(low), number_text(high))
}

fn height_text(series: &HistSeries, height: f64) -> String {
    let what = match (series.density, series.cumulative) {
        (false, false) => "count",
        (true, false) => "density",
        (false, true) => "count up to here",
        (true, true) => "part up to here",
    };
    format!("{what} = {}", number_text(height))
}

impl crate::figure::AxisSpec {
    /// The name of the category where a value of a column stands; `None` where there is none.
    pub(super) fn category(&self, column: &Column, index: usize) -> Option<&str> {
        if self.scale != vispy_visuals::ticks::Scale::Category
            || matches!(column.slice(), ColumnSlice::Text(_))
        {
            return None;
        }
        let place = column.get_f64(index).filter(|place| *place >= 0.0 && place.fract() == 0.0)?;
        self.categories.get(place as usize).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_are_told_by_their_edges() {
        assert_eq!(bin_text([-0.1 - 0.2, 0.1 + 0.2]), "\u{2212}0.3 to 0.3");
    }
}
