//! Histograms: how often values fall into bins.

use std::num::NonZero;
use std::ops::Range;
use std::thread;

use crate::data::{Column, ColumnSlice, for_numbers};
use crate::figure::Bins;

/// The largest number of bins that is chosen without being asked for.
const MAX_AUTO_BINS: f64 = 1000.0;

/// How many values the quartiles are taken from, evenly spread over all.
const QUARTILE_VALUES: usize = 100_000;

/// Fewer values than these are not worth another thread.
const VALUES_PER_THREAD: usize = 200_000;

/// How often values fall into bins.
///
/// A bin holds its lower edge, and the last one its upper edge too, as in NumPy. Large columns are counted by several
/// threads, without a copy.
///
/// ```
/// use vispy_plot::analysis::Histogram;
/// use vispy_plot::data::Column;
/// use vispy_plot::figure::Bins;
///
/// let values = Column::from([0.0, 0.5, 1.0, 2.0, f64::NAN]);
/// let histogram = Histogram::of(&values, &Bins::Count(2), None);
/// assert_eq!(histogram.edges, [0.0, 1.0, 2.0]);
/// assert_eq!((histogram.counts, histogram.skipped), (vec![2, 2], 1));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    /// The edges of the bins, one more than there are bins; none where there is no finite value.
    pub edges: Vec<f64>,
    /// How many values are in each bin.
    pub counts: Vec<u64>,
    /// How many values are not finite.
    pub skipped: u64,
    /// How many values are finite and in no bin.
    pub outside: u64,
}

impl Histogram {
    /// Counts the values of a column of numbers. `range` holds the first and the last edge where `bins` does not; without
    /// it they are the smallest and the largest finite value.
    pub fn of(column: &Column, bins: &Bins, range: Option<[f64; 2]>) -> Self {
        let Some(edges) = edges(column, bins, range) else {
            let skipped = column.len() as u64;
            return Self { edges: Vec::new(), counts: Vec::new(), skipped, outside: 0 };
        };
        let even = !matches!(bins, Bins::Edges(_));
        let counter = Counter { edges: &edges, even };
        let tally = in_parallel(column.len(), |range| counter.count(column, range), Tally::add);
        let Tally { counts, skipped, outside } = tally.unwrap_or_else(|| Tally::new(edges.len() - 1));
        Self { edges, counts, skipped, outside }
    }

    /// Returns the heights of the bars: counts, or with `density` their share of all counted values per width, so that
    /// the area of all bars is 1.
    pub fn heights(&self, density: bool) -> Vec<f64> {
        let total: u64 = self.counts.iter().sum();
        let widths = self.edges.windows(2).map(|pair| pair[1] - pair[0]);
        let height = |(&count, width): (&u64, f64)| match density {
            false => count as f64,
            // What there is none of has no share.
            true if total == 0 => 0.0,
            true => count as f64 / total as f64 / width,
        };
        self.counts.iter().zip(widths).map(height).collect()
    }

    /// Returns for each bin how many values are in it and those before it, or with `density` their share.
    pub fn cumulative_heights(&self, density: bool) -> Vec<f64> {
        let total: u64 = self.counts.iter().sum();
        let whole = if density { total.max(1) as f64 } else { 1.0 };
        let sums = self.counts.iter().scan(0, |sum, count| {
            *sum += count;
            Some(*sum)
        });
        sums.map(|sum| sum as f64 / whole).collect()
    }
}

/// Decides on the edges; `None` where there is nothing to count.
fn edges(column: &Column, bins: &Bins, range: Option<[f64; 2]>) -> Option<Vec<f64>> {
    if let Bins::Edges(edges) = bins {
        return Some(edges.clone());
    }
    let [low, high] = range.or_else(|| extent(column))?;
    // One value only stands in the middle of a bin, which is wide enough to have two edges.
    let half = (low.abs() * 1e-9).max(0.5);
    let [low, high] = if low < high { [low, high] } else { [low - half, high + half] };
    let count = match bins {
        Bins::Count(count) => *count,
        _ => {
            let width = freedman_diaconis(column, [low, high]);
            if range.is_none() && is_integer(column) && high - low < 2f64.powi(52) {
                return Some(integer_edges(low, high, width));
            }
            ((high - low) / width).ceil().clamp(1.0, MAX_AUTO_BINS) as usize
        }
    };
    // The last one is exact, so that the largest value is in.
    let edge = |i: usize| if i == count { high } else { low + (high - low) * (i as f64 / count as f64) };
    let mut edges: Vec<f64> = (0..=count).map(edge).collect();
    // Bins narrower than the numbers are fine are one.
    edges.dedup();
    Some(edges)
}

/// Edges halfway between integers, so that each bin holds as many of them as the next.
fn integer_edges(low: f64, high: f64, width: f64) -> Vec<f64> {
    let span = high.floor() - low.ceil() + 1.0;
    let least = (span / MAX_AUTO_BINS).ceil();
    let width = width.round().max(least).max(1.0);
    let count = (span / width).ceil();
    (0..=count as usize).map(|i| low.ceil() - 0.5 + i as f64 * width).collect()
}

