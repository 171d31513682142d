//! Dense signals: the picture made of extremes against the picture of all samples.
//!
//! The reference draws every segment in real arithmetic. A quarter of a pixel is what the level of detail may move a
//! segment by, so that coverage may differ by a quarter; what may not happen is that something is missing or too much.

use std::sync::Arc;

use glam::{DVec2, DVec3};
use vispy_visuals::glam;
use vispy_visuals::samples::Samples;
use vispy_visuals::transforms::{ChainTransform, LogTransform, StTransform, SymlogTransform, Transform};
use vispy_visuals::visuals::{Line, LineStyle};

use crate::reference::round_line;
use crate::support::{Picture, Stage, data_view, with_map};

const WHITE: [f32; 4] = [1.0; 4];
const SIZE: [usize; 2] = [160, 100];

/// Numbers that look random and are the same every time, in -1..1.
pub(crate) fn noise(count: usize) -> Vec<f64> {
    let mut state = 12345_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state >> 8) / f64::from(1_u32 << 23) - 1.0
    };
    (0..count).map(|_| next()).collect()
}

fn random_walk(count: usize) -> Vec<f64> {
    let mut at = 0.0;
    let walk: Vec<f64> = noise(count)
        .into_iter()
        .map(|step| {
            at += step;
            at
        })
        .collect();
    let most = walk.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    walk.iter().map(|value| value / most).collect()
}

fn signals() -> Vec<(&'static str, Vec<f64>)> {
    const COUNT: usize = 60_000;
    let square = (0..COUNT).map(|i| if (i / 777) % 2 == 0 { 0.8 } else { -0.8 }).collect();
    let mut spikes: Vec<f64> = noise(COUNT).iter().map(|value| value * 0.02).collect();
    for i in (0..COUNT).step_by(4_001) {
        spikes[i] = if i % 2 == 0 { 0.95 } else { -0.95 };
    }
    let mut gaps = random_walk(COUNT);
    for start in (500..COUNT).step_by(3_000) {
        gaps[start..start + 700].fill(f64::NAN);
    }
    // Single samples between gaps.
    for i in (20_000..26_000).step_by(1_000) {
        gaps[i - 400..i].fill(f64::NAN);
        gaps[i + 1..i + 400].fill(f64::NAN);
    }
    vec![
        ("random walk", random_walk(COUNT)),
        ("white noise", noise(COUNT)),
        ("square wave", square),
        ("spikes", spikes),
        ("gaps", gaps),
    ]
}

/// What a picture has to do with its reference.
#[derive(Debug, Clone, Copy)]
struct Difference {
    /// The largest difference of coverage, in 255ths.
    worst: f64,
    /// Share of pixels that differ by more than 2/255.
    share: f64,
    /// Pixels more than half covered by the reference, and not covered.
    missing: usize,
    /// Pixels covered, more than two pixels from everything that the reference covers.
    too_much: usize,
}

fn difference(picture: &Picture, reference: &[f64]) -> Difference {
    let [width, height] = SIZE;
    let found: Vec<f64> =
        picture.data.chunks_exact(4).map(|pixel| 1.0 - f64::from(pixel[0]) / 255.0).collect();
    let near = |index: usize| {
        let (x, y) = (index % width, index / width);
        let columns = x.saturating_sub(1)..(x + 2).min(width);
        columns
            .flat_map(|x| (y.saturating_sub(1)..(y + 2).min(height)).map(move |y| y * width + x))
            .any(|index| reference[index] > 0.0)
    };
    let pairs = || found.iter().zip(reference);
    Difference {
        worst: pairs().map(|(a, b)| (a - b).abs() * 255.0).fold(0.0, f64::max),
        share: pairs().filter(|(a, b)| (*a - *b).abs() * 255.0 > 2.0).count() as f64 / found.len() as f64,
        missing: pairs().filter(|(a, b)| **b > 0.5 && **a < 0.2).count(),
        too_much: (0..found.len()).filter(|index| found[*index] > 0.01 && !near(*index)).count(),
    }
}

