//! Dense signals: the picture made of a few parts against the picture of all samples.
//!
//! The reference draws every segment in real arithmetic. Hardly a pixel may differ from it by more than 2/255, none by more
//! than 32/255, and nothing may be lit that it leaves dark.

use std::sync::Arc;

use glam::{DVec2, DVec3};
use vispy_visuals::coordinate::Reference;
use vispy_visuals::samples::Samples;
use vispy_visuals::transforms::{ChainTransform, LogTransform, StTransform, SymlogTransform, Transform};
use vispy_visuals::visuals::{Line, LineStyle};
use vispy_visuals::{Device, Strategy, glam};

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

pub(crate) fn random_walk(count: usize) -> Vec<f64> {
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

pub(crate) const COUNT: usize = 60_000;

pub(crate) fn square_wave() -> Vec<f64> {
    (0..COUNT).map(|i| if (i / 777) % 2 == 0 { 0.8 } else { -0.8 }).collect()
}

pub(crate) fn spikes() -> Vec<f64> {
    let mut spikes: Vec<f64> = noise(COUNT).iter().map(|value| value * 0.02).collect();
    for i in (0..COUNT).step_by(4_001) {
        spikes[i] = if i % 2 == 0 { 0.95 } else { -0.95 };
    }
    spikes
}

pub(crate) fn gaps() -> Vec<f64> {
    let mut gaps = random_walk(COUNT);
    for start in (500..COUNT).step_by(3_000) {
        gaps[start..start + 700].fill(f64::NAN);
    }
    // Single samples between gaps.
    for i in (20_000..26_000).step_by(1_000) {
        gaps[i - 400..i].fill(f64::NAN);
        gaps[i + 1..i + 400].fill(f64::NAN);
    }
    gaps
}

/// Noise of which every few samples, never as many, one is missing.
pub(crate) fn riddled_noise() -> Vec<f64> {
    let mut noise = noise(COUNT);
    let mut at = 0;
    while at < COUNT {
        noise[at] = f64::NAN;
        at += 2 + (at * 7919) % 23;
    }
    noise
}

/// A smooth curve: hardly a sample leaves the line through its neighbours.
pub(crate) fn chirp() -> Vec<f64> {
    (0..COUNT).map(|i| 0.9 * (i as f64 / 12_000.0).powi(3).sin()).collect()
}

fn signals() -> Vec<(&'static str, Vec<f64>)> {
    vec![
        ("random walk", random_walk(COUNT)),
        ("white noise", noise(COUNT)),
        ("square wave", square_wave()),
        ("spikes", spikes()),
        ("gaps", gaps()),
    ]
}

/// What a picture has to do with its reference.
#[derive(Debug, Clone, Copy)]
struct Difference {
    /// The largest difference of coverage, in 255ths.
    worst: f64,
    /// Share of pixels that differ by more than 2/255.
    share: f64,
    /// Pixels that are lit and that the reference leaves dark.
    too_much: usize,
}

impl Difference {
    fn check(self, what: &str) {
        println!("{what}: worst {:.1}/255, {:.3} % above 2/255", self.worst, self.share * 100.0);
        assert!(self.share <= 0.001 && self.worst <= 32.0 && self.too_much == 0, "{what}: {self:?}");
    }
}

fn difference(picture: &Picture, reference: &[f64]) -> Difference {
    let found: Vec<f64> =
        picture.data.chunks_exact(4).map(|pixel| 1.0 - f64::from(pixel[0]) / 255.0).collect();
    let pairs = || found.iter().zip(reference);
    Difference {
        worst: pairs().map(|(a, b)| (a - b).abs() * 255.0).fold(0.0, f64::max),
        share: pairs().filter(|(a, b)| (*a - *b).abs() * 255.0 > 2.0).count() as f64 / found.len() as f64,
        too_much: pairs().filter(|(a, b)| **b == 0.0 && **a * 255.0 > 1.5).count(),
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

/// Views of each signal that are compared.
pub(crate) const VIEWS: usize = 200;

/// Compares views of a signal: all of it, and random parts at random widths.
fn compare_views(name: &str, y: &[f64], views: usize) {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    let count = y.len() as f64;
    let mut random = noise(3 * views + name.len()).split_off(name.len()).into_iter().map(f64::abs);
    let mut next = || random.next().unwrap();
    for view in 0..views {
        // From 50 samples on, each size as likely as any other.
        let span = if view == 0 { count } else { 50.0 * (count / 50.0).powf(next()) };
        let start = next() * (count - span);
        let width_px = (1.0 + 4.0 * next()) as f32;
        for strategy in [Strategy::Brute, Strategy::Lod] {
            stage.set_strategy(strategy);
            let (picture, found) = compare(&mut stage, y, [start, start + span], width_px);
            if view < 2 {
                picture.save(&format!("{}_{}_{view}", strategy.name(), name.replace(' ', "_")));
            }
            let (per_px, way) = (span / SIZE[0] as f64, strategy.name());
            found.check(&format!("{name}, {per_px:.1} samples a pixel from {start}, {width_px} px, {way}"));
        }
    }
}

#[test]
pub(crate) fn random_walks_are_those_of_all_samples() {
    compare_views("random walk", &random_walk(COUNT), VIEWS);
}

#[test]
fn white_noise_is_that_of_all_samples() {
    compare_views("white noise", &noise(COUNT), VIEWS);
}

#[test]
pub(crate) fn square_waves_and_spikes_are_those_of_all_samples() {
    compare_views("square wave", &square_wave(), VIEWS);
    compare_views("spikes", &spikes(), VIEWS);
    let mut spike = vec![0.0; COUNT];
    spike[COUNT / 3] = 1.0;
    compare_views("one spike", &spike, VIEWS);
}

#[test]
pub(crate) fn gaps_are_those_of_all_samples() {
    compare_views("gaps", &gaps(), VIEWS);
    compare_views("riddled noise", &riddled_noise(), VIEWS);
}

#[test]
fn plain_signals_are_those_of_all_samples() {
    compare_views("chirp", &chirp(), VIEWS);
    compare_views("constant", &vec![0.25; COUNT], VIEWS);
    compare_views("two samples", &[-0.8, 0.9], VIEWS);
}

#[test]
fn millions_of_samples_are_drawn_as_all_of_them() {
    let mut walk = random_walk(3_000_000);
    walk[1_234_567] = 1.0;
    compare_views("long random walk", &walk, 3);
}

#[test]
fn drivers_that_draw_segments_themselves_draw_the_same() {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    Device::with(&mut stage.ctx, |_, device| {
        device.set_rasterizing(false);
        Ok::<_, vispy_visuals::Error>(())
    })
    .unwrap();
    for (name, y) in signals() {
        let count = y.len() as f64;
        for range in [[0.0, count], [0.31 * count, 0.52 * count]] {
            let (_, found) = compare(&mut stage, &y, range, 1.5);
            found.check(&format!("{name} over {range:?}, drawn by the driver"));
        }
    }
}

#[test]
fn a_window_of_a_growing_signal_is_that_of_its_samples() {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    let y = noise(COUNT + 30_000);
    // Time stamps, which no double holds.
    let origin = 1_700_000_000_000_000_001_i64;
    let stamps = |start: usize, end: usize| -> Vec<i64> { (start..end).map(|i| origin + i as i64).collect() };
    let style = LineStyle { width_px: 2.0, ..LineStyle::default() };
    let mut line = Line::new(stamps(0, COUNT), y[..COUNT].to_vec(), style).unwrap();
    line.set_references(Reference::I64(origin), Reference::F64(0.0));
    let mut start = 0;
    for dropped in [0, 7_000, 13, 22_987] {
        start += dropped;
        let end = start + COUNT;
        line.release_data();
        line.extend_data(stamps(start, end), y[start..end].to_vec(), dropped).unwrap();
        for range in [[start as f64, end as f64], [start as f64 + 9e3, start as f64 + 2e4]] {
            let view = data_view(stage.target, range, [-1.05, 1.05]);
            let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
            let points: Vec<DVec2> = (start..end).map(|i| view.map(DVec2::new(i as f64, y[i]))).collect();
            let found = difference(&picture, &round_line(&points, 2.0, SIZE));
            found.check(&format!("a window from {start}, {range:?}"));
        }
    }
}

#[test]
fn a_missing_extreme_would_be_seen() {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    let mut y = spikes();
    let view = data_view(stage.target, [0.0, y.len() as f64], [-1.05, 1.05]);
    let points: Vec<DVec2> = y.iter().enumerate().map(|(i, y)| view.map(DVec2::new(i as f64, *y))).collect();
    let reference = round_line(&points, 1.5, SIZE);
    // What a tree that forgets one sample would draw.
    y[4_001 * 7] = 0.0;
    let mut line = Line::new(Samples::uniform(0.0, 1.0, y.len()), y, LineStyle::default()).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut line, &view)]);
    assert!(difference(&picture, &reference).worst > 200.0, "this test sees a missing spike");
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
        found.check(&format!("clusters over {range:?}"));
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
        add(
            "log y, both signs",
            compare_bent(&mut stage, [&even, &signal], log(0.0, 10.0), [all, [1e-3, 1.5]]),
        );
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
            picture.save(&format!("lod_{name}_{axes}").replace([' ', ','], "_"));
            found.check(&format!("{name}, {axes}"));
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
