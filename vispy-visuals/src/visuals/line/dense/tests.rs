//! Tests of pieces: which there are, and from where they are seen.

use std::sync::OnceLock;

use vispy_gloo::{Rect, RenderTarget};

use super::super::{LineStyle, emit::Emission};
use super::*;
use crate::samples::Samples;
use crate::transforms::{ChainTransform, StTransform};
use crate::view::View;

/// A view of 100 x 100 pixels of `count` samples between -1 and 1.
fn view(count: usize) -> View {
    let map =
        StTransform::new(glam::DVec3::new(100.0 / count as f64, 50.0, 1.0), glam::DVec3::new(0.0, 50.0, 0.0));
    View {
        framebuffer_from_visual: ChainTransform::new([std::sync::Arc::new(map) as _]),
        clip: Rect::new(0, 0, 100, 100),
        ..View::of_canvas(RenderTarget::canvas(100, 100), 1.0)
    }
}

fn pieces(line: &Line) -> Pieces {
    let mut emission = Emission::default();
    line.emit_round(&view(line.len()), 0.0, &mut emission);
    emission.pieces
}

fn highest(pieces: &Pieces) -> f32 {
    pieces.ends.iter().map(|[_, a, _, b]| a.max(*b)).fold(f32::MIN, f32::max)
}

fn line(values: Vec<f32>) -> Line {
    Line::new(Samples::uniform(0.0, 1.0, values.len()), values, LineStyle::default()).unwrap()
}

#[test]
fn a_wrong_tree_gives_a_wrong_picture() {
    let count = 2_000_000;
    let mut values = vec![0.0; count];
    let wrong = SignalTree::new(&Samples::from(values.clone()));
    values[1_234_567] = 0.8;
    let mut spike = line(values);
    assert!((highest(&pieces(&spike)) - 90.0).abs() < 0.01, "the spike is drawn");
    spike.tree = OnceLock::from(wrong);
    assert_eq!(highest(&pieces(&spike)), 50.0, "the tree is what says so");
}

#[test]
fn pieces_are_few_however_many_samples_there_are() {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 23) as f32 - 1.0
    };
    let noise: Vec<f32> = (0..1_000_000).map(|_| next()).collect();
    let pieces = pieces(&line(noise));
    // Bins reach a little beyond what is seen.
    assert!((100..115).contains(&pieces.bins.len()), "{} bins", pieces.bins.len());
    // New extremes of 10,000 samples, from both sides: 4 ln(10,000) = 37.
    assert!((2_000..5_000).contains(&pieces.ends.len()), "{} pieces", pieces.ends.len());
    let height: f32 = pieces.ends.iter().map(|[_, a, _, b]| (a - b).abs()).sum();
    assert!(height < 2.01 * 100.0 * 110.0, "twice the height of each bin: {height}");
}

#[test]
fn a_straight_line_is_a_piece_a_bin_and_side() {
    let ramp = (0..10_000).map(|i| i as f32 / 5_000.0 - 1.0).collect();
    let pieces = pieces(&line(ramp));
    assert!(pieces.ends.len() <= 2 * pieces.bins.len(), "{} pieces", pieces.ends.len());
    for [ax, ay, bx, by] in &pieces.ends {
        assert!((ax - ay).abs() < 0.01 && (bx - by).abs() < 0.01, "x and y are the same number of pixels");
    }
}

#[test]
fn whole_leaves_are_looked_at_without_their_samples() {
    let count = 4_000_000;
    let wave = |i: usize| (i as f32 / 100_000.0).sin();
    let seen = line((0..count).map(wave).collect());
    let expected = pieces(&seen);
    // The same tree over samples that are anything: nobody may look at them.
    let mut unseen = line(vec![0.25; count]);
    let Line { tree, .. } = seen;
    unseen.tree = tree;
    assert_eq!(pieces(&unseen).ends, expected.ends);
}