/// Draws a signal over `range` of its samples, and compares with all of its samples.
fn compare(stage: &mut Stage, y: &[f64], range: [f64; 2], width_px: f32) -> (Picture, Difference) {
    let view = data_view(stage.target, range, [-1.05, 1.05]);
    let style = LineStyle { width_px, ..LineStyle::default() };
    let mut line = Line::new(Samples::uniform(0.0, 1.0, y.len()), y.to_vec(), style).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
    let points: Vec<DVec2> = y.iter().enumerate().map(|(i, y)| view.map(DVec2::new(i as f64, *y))).collect();
    let reference = round_line(&points, f64::from(width_px), SIZE);
    let difference = difference(&picture, &reference);
    (picture, difference)
}

#[test]
fn nothing_is_missing_and_nothing_is_too_much() {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    for (name, y) in signals() {
        let count = y.len() as f64;
        let zooms = [[0.0, count], [0.31 * count, 0.52 * count], [0.31 * count, 0.34 * count], [3e4, 3.04e4]];
        for range in zooms {
            let (picture, found) = compare(&mut stage, &y, range, 1.5);
            let per_px = (range[1] - range[0]) / SIZE[0] as f64;
            println!(
                "{name}, {per_px:.1} samples a pixel: worst {:.0}/255, {:.2} % above 2/255",
                found.worst,
                found.share * 100.0
            );
            picture.save(&format!("lod_{}_{per_px:.0}", name.replace(' ', "_")));
            let what = format!("{name}, {per_px:.1} samples a pixel: {found:?}");
            assert_eq!((found.missing, found.too_much), (0, 0), "{what}");
            // A quarter of a pixel, and what rounding adds.
            assert!(found.worst <= 0.25 * 255.0 + 2.0, "{what}");
            assert!(found.share <= 0.02, "few pixels differ at all: {what}");
            if per_px < 16.0 {
                assert!(found.worst <= 2.0, "all samples are drawn: {what}");
            }
        }
    }
}

#[test]
fn a_missing_extreme_would_be_seen() {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    let (_, mut y) = signals().swap_remove(3);
    let view = data_view(stage.target, [0.0, y.len() as f64], [-1.05, 1.05]);
    let points: Vec<DVec2> = y.iter().enumerate().map(|(i, y)| view.map(DVec2::new(i as f64, *y))).collect();
    let reference = round_line(&points, 1.5, SIZE);
    // What a tree that forgets one sample would draw.
    y[4_001 * 7] = 0.0;
    let mut line = Line::new(Samples::uniform(0.0, 1.0, y.len()), y, LineStyle::default()).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
    assert!(difference(&picture, &reference).missing > 20, "this test sees a missing spike");
}

#[test]
fn a_reversed_axis_gives_the_mirrored_picture() {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    for (name, y) in signals() {
        let count = y.len() as f64;
        for [a, b] in [[0.0, count], [0.31 * count, 0.34 * count], [3e4, 3.01e4]] {
            let mut draw = |x: [f64; 2], y_limits: [f64; 2]| {
                let x_samples = Samples::uniform(0.0, 1.0, y.len());
                let mut line = Line::new(x_samples, y.clone(), LineStyle::default()).unwrap();
                let view = data_view(stage.target, x, y_limits);
                stage.draw(WHITE, &mut [(&mut line, &view)])
            };
            let (plain, mirrored) = (draw([a, b], [-1.0, 1.0]), draw([b, a], [-1.0, 1.0]));
            let upside_down = draw([a, b], [1.0, -1.0]);
            let (width, height) = (plain.width, plain.height);
            let mut differing = [0, 0];
            for y in 0..height {
                for x in 0..width {
                    let here = plain.pixel(x, y)[0];
                    let others = [mirrored.pixel(width - 1 - x, y), upside_down.pixel(x, height - 1 - y)];
                    for (count, other) in differing.iter_mut().zip(others) {
                        *count += usize::from(here.abs_diff(other[0]) > 2);
                    }
                }
            }
            assert_eq!(differing, [0, 0], "{name} from {a} to {b}");
        }
    }
}

