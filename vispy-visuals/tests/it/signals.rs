//! Many signals in one visual, against each of their channels drawn with all of its samples in real arithmetic.

use std::sync::Arc;

use glam::DVec2;
use vispy_visuals::color::Color;
use vispy_visuals::samples::{Samples, Strided};
use vispy_visuals::visuals::{ChannelStyle, Signals, SignalsStyle};
use vispy_visuals::{Progress, Strategy, View, Visual as _, glam};

use crate::level_of_detail::{
    COUNT, VIEWS, chirp, gaps, noise, random_walk, riddled_noise, spikes, square_wave,
};
use crate::reference::round_line;
use crate::support::{Picture, Stage, data_view};

const SIZE: [usize; 2] = [160, 100];
const WHITE: [f32; 4] = [1.0; 4];

fn channels(values: &[Vec<f64>]) -> Vec<Strided> {
    values.iter().map(|values| Strided::from(Samples::from(values.clone()))).collect()
}

fn colors() -> [Color; 4] {
    [[0.8, 0.1, 0.1, 1.0], [0.1, 0.5, 0.2, 0.6], [0.1, 0.2, 0.9, 1.0], [0.0, 0.0, 0.0, 0.3]]
        .map(|[r, g, b, a]| Color::rgba(r, g, b, a))
}

/// What channels look like when each of their segments is drawn.
fn reference(values: &[Vec<f64>], styles: &[ChannelStyle], view: &View, width_px: f32) -> Vec<[f64; 3]> {
    let mut picture = vec![[1.0; 3]; SIZE[0] * SIZE[1]];
    for (values, style) in values.iter().zip(styles).filter(|(_, style)| style.visible) {
        let point = |(i, v): (usize, &f64)| view.map(DVec2::new(i as f64, style.offset + style.gain * v));
        let points: Vec<DVec2> = values.iter().enumerate().map(point).collect();
        let [r, g, b, alpha] = style.color.to_rgba().map(f64::from);
        for (pixel, covered) in picture.iter_mut().zip(round_line(&points, f64::from(width_px), SIZE)) {
            for (value, color) in pixel.iter_mut().zip([r, g, b]) {
                *value += (color - *value) * alpha * covered;
            }
        }
    }
    picture
}

/// How a picture differs from its reference.
#[derive(Debug, Clone, Copy)]
struct Difference {
    /// The largest difference, in 255ths.
    worst: f64,
    /// Share of pixels that differ by more than 2/255.
    share: f64,
    /// Pixels that are lit and that the reference leaves white.
    too_much: usize,
}

impl Difference {
    fn of(picture: &Picture, reference: &[[f64; 3]]) -> Self {
        let pairs = || picture.data.chunks_exact(4).zip(reference);
        let differ = |(pixel, wanted): (&[u8], &[f64; 3])| {
            let each =
                pixel.iter().zip(wanted).map(|(found, wanted)| (f64::from(*found) - 255.0 * wanted).abs());
            each.fold(0.0, f64::max)
        };
        Self {
            worst: pairs().map(differ).fold(0.0, f64::max),
            share: pairs().filter(|pair| differ(*pair) > 2.0).count() as f64 / reference.len() as f64,
            too_much: pairs().filter(|pair| *pair.1 == [1.0; 3] && differ(*pair) > 1.5).count(),
        }
    }

    fn check(self, what: &str) {
        println!("{what}: worst {:.1}/255, {:.3} % above 2/255", self.worst, self.share * 100.0);
        assert!(self.share <= 0.001 && self.worst <= 32.0 && self.too_much == 0, "{what}: {self:?}");
    }
}

fn signals_of(values: &[Vec<f64>], styles: &[ChannelStyle], width_px: f32) -> Signals {
    let x = Samples::uniform(0.0, 1.0, values[0].len());
    let mut signals = Signals::new(x, channels(values), SignalsStyle { width_px }).unwrap();
    signals.set_channel_styles(|channel| styles[channel]).unwrap();
    signals
}

