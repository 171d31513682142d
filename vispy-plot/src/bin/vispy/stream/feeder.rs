//! From lines to live series.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use vispy_plot::Figure;
use vispy_plot::data::{Column, Keep, LiveSeries, SeriesData, TimeUnit};

use super::cells::{Cell, split};
use super::layout::Layout;
use super::source::Chunk;
use crate::args::Args;

/// Lines that were left out, counted from any thread.
#[derive(Debug, Clone, Default)]
pub(super) struct Broken(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    /// The number of the first one, or 0.
    first: AtomicU64,
    count: AtomicU64,
}

impl Broken {
    fn note(&self, line: u64) {
        self.0.count.fetch_add(1, Ordering::Relaxed);
        // Only the first one stays.
        let _ = self.0.first.compare_exchange(0, line, Ordering::Relaxed, Ordering::Relaxed);
    }

    /// Says once how many there were.
    pub(super) fn report(&self) {
        let (count, first) = (self.0.count.swap(0, Ordering::Relaxed), self.0.first.load(Ordering::Relaxed));
        match count {
            0 => {}
            1 => eprintln!("vispy: line {first} was left out: not the numbers that the first lines have"),
            _ => eprintln!(
                "vispy: {count} lines were left out, the first is line {first}: not the numbers that the first lines have"
            ),
        }
    }
}

/// Takes bytes, finds lines in them and appends their numbers to live series.
pub(super) struct Feeder {
    layout: Layout,
    series: Vec<LiveSeries>,
    /// The line that has not ended yet.
    open: Vec<u8>,
    line: u64,
    times: Vec<i64>,
    x: Vec<f64>,
    /// For each series its values.
    y: Vec<Vec<f64>>,
    broken: Broken,
}

impl Feeder {
    /// Adds lines for the columns of a layout to a figure.
    pub(super) fn new(layout: Layout, args: &Args, name: &str, figure: &mut Figure) -> Self {
        if let Some([width, height]) = args.size {
            figure.size_px(width, height);
        }
        let mut axes = figure.axes(0, 0);
        axes.title(args.title.as_deref().unwrap_or(name));
        let x_name = match (&layout.x, args.rate) {
            (Some(x), _) => x.name.clone(),
            (None, Some(_)) => Some("time (s)".to_owned()),
            (None, None) => Some("line".to_owned()),
        };
        if let Some(text) = args.x_label.clone().or(x_name) {
            axes.x_label(text);
        }
        let names: Vec<&str> = layout.y.iter().filter_map(|(_, name)| name.as_deref()).collect();
        let y_name = (1..=4).contains(&names.len()).then(|| names.join(", "));
        if let Some(text) = args.y_label.clone().or(y_name) {
            axes.y_label(text);
        }
        let keep = args.last.map_or(Keep::All, Keep::Last);
        let mut series = Vec::with_capacity(layout.y.len());
        for (index, name) in &layout.y {
            let x = layout.x.as_ref().map(|x| match x.is_time {
                true => Column::timestamps(Vec::new(), TimeUnit::Nanos),
                false => Column::from(Vec::<f64>::new()),
            });
            let mut line = axes.line(SeriesData { x, y: Vec::<f64>::new().into() });
            if layout.is_known && layout.y.len() > 1 {
                line.label(name.clone().unwrap_or_else(|| format!("column {}", index + 1)));
            }
            if let Some(rate_hz) = args.rate {
                line.rate_hz(rate_hz);
            }
            series.push(line.live(keep));
        }
        let y = vec![Vec::new(); series.len()];
        let (open, times, x) = (Vec::new(), Vec::new(), Vec::new());
        Self { layout, series, open, line: 0, times, x, y, broken: Broken::default() }
    }

    /// The count of lines that are left out.
    pub(super) fn broken(&self) -> Broken {
        self.broken.clone()
    }