/// The width of bins by the rule of Freedman and Diaconis (1981): twice the interquartile range over the cube root of
/// the number of values. Where half of the values are equal, by Sturges's.
fn freedman_diaconis(column: &Column, [low, high]: [f64; 2]) -> f64 {
    let step = column.len().div_ceil(QUARTILE_VALUES).max(1);
    let values = (0..column.len()).step_by(step).filter_map(|i| column.get_f64(i));
    let mut values: Vec<f64> = values.filter(|value| (low..=high).contains(value)).collect();
    values.sort_unstable_by(f64::total_cmp);
    let count = (values.len() * step).max(1) as f64;
    let quartile = |quarters: usize| values.get(values.len() * quarters / 4).copied().unwrap_or(0.0);
    let width = 2.0 * (quartile(3) - quartile(1)) / count.cbrt();
    if width > 0.0 { width } else { (high - low) / (count.log2() + 1.0).ceil() }
}

fn is_integer(column: &Column) -> bool {
    !matches!(column.slice(), ColumnSlice::F32(_) | ColumnSlice::F64(_) | ColumnSlice::Uniform { .. })
}

/// The smallest and the largest finite value.
fn extent(column: &Column) -> Option<[f64; 2]> {
    let none = [f64::INFINITY, f64::NEG_INFINITY];
    let of = |range: Range<usize>| {
        let mut ends = none;
        each(column, range, |value| {
            if value.is_finite() {
                ends = [ends[0].min(value), ends[1].max(value)];
            }
        });
        ends
    };
    let ends = in_parallel(column.len(), of, |a, b| *a = [a[0].min(b[0]), a[1].max(b[1])]);
    ends.filter(|ends| ends[0] <= ends[1])
}

/// What one thread has counted.
struct Tally {
    counts: Vec<u64>,
    skipped: u64,
    outside: u64,
}

impl Tally {
    fn new(bins: usize) -> Self {
        Self { counts: vec![0; bins], skipped: 0, outside: 0 }
    }

    fn add(&mut self, other: Self) {
        self.counts.iter_mut().zip(other.counts).for_each(|(sum, count)| *sum += count);
        self.skipped += other.skipped;
        self.outside += other.outside;
    }
}

struct Counter<'a> {
    edges: &'a [f64],
    /// Whether all bins are equally wide.
    even: bool,
}

impl Counter<'_> {
    fn count(&self, column: &Column, range: Range<usize>) -> Tally {
        let bins = self.edges.len() - 1;
        let (low, high) = (self.edges[0], self.edges[bins]);
        let scale = bins as f64 / (high - low);
        let even = self.even && scale.is_finite();
        let mut tally = Tally::new(bins);
        each(column, range, |value| {
            if !value.is_finite() {
                tally.skipped += 1;
            } else if value < low || value > high {
                tally.outside += 1;
            } else if even {
                // The product may be rounded over an edge: the edges decide.
                let mut bin = (((value - low) * scale) as usize).min(bins - 1);
                if value < self.edges[bin] {
                    bin -= 1;
                } else if value >= self.edges[bin + 1] && bin + 1 < bins {
                    bin += 1;
                }
                tally.counts[bin] += 1;
            } else {
                let bin = self.edges.partition_point(|&edge| edge <= value);
                tally.counts[bin.clamp(1, bins) - 1] += 1;
            }
        });
        tally
    }
}

/// Calls for each value of a range; the type is looked at once.
#[expect(trivial_numeric_casts, clippy::unnecessary_cast, reason = "one of the types is f64 itself")]
fn each(column: &Column, range: Range<usize>, mut call: impl FnMut(f64)) {
    for_numbers!(column.slice(),
        values => values[range].iter().for_each(|&value| call(value as f64)),
        (times, _unit) => times[range].iter().for_each(|&value| call(value as f64)),
        _rest => range.filter_map(|i| column.get_f64(i)).for_each(call),
    );
}