/// Compares views of one channel: all of it, and random parts at random widths.
fn compare_views(name: &str, y: &[f64], views: usize) {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    let count = y.len() as f64;
    let mut random = noise(3 * views + name.len()).split_off(name.len()).into_iter().map(f64::abs);
    let mut next = || random.next().unwrap();
    for view in 0..views {
        let span = if view == 0 { count } else { 50.0 * (count / 50.0).powf(next()) };
        let start = next() * (count - span);
        let width_px = (1.0 + 4.0 * next()) as f32;
        let values = [y.to_vec()];
        let seen = data_view(stage.target, [start, start + span], [-1.05, 1.05]);
        let reference = reference(&values, &[ChannelStyle::default()], &seen, width_px);
        for strategy in [Strategy::Brute, Strategy::Lod] {
            stage.set_strategy(strategy);
            let mut signals = signals_of(&values, &[ChannelStyle::default()], width_px);
            signals.settle();
            let picture = stage.draw(WHITE, &mut [(&mut signals, &seen)]);
            if view < 2 {
                picture.save(&format!("signals_{}_{}_{view}", strategy.name(), name.replace(' ', "_")));
            }
            let (per_px, way) = (span / SIZE[0] as f64, strategy.name());
            let what = format!("{name}, {per_px:.1} samples a pixel from {start}, {width_px} px, {way}");
            Difference::of(&picture, &reference).check(&what);
        }
    }
}

#[test]
fn walks_and_noise_are_those_of_all_samples() {
    compare_views("random walk", &random_walk(COUNT), VIEWS);
    compare_views("white noise", &noise(COUNT), VIEWS);
}

#[test]
fn waves_and_spikes_are_those_of_all_samples() {
    compare_views("square wave", &square_wave(), VIEWS);
    compare_views("spikes", &spikes(), VIEWS);
    compare_views("chirp", &chirp(), VIEWS);
    compare_views("constant", &vec![0.25; COUNT], VIEWS);
    compare_views("two samples", &[-0.8, 0.9], VIEWS);
}

#[test]
fn gaps_are_those_of_all_samples() {
    compare_views("gaps", &gaps(), VIEWS);
    compare_views("riddled noise", &riddled_noise(), VIEWS);
}

/// Six channels of all kinds.
fn mixed() -> Vec<Vec<f64>> {
    vec![random_walk(COUNT), noise(COUNT), square_wave(), spikes(), gaps(), chirp()]
}

fn stacked(count: usize, gain: f64) -> Vec<ChannelStyle> {
    let style = |channel: usize| ChannelStyle {
        color: colors()[channel % 4],
        offset: channel as f64,
        gain,
        ..ChannelStyle::default()
    };
    (0..count).map(style).collect()
}

#[test]
fn channels_over_each_other_are_composited_in_their_order() {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    let values = mixed();
    // Apart, overlapping, and all at one place.
    for (gain, spacing) in [(0.45, 1.0), (1.5, 1.0), (2.4, 0.0)] {
        let mut styles = stacked(values.len(), gain);
        for style in &mut styles {
            style.offset = if spacing > 0.0 { style.offset } else { 2.5 };
        }
        styles[1].visible = spacing > 0.0;
        for range in [[0.0, 6e4], [2.1e4, 2.4e4], [3e4, 3.05e4], [3e4, 3.001e4], [-9e3, 4e3]] {
            let view = data_view(stage.target, range, [-1.0, 6.0]);
            for strategy in [Strategy::Brute, Strategy::Lod] {
                stage.set_strategy(strategy);
                let mut signals = signals_of(&values, &styles, 1.5);
                signals.settle();
                let picture = stage.draw(WHITE, &mut [(&mut signals, &view)]);
                picture.save(&format!("signals_{}_stacked_{gain}_{}", strategy.name(), range[0]));
                let what = format!("stacked by {spacing}, gain {gain}, {range:?}, {}", strategy.name());
                Difference::of(&picture, &reference(&values, &styles, &view, 1.5)).check(&what);
            }
        }
    }
}

#[test]
fn reversed_axes_give_the_mirrored_picture() {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    let (values, styles) = (mixed(), stacked(6, 0.8));
    for [a, b] in [[0.0, 6e4], [2.1e4, 2.4e4], [3e4, 3.01e4]] {
        for limits in [([b, a], [-1.0, 6.0]), ([a, b], [6.0, -1.0])] {
            let mut signals = signals_of(&values, &styles, 2.0);
            signals.settle();
            let view = data_view(stage.target, limits.0, limits.1);
            let picture = stage.draw(WHITE, &mut [(&mut signals, &view)]);
            Difference::of(&picture, &reference(&values, &styles, &view, 2.0)).check(&format!("{limits:?}"));
        }
    }
}