#[test]
fn clusters_of_samples_are_as_exact_as_even_ones() {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    // Bursts of samples far denser than pixels, several at one x, and nothing between them.
    let noise = noise(40_000);
    let x: Vec<f64> = (0..40_000)
        .map(|i| {
            let burst = f64::from(i / 4_000);
            let inside = f64::from(i % 4_000) / 4_000.0;
            burst + if i % 3 == 0 { inside } else { (inside * 50.0).floor() / 50.0 } * 0.01 * (burst + 1.0)
        })
        .collect();
    let mut order: Vec<usize> = (0..x.len()).collect();
    order.sort_by(|a, b| x[*a].total_cmp(&x[*b]));
    let x: Vec<f64> = order.iter().map(|index| x[*index]).collect();
    for range in [[0.0, 10.0], [2.9, 4.2], [4.999, 5.01]] {
        let view = data_view(stage.target, range, [-1.05, 1.05]);
        let style = LineStyle { width_px: 1.5, ..LineStyle::default() };
        let mut line = Line::new(x.clone(), noise.clone(), style).unwrap();
        let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
        let points: Vec<DVec2> = x.iter().zip(&noise).map(|(x, y)| view.map(DVec2::new(*x, *y))).collect();
        let found = difference(&picture, &round_line(&points, 1.5, SIZE));
        println!("clusters over {range:?}: {found:?}");
        assert_eq!((found.missing, found.too_much), (0, 0), "{range:?}: {found:?}");
        assert!(found.worst <= 0.25 * 255.0 + 2.0, "{range:?}: {found:?}");
    }
}

#[test]
fn a_hundred_million_evenly_spaced_numbers_are_a_straight_line() {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    let count = 100_000_000;
    let x = Samples::uniform_i64(0, 10, count);
    let mut line = Line::new(x, Samples::uniform(-1.0, 2e-8, count), LineStyle::default()).unwrap();
    let view = data_view(stage.target, [0.0, 1e9], [-1.05, 1.05]);
    let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
    let ends = [view.map(DVec2::new(0.0, -1.0)), view.map(DVec2::new(1e9, 1.0))];
    let found = difference(&picture, &round_line(&ends, 1.5, SIZE));
    assert!(found.worst <= 2.0, "{found:?}");
}

/// Draws a signal through a bent axis, and compares with all of its samples.
fn compare_bent(
    stage: &mut Stage,
    [x, y]: [&[f64]; 2],
    bend: impl Transform + 'static,
    seen: [[f64; 2]; 2],
) -> (Picture, Difference) {
    let size = DVec2::new(SIZE[0] as f64, SIZE[1] as f64);
    let from = [0, 1].map(|end| bend.map(DVec2::new(seen[0][end], seen[1][end]).extend(0.0)).truncate());
    let pixels = StTransform::from_mapping(from, [DVec2::ZERO, size]).unwrap();
    let chain = ChainTransform::new([Arc::new(pixels) as _, Arc::new(bend) as _]);
    let view = with_map(stage.target, chain);
    let mut line = Line::new(x.to_vec(), y.to_vec(), LineStyle::default()).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
    let points: Vec<DVec2> = x.iter().zip(y).map(|(x, y)| view.map(DVec2::new(*x, *y))).collect();
    let reference = round_line(&points, 1.5, SIZE);
    for (i, (p, r)) in picture.data.chunks_exact(4).zip(&reference).enumerate() { let f = 1.0 - f64::from(p[0]) / 255.0; if (f - r).abs() > 0.01 { println!("DBG {} {} {f:.3} {r:.3}", i % SIZE[0], i / SIZE[0]); } }
    let difference = difference(&picture, &reference);
    (picture, difference)
}