/// Computes for parts of `0..len` on several threads and joins the answers; `None` where there is nothing.
fn in_parallel<T: Send>(
    len: usize,
    part: impl Fn(Range<usize>) -> T + Sync,
    join: impl Fn(&mut T, T),
) -> Option<T> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = threads.min(len.div_ceil(VALUES_PER_THREAD)).max(1);
    let size = len.div_ceil(threads).max(1);
    let ranges = (0..threads).map(|i| (i * size).min(len)..((i + 1) * size).min(len));
    thread::scope(|scope| {
        let part = &part;
        let handles: Vec<_> = ranges.skip(1).map(|range| scope.spawn(move || part(range))).collect();
        let mut all = part(0..size.min(len));
        for handle in handles {
            // A thread that panicked goes on here: nothing that it counted may be lost.
            let more = handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            join(&mut all, more);
        }
        (len > 0).then_some(all)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(values: &Column, bins: Bins) -> Vec<u64> {
        Histogram::of(values, &bins, None).counts
    }

    #[test]
    fn bins_hold_their_lower_edge_and_the_last_one_both() {
        let values = Column::from([0.0, 1.0, 1.0, 2.0, 3.0, 4.0]);
        assert_eq!(counts(&values, Bins::Count(4)), [1, 2, 1, 2]);
        assert_eq!(counts(&values, Bins::Edges(vec![0.0, 1.0, 4.0])), [1, 5]);
        let some = Histogram::of(&values, &Bins::Edges(vec![1.0, 1.5, 2.0]), None);
        assert_eq!((some.counts, some.outside), (vec![2, 1], 3));
        let range = Histogram::of(&values, &Bins::Count(2), Some([1.0, 3.0]));
        assert_eq!((range.edges, range.counts, range.outside), (vec![1.0, 2.0, 3.0], vec![2, 2], 2));
    }

    #[test]
    fn edges_decide_where_rounding_could_cheat() {
        // (0.1 + 0.2) is above 0.3; the bins of tenths have edges that are not tenths exactly.
        let edges: Vec<f64> = (0..=10).map(|i| f64::from(i) / 10.0).collect();
        let values: Vec<f64> = (0..1000).map(|i| f64::from(i) / 1000.0).chain([1.0]).collect();
        let even = Histogram::of(&values.clone().into(), &Bins::Count(10), None);
        let uneven = Histogram::of(&values.into(), &Bins::Edges(edges), None);
        assert_eq!(even.counts, uneven.counts);
        assert_eq!(even.counts, [100, 100, 100, 100, 100, 100, 100, 100, 100, 101]);
    }

    #[test]
    fn many_values_are_counted_by_threads_and_none_is_lost() {
        let len = 3_000_001;
        let values: Vec<u32> = (0..len as u32).collect();
        let histogram = Histogram::of(&values.into(), &Bins::Count(7), None);
        assert_eq!(histogram.counts.iter().sum::<u64>(), len as u64);
        let (least, most) = (histogram.counts.iter().min(), histogram.counts.iter().max());
        assert!(most.unwrap() - least.unwrap() <= 1, "{:?}", histogram.counts);
    }

    #[test]
    fn what_is_not_finite_is_skipped_and_said_so() {
        let values = Column::from([f32::NAN, 1.0, f32::INFINITY, 2.0, f32::NEG_INFINITY]);
        let histogram = Histogram::of(&values, &Bins::Count(1), None);
        assert_eq!((histogram.counts, histogram.skipped), (vec![2], 3));
        let none = Histogram::of(&Column::from([f32::NAN; 2]), &Bins::Auto, None);
        assert_eq!((none.edges.len(), none.counts.len(), none.skipped), (0, 0, 2));
    }

    #[test]
    fn equal_values_stand_in_one_bin_with_a_width() {
        for value in [0.0, -3.0, 1e300, 1e-300] {
            let histogram = Histogram::of(&Column::from([value; 5]), &Bins::Auto, None);
            assert_eq!(histogram.counts.iter().sum::<u64>(), 5, "{value}");
            assert!(histogram.edges[0] < value && value < *histogram.edges.last().unwrap(), "{value}");
        }
    }

    #[test]
    fn integers_have_bins_of_whole_integers() {
        let dice = Column::from([1u8, 2, 2, 3, 4, 5, 6, 6]);
        let histogram = Histogram::of(&dice, &Bins::Auto, None);
        assert!(histogram.edges.iter().all(|edge| edge.fract().abs() == 0.5), "{:?}", histogram.edges);
        assert_eq!(histogram.counts.iter().sum::<u64>(), 8);
        assert_eq!(integer_edges(1.0, 6.0, 0.9), [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5]);
        assert_eq!(integer_edges(0.0, 4.0, 2.2), [-0.5, 1.5, 3.5, 5.5]);
        assert_eq!(counts(&Column::bools([true, false, true]), Bins::Auto), [1, 2]);
    }

    #[test]
    fn the_rule_of_freedman_and_diaconis_gives_its_width() {
        // The quartiles of 0..=1 are half apart: 2 * 0.5 / 1000^(1/3) = 0.1.
        let even = Column::uniform(0.0, 1.0 / 999.0, 1000);
        assert!((freedman_diaconis(&even, [0.0, 1.0]) - 0.1).abs() < 2e-3);
        assert_eq!(counts(&even, Bins::Auto).len(), 10);
        // Far outliers would ask for any number of bins.
        let mut values = vec![0.0; 1000];
        (0..1000).for_each(|i| values[i] = (i % 10) as f64 / 10.0);
        values[0] = 1e9;
        assert_eq!(counts(&values.into(), Bins::Auto).len(), 1000);
    }

    #[test]
    fn densities_have_area_one_and_sums_end_at_all() {
        let histogram =
            Histogram::of(&Column::from([0.0, 1.0, 1.0, 6.0]), &Bins::Edges(vec![0.0, 1.0, 3.0]), None);
        assert_eq!(histogram.cumulative_heights(false), [1.0, 3.0]);
        let area: f64 = histogram.heights(true).iter().zip([1.0, 2.0]).map(|(h, w)| h * w).sum();
        assert!((area - 1.0).abs() < 1e-12);
        assert_eq!(histogram.cumulative_heights(true)[1], 1.0);
    }
}