/// Compares channels of which each sample lies between those of others with the same ones after each other, and with all of
/// their samples.
fn compare_orders(stage: &mut Stage, planes: &[Vec<f64>], range: [f64; 2]) {
    let len = planes[0].len();
    let planes: Vec<Vec<i16>> =
        planes.iter().map(|plane| plane.iter().map(|v| (v * 30_000.0) as i16).collect()).collect();
    let by_sample: Vec<i16> = (0..len).flat_map(|i| planes.iter().map(move |plane| plane[i])).collect();
    let by_channel: Vec<i16> = planes.iter().flatten().copied().collect();
    let styles = stacked(planes.len(), 1.0 / 30_000.0);
    let view = data_view(stage.target, range, [-1.2, planes.len() as f64 + 0.2]);
    let mut draw = |channels: Vec<Strided>| {
        let x = Samples::uniform(0.0, 1.0, len);
        let mut signals = Signals::new(x, channels, SignalsStyle { width_px: 1.5 }).unwrap();
        signals.set_channel_styles(|channel| styles[channel]).unwrap();
        signals.settle();
        stage.draw(WHITE, &mut [(&mut signals, &view)])
    };
    let picture = draw(Strided::interleaved(Arc::new(by_sample), planes.len()).unwrap());
    let other = draw(Strided::by_channel(Arc::new(by_channel), planes.len()).unwrap());
    assert!(picture.data == other.data, "the order in memory is not seen");
    let values: Vec<Vec<f64>> =
        planes.iter().map(|plane| plane.iter().map(|v| f64::from(*v)).collect()).collect();
    let what = format!("{len} samples, {range:?}");
    Difference::of(&picture, &reference(&values, &styles, &view, 1.5)).check(&what);
}

#[test]
fn channels_between_others_are_the_same() {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    let long = [random_walk(200_000), noise(200_000), random_walk(200_000)];
    for range in [[0.0, 2e5], [1e4, 1.2e5], [1e5, 1.01e5]] {
        compare_orders(&mut stage, &long, range);
    }
    // So short that nothing is known of them but their samples, in a few columns of pixels.
    let short = [spikes(), noise(COUNT), gaps()];
    for range in [[0.0, 6e4], [-1e6, 1e6]] {
        compare_orders(&mut stage, &short, range);
    }
}

#[test]
fn a_moving_view_of_channels_between_others_loses_no_extreme() {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    // One spike in each of many channels, which have no trees.
    const CHANNELS: usize = 64;
    let mut samples = vec![0_i16; CHANNELS * COUNT];
    for channel in 0..CHANNELS {
        samples[(channel * 811 + 137) * CHANNELS + channel] = 1;
    }
    let channels = Strided::interleaved(Arc::new(samples), CHANNELS).unwrap();
    let x = Samples::uniform(0.0, 1.0, COUNT);
    let mut signals = Signals::new(x, channels, SignalsStyle { width_px: 1.0 }).unwrap();
    let view = data_view(stage.target, [0.0, COUNT as f64], [-1.0, 2.0]);
    let moving = stage.draw(WHITE, &mut [(&mut signals, &view)]);
    // Row 50 is halfway up the spikes.
    let dark = |picture: &Picture| (0..SIZE[0]).map(|x| picture.data[(50 * SIZE[0] + x) * 4] < 128).collect();
    let found: Vec<bool> = dark(&moving);
    signals.settle();
    let other = data_view(stage.target, [0.0, COUNT as f64], [-1.0, 2.1]);
    stage.draw(WHITE, &mut [(&mut signals, &other)]);
    let wanted: Vec<bool> = dark(&stage.draw(WHITE, &mut [(&mut signals, &view)]));
    assert!(wanted.iter().filter(|dark| **dark).count() > 32, "spikes are seen: {wanted:?}");
    assert_eq!(found, wanted);
}