    /// Takes what arrived.
    pub(super) fn take(&mut self, chunk: &Chunk) {
        let Chunk::Bytes(bytes) = chunk else {
            self.open.clear();
            self.line = 0;
            self.flush(true);
            return;
        };
        let mut rest = bytes.as_slice();
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let line = &rest[..end];
            if self.open.is_empty() {
                self.line(&String::from_utf8_lossy(line));
            } else {
                self.open.extend_from_slice(line);
                let line = std::mem::take(&mut self.open);
                self.line(&String::from_utf8_lossy(&line));
            }
            rest = &rest[end + 1..];
        }
        self.open.extend_from_slice(rest);
        self.flush(false);
    }

    /// Nothing comes any more: the last line needs no end.
    pub(super) fn end(&mut self) {
        let line = std::mem::take(&mut self.open);
        self.line(&String::from_utf8_lossy(&line));
        self.flush(false);
        self.broken.report();
    }

    fn line(&mut self, line: &str) {
        self.line += 1;
        let cells = split(line);
        if cells.is_empty() {
            return;
        }
        let is_header = self.line == 1 && cells.iter().all(|cell| Cell::parse(cell) == Cell::Text);
        if !is_header && self.numbers(&cells).is_none() {
            self.broken.note(self.line);
        }
    }

    /// Takes the numbers of a line, or none of them.
    fn numbers(&mut self, cells: &[&str]) -> Option<()> {
        let is_known = self.layout.is_known;
        let cell = |index: usize| cells.get(index).map(|cell| Cell::parse(cell));
        let number = |index: usize| match cell(index) {
            Some(Cell::Number(number)) => Some(number),
            None if !is_known => Some(f64::NAN),
            _ => None,
        };
        let found: Vec<f64> = self.layout.y.iter().map(|(index, _)| number(*index)).collect::<Option<_>>()?;
        if found.iter().all(|value| value.is_nan()) && !is_known {
            return None;
        }
        match (&self.layout.x, self.layout.x.as_ref().and_then(|x| cell(x.index))) {
            (None, _) => {}
            (Some(x), Some(Cell::Time(time))) if x.is_time => self.times.push(time),
            (Some(x), Some(Cell::Number(value))) if !x.is_time && !value.is_nan() => self.x.push(value),
            _ => return None,
        }
        for (values, value) in self.y.iter_mut().zip(found) {
            values.push(value);
        }
        Some(())
    }

    /// Hands on what was found.
    fn flush(&mut self, anew: bool) {
        for (series, y) in self.series.iter().zip(&mut self.y) {
            let x = self.layout.x.as_ref().map(|x| match x.is_time {
                true => Column::timestamps(self.times.clone(), TimeUnit::Nanos),
                false => Column::from(self.x.clone()),
            });
            let data = SeriesData { x, y: std::mem::take(y).into() };
            let fed = if anew { series.set(data) } else { series.append(data) };
            // The types are those that the series was made with.
            if let Err(error) = fed {
                eprintln!("vispy: {error}");
            }
        }
        self.times.clear();
        self.x.clear();
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    fn fed(chunks: &[&str], options: &[&str]) -> (Feeder, Figure) {
        let args = Args::try_parse_from([&["vispy", "-"], options].concat()).unwrap();
        let layout = Layout::of(chunks.concat().as_bytes(), true, &args).unwrap().unwrap();
        let mut figure = Figure::new();
        let mut feeder = Feeder::new(layout, &args, "test", &mut figure);
        for chunk in chunks {
            feeder.take(&Chunk::Bytes(chunk.as_bytes().to_vec()));
        }
        (feeder, figure)
    }

    fn values(series: &LiveSeries) -> Vec<f64> {
        series.snapshot().y.as_slice::<f64>().unwrap().to_vec()
    }

    #[test]
    fn lines_are_found_wherever_they_are_cut() {
        let (feeder, _) = fed(&["1\n2", "3\n4.", "5\n6"], &[]);
        assert_eq!(values(&feeder.series[0]), [1.0, 23.0, 4.5], "the last line has not ended");
        let mut feeder = feeder;
        feeder.end();
        assert_eq!(values(&feeder.series[0]), [1.0, 23.0, 4.5, 6.0]);
    }

    #[test]
    fn broken_lines_are_counted_and_left_out() {
        let (feeder, _) = fed(&["a b\n1 2\n\noops\n3\n5 6\n# 7 8\n9 x\n"], &[]);
        assert_eq!(values(&feeder.series[0]), [1.0, 5.0]);
        assert_eq!(values(&feeder.series[1]), [2.0, 6.0]);
        let Counts { first, count } = &*feeder.broken.0;
        assert_eq!((count.load(Ordering::Relaxed), first.load(Ordering::Relaxed)), (3, 4));
    }

    #[test]
    fn a_file_that_begins_anew_begins_the_series_anew() {
        let (mut feeder, _) = fed(&["v\n1\n2\n3"], &["--last", "2"]);
        feeder.take(&Chunk::Anew);
        assert_eq!(values(&feeder.series[0]), [0.0; 0]);
        feeder.take(&Chunk::Bytes(b"v\n7\n8\n9\n".to_vec()));
        assert_eq!(values(&feeder.series[0]), [8.0, 9.0], "the last two are kept");
        assert_eq!(feeder.broken.0.count.load(Ordering::Relaxed), 0, "a header is no broken line");
    }
}
