//! Strips of few samples: each sample becomes a row once, in single precision, and all the rest is done with rows.

use super::grid::Cuts;
use super::strips::{Filler, Strips};
use crate::samples::Sample;

/// Samples of a strip up to which there are few.
const FEW: usize = 16;
/// Rows that single precision holds to 1/100 of a pixel.
const FARTHEST_ROW: f64 = 1e5;
/// Rows that are computed at once.
const LANES: usize = 8;

impl<T: Sample> Filler<'_, T> {
    /// Fills the strips; not if there are gaps, many samples, or such as are far from what is seen.
    pub(super) fn few(&self, strips: &mut Strips) -> bool {
        let cuts = self.cuts;
        let count = cuts.columns * cuts.per_px;
        let (Some(first), Some(end)) = (cuts.index.first(), cuts.index.last()) else { return false };
        let (start, end) = (first.saturating_sub(1), (end + 1).min(self.run.len()));
        if end - start.min(end) > count * FEW || cuts.has_ends || end <= start + 1 {
            return false;
        }
        let Some(map) = self.rows.single() else { return false };
        let mut samples = std::mem::take(&mut strips.samples);
        let [base, scale, shift] = map;
        self.run.read_minus(start, end, base, &mut samples);
        to_rows(&mut samples, scale as f32, shift as f32);
        let has_gaps = has_gaps(&samples);
        if !has_gaps {
            fill_from_rows(strips, &samples, cuts, start, self.rows.ends());
        }
        strips.samples = samples;
        !has_gaps
    }
}

/// Turns samples, less the base, into rows.
fn to_rows(samples: &mut [f32], scale: f32, shift: f32) {
    for sample in samples {
        *sample = *sample * scale + shift;
    }
}

/// Whether a row is none, because a sample is not finite.
fn has_gaps(rows: &[f32]) -> bool {
    // 0 times what is not finite is not a number.
    let (chunks, rest) = rows.as_chunks::<LANES>();
    let mut sums = [0.0_f32; LANES];
    for chunk in chunks {
        for (sum, row) in sums.iter_mut().zip(chunk) {
            *sum += row * 0.0;
        }
    }
    sums.iter().sum::<f32>() + rest.iter().map(|row| row * 0.0).sum::<f32>() != 0.0
}

/// Fills strips from the rows of all samples, of which the first has the index `start`.
fn fill_from_rows(strips: &mut Strips, samples: &[f32], cuts: &Cuts, start: usize, ends: [f32; 2]) {
    let mut passed = std::mem::take(&mut strips.passed);
    passed.clear();
    passed.extend(cuts.index.iter().zip(&cuts.part).map(|(index, part)| {
        // There are no ends: before each cut there is a sample.
        let (from, to) = (samples[index - start - 1], samples[index - start]);
        from + *part as f32 * (to - from)
    }));
    fill(strips, samples, &passed, (&cuts.index, start), ends);
    strips.passed = passed;
}

fn fill(
    strips: &mut Strips,
    samples: &[f32],
    passed: &[f32],
    (index, start): (&[usize], usize),
    ends: [f32; 2],
) {
    let (columns, per_px) = (strips.columns, strips.per_px);
    let (mut lowest, mut highest) = (f32::INFINITY, f32::NEG_INFINITY);
    let (mut before, mut from) = (passed[0], index[0] - start);
    let cuts = passed[1..].chunks_exact(per_px).zip(index[1..].chunks_exact(per_px));
    for (column, (passed, index)) in cuts.enumerate() {
        for (phase, (after, index)) in passed.iter().zip(index).enumerate() {
            let (after, to) = (*after, index - start);
            let (mut low, mut high) = if before < after { (before, after) } else { (after, before) };
            for row in &samples[from..to] {
                low = if *row < low { *row } else { low };
                high = if *row > high { *row } else { high };
            }
            let cut = |row: f32| {
                if row < ends[0] {
                    ends[0]
                } else if row > ends[1] {
                    ends[1]
                } else {
                    row
                }
            };
            (low, high) = (cut(low), cut(high));
            lowest = if low < lowest { low } else { lowest };
            highest = if high > highest { high } else { highest };
            let place = phase * columns + column;
            (strips.low[place], strips.high[place]) = (low, high);
            (before, from) = (after, to);
        }
    }
    strips.rows = [lowest, highest];
    strips.is_broken = false;
}

/// Whether rows are near enough for single precision.
pub(super) fn are_near(rows: [f64; 2]) -> bool {
    rows.iter().all(|row| row.abs() <= FARTHEST_ROW)
}