#[test]
fn x_may_be_any_numbers_in_order() {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    let noise = noise(COUNT);
    let mut x: Vec<f64> = noise.iter().map(|v| (v * 3.0).powi(3) * 1000.0).collect();
    x.sort_by(f64::total_cmp);
    let walk = random_walk(COUNT);
    for range in [[-2.7e4, 2.7e4], [-50.0, 90.0]] {
        let channels = channels(std::slice::from_ref(&walk));
        let mut signals = Signals::new(x.clone(), channels, SignalsStyle { width_px: 1.5 }).unwrap();
        signals.settle();
        let view = data_view(stage.target, range, [-1.05, 1.05]);
        let picture = stage.draw(WHITE, &mut [(&mut signals, &view)]);
        let points: Vec<DVec2> = x.iter().zip(&walk).map(|(x, y)| view.map(DVec2::new(*x, *y))).collect();
        let covered = round_line(&points, 1.5, SIZE);
        let wanted: Vec<[f64; 3]> = covered.iter().map(|covered| [1.0 - covered; 3]).collect();
        Difference::of(&picture, &wanted).check(&format!("{range:?}"));
    }
}

#[test]
fn a_moving_view_loses_no_extreme_and_settles_when_it_rests() {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    // So many that a frame has no time for all of their samples.
    let mut values = vec![noise(2000); 600];
    values.iter_mut().enumerate().for_each(|(i, values)| values.rotate_left(i * 37 % 2000));
    values[300][1000] = 30.0;
    let black = |channel| ChannelStyle { offset: channel as f64, ..ChannelStyle::default() };
    let styles: Vec<_> = (0..600).map(black).collect();
    let view = data_view(stage.target, [0.0, 2000.0], [-1.0, 600.0]);
    let mut signals = signals_of(&values, &styles, 1.0);
    let moving = stage.draw(WHITE, &mut [(&mut signals, &view)]);
    assert!(matches!(signals.progress(), Progress::Refining { .. }));
    let mut frames = 0;
    let mut still = stage.draw(WHITE, &mut [(&mut signals, &view)]);
    while signals.progress() != Progress::Settled {
        still = stage.draw(WHITE, &mut [(&mut signals, &view)]);
        frames += 1;
        assert!(frames < 1000, "it settles");
    }
    signals.settle();
    let other = data_view(stage.target, [0.0, 2000.0], [-1.0, 601.0]);
    stage.draw(WHITE, &mut [(&mut signals, &other)]);
    let patient = stage.draw(WHITE, &mut [(&mut signals, &view)]);
    assert!(still.data == patient.data, "the picture is that of a patient frame");
    let worst = moving.data.iter().zip(&still.data).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
    println!("worst {worst}/255 while moving, {frames} frames to settle");
    assert!(worst <= 64, "{worst}");
}

#[test]
fn nothing_and_nonsense_draw_nothing() {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    let view = data_view(stage.target, [0.0, 3.0], [-1.0, 1.0]);
    let white = |picture: Picture| picture.data.iter().all(|byte| *byte == 255);
    for values in [vec![], vec![f64::NAN; 3], vec![f64::INFINITY, f64::NAN, f64::NEG_INFINITY]] {
        let mut signals = signals_of(&[values], &[ChannelStyle::default()], 1.5);
        assert_eq!(signals.bounds(), None);
        assert!(white(stage.draw(WHITE, &mut [(&mut signals, &view)])));
    }
    let mut hidden = signals_of(&[vec![0.0; 3]], &[ChannelStyle::default()], -1.0);
    assert!(white(stage.draw(WHITE, &mut [(&mut hidden, &view)])));
    let mut dot = signals_of(&[vec![f64::NAN, 0.0, f64::NAN]], &[ChannelStyle::default()], 5.0);
    let picture = stage.draw(WHITE, &mut [(&mut dot, &view)]);
    let covered: f64 = picture.data.chunks_exact(4).map(|pixel| 1.0 - f64::from(pixel[0]) / 255.0).sum();
    // A disc of 5 px.
    assert!((covered - 19.63).abs() < 0.7, "{covered}");
    assert!(hidden.set_channel_style(1, ChannelStyle::default()).is_err());
    let style = ChannelStyle { gain: f64::NAN, ..ChannelStyle::default() };
    assert!(hidden.set_channel_style(0, style).is_err());
    let x = Samples::uniform(0.0, 1.0, 4);
    assert!(Signals::new(x, channels(&[vec![0.0; 3]]), SignalsStyle::default()).is_err());
}