#[test]
fn bent_axes_lose_nothing_either() {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    let log = |x: f64, y: f64| LogTransform::new(DVec3::new(x, y, 0.0)).unwrap();
    let symlog = |x: f64, y: f64| SymlogTransform::new(DVec3::new(x, y, 0.0)).unwrap();
    for (name, signal) in signals() {
        let count = signal.len() as f64;
        let even: Vec<f64> = (0..signal.len()).map(|i| i as f64).collect();
        // Over six decades, and both signs.
        let powers: Vec<f64> = signal.iter().map(|value| 10f64.powf(3.0 * value)).collect();
        let signed: Vec<f64> = signal.iter().map(|value| 1000.0 * value.powi(3)).collect();
        let mut pictures = Vec::new();
        let mut add = |axes: &str, pair: (Picture, Difference)| pictures.push((axes.to_owned(), pair));
        let [all, part] = [[0.0, count], [0.31 * count, 0.52 * count]];
        add("log y", compare_bent(&mut stage, [&even, &powers], log(0.0, 10.0), [all, [5e-4, 2e3]]));
        add("log y, a part", compare_bent(&mut stage, [&even, &powers], log(0.0, 10.0), [part, [1e-1, 1e2]]));
        if !["white noise", "spikes"].contains(&name) {
            add(
                "log y, both signs",
                compare_bent(&mut stage, [&even, &signal], log(0.0, 10.0), [all, [1e-3, 1.5]]),
            );
        }
        add(
            "log x",
            compare_bent(&mut stage, [&even, &signal], log(10.0, 0.0), [[1.0, count], [-1.05, 1.05]]),
        );
        add(
            "log x and y",
            compare_bent(&mut stage, [&even, &powers], log(10.0, 10.0), [[100.0, 1e4], [5e-4, 2e3]]),
        );
        add(
            "symlog y",
            compare_bent(&mut stage, [&even, &signed], symlog(0.0, 1.0), [all, [-1500.0, 1500.0]]),
        );
        let centred: Vec<f64> = even.iter().map(|x| x - count / 2.0).collect();
        add(
            "symlog x",
            compare_bent(
                &mut stage,
                [&centred, &signal],
                symlog(10.0, 0.0),
                [[-count, count], [-1.05, 1.05]],
            ),
        );
        for (axes, (picture, found)) in pictures {
            println!(
                "{name}, {axes}: worst {:.0}/255, {:.2} % above 2/255",
                found.worst,
                found.share * 100.0
            );
            picture.save(&format!("lod_{name}_{axes}").replace([' ', ','], "_"));
            let what = format!("{name}, {axes}: {found:?}");
            assert_eq!((found.missing, found.too_much), (0, 0), "{what}");
            assert!(found.worst <= 0.25 * 255.0 + 2.0, "{what}");
            // The walk is steeper here than on linear axes: more of its pixels are edges.
            assert!(found.share <= 0.025, "few pixels differ at all: {what}");
        }
    }
}

#[test]
fn a_logarithmic_axis_draws_no_more_than_a_linear_one() {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    // Half of the samples are gaps on this axis; a frame that looked at each of them would take far too long.
    let count = 20_000_000;
    let y: Vec<f32> = (0..count).map(|i| if i % 2 == 0 { 1.0 + (i % 1000) as f32 } else { -1.0 }).collect();
    let log = LogTransform::new(DVec3::new(0.0, 10.0, 0.0)).unwrap();
    let pixels = StTransform::new(DVec3::new(SIZE[0] as f64 / count as f64, 30.0, 1.0), DVec3::ZERO);
    let chain = ChainTransform::new([Arc::new(pixels) as _, Arc::new(log) as _]);
    let view = with_map(stage.target, chain);
    let mut line = Line::new(Samples::uniform(0.0, 1.0, count), y, LineStyle::default()).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
    for x in [0, 80, 159] {
        let dark = (0..picture.height).filter(|y| picture.pixel(x, *y)[0] < 128).count();
        // From log10(1) to log10(1000), 30 px a decade.
        assert!((88..=92).contains(&dark), "column {x} has {dark} dark pixels");
    }
}