#[test]
fn windows_of_growing_channels_are_those_of_their_samples() {
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    let all = [noise(COUNT * 2), random_walk(COUNT * 2)];
    let styles = stacked(2, 0.7);
    let mut signals: Option<Signals> = None;
    let (mut start, len) = (0, COUNT + 20_000);
    for dropped in [0, 7_000, 13, 22_987] {
        start += dropped;
        let values: Vec<Vec<f64>> = all.iter().map(|all| all[start..start + len].to_vec()).collect();
        let x = Samples::uniform(0.0, 1.0, len);
        match &mut signals {
            Some(signals) => {
                signals.release_data();
                signals.extend_data(x, channels(&values), dropped).unwrap();
            }
            none => *none = Some(signals_of(&values, &styles, 1.5)),
        }
        let signals = signals.as_mut().unwrap();
        signals.settle();
        for range in [[0.0, len as f64], [9e3, 2e4]] {
            let view = data_view(stage.target, range, [-1.0, 2.0]);
            let picture = stage.draw(WHITE, &mut [(signals, &view)]);
            let what = format!("a window from {start}, {range:?}");
            Difference::of(&picture, &reference(&values, &styles, &view, 1.5)).check(&what);
        }
    }
}

#[test]
fn the_sample_under_the_pointer_is_found() {
    let Some(stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    let mut values = vec![vec![0.0; COUNT]; 4];
    values[2][30_000] = 0.9;
    let signals = signals_of(&values, &stacked(4, 1.0), 1.5);
    let near = data_view(stage.target, [29_990.0, 30_010.0], [-1.0, 4.0]);
    let map = &near.framebuffer_from_visual;
    let found = signals.nearest(map, near.map(DVec2::new(30_000.0, 2.9)) - 1.0, 10.0).unwrap();
    assert_eq!((found.channel, found.index, found.value), (2, 30_000, 0.9));
    assert!((found.distance_px - 2f64.sqrt()).abs() < 1e-6);
    assert_eq!(signals.nearest(map, near.map(DVec2::new(30_000.0, 3.5)), 5.0), None);
    let far = data_view(stage.target, [0.0, 6e4], [-1.0, 4.0]);
    let found = signals.nearest(&far.framebuffer_from_visual, far.map(DVec2::new(3e4, 2.9)), 5.0).unwrap();
    assert_eq!((found.channel, found.index), (2, 30_000));
}

#[test]
fn logarithmic_axes_draw_channels_as_lines_do() {
    use vispy_visuals::transforms::{ChainTransform, LogTransform, StTransform, Transform};
    use vispy_visuals::visuals::{Line, LineStyle};
    let Some(mut stage) = Stage::new(SIZE[0] as u32, SIZE[1] as u32) else { return };
    let values: Vec<f64> = random_walk(COUNT).iter().map(|v| 10f64.powf(3.0 * v)).collect();
    let mut compare = |axes: [f64; 2], from: [[f64; 2]; 2]| {
        let bend = LogTransform::new(glam::DVec3::new(axes[0], axes[1], 0.0)).unwrap();
        let size = DVec2::new(SIZE[0] as f64, SIZE[1] as f64);
        let corners =
            [0, 1].map(|end| bend.map(glam::DVec3::new(from[0][end], from[1][end], 0.0)).truncate());
        let pixels = StTransform::from_mapping(corners, [DVec2::ZERO, size]).unwrap();
        let chain = ChainTransform::new([Arc::new(pixels) as _, Arc::new(bend) as _]);
        let view = crate::support::with_map(stage.target, chain);
        let style = ChannelStyle { gain: 2.0, offset: 0.1, ..ChannelStyle::default() };
        let mut signals = signals_of(std::slice::from_ref(&values), &[style], 1.5);
        signals.settle();
        let picture = stage.draw(WHITE, &mut [(&mut signals, &view)]);
        let y: Vec<f64> = values.iter().map(|v| 0.1 + 2.0 * v).collect();
        let mut line = Line::new(Samples::uniform(0.0, 1.0, COUNT), y, LineStyle::default()).unwrap();
        let wanted = stage.draw(WHITE, &mut [(&mut line, &view)]);
        let off = picture.data.iter().zip(&wanted.data).filter(|(a, b)| a.abs_diff(**b) > 2).count();
        assert!(off <= 4 * 16, "{axes:?}: {off}");
        assert!(picture.data.iter().any(|byte| *byte < 50), "something is drawn");
    };
    compare([0.0, 10.0], [[0.0, 6e4], [1e-2, 3e3]]);
    compare([10.0, 0.0], [[10.0, 6e4], [-100.0, 2.1e3]]);
}
