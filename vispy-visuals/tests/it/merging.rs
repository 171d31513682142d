//! Draws of several visuals become one where the picture stays the same: pictures with and without, and how many draws.

use std::sync::Arc;

use vispy_gloo::{Context, RenderTarget, Stats};
use vispy_visuals::color::Color;
use vispy_visuals::glam::{DVec2, DVec3};
use vispy_visuals::text::TextStyle;
use vispy_visuals::transforms::{ChainTransform, LogTransform, StTransform};
use vispy_visuals::vector::{Cap, Join};
use vispy_visuals::visuals::{
    Image, ImageData, ImageStyle, Line, LineStyle, Markers, MarkersStyle, Rectangle, Text,
};
use vispy_visuals::{Device, Error, View, Visual};

use crate::support::{Picture, Stage, draw_frame, pixel_view};

const WHITE: [f32; 4] = [1.0; 4];

/// Numbers that look random and are the same everywhere (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    /// 0 to 1.
    fn unit(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, most: usize) -> usize {
        (self.unit() * most as f64) as usize
    }

    fn color(&mut self) -> Color {
        let [r, g, b, a] = [(); 4].map(|()| self.unit() as f32);
        Color::rgb(r, g, b).with_alpha(0.2 + 0.8 * a)
    }

    /// A point of a target, or a little outside of it.
    fn point(&mut self, size: f64) -> DVec2 {
        DVec2::new(self.unit(), self.unit()) * 1.2 * size - 0.1 * size
    }

    fn line(&mut self, size: f64) -> Line {
        let center = self.point(size);
        let reach = [0.1, 0.1, 0.4, 3.0][self.below(4)] * size;
        let count = 2 + self.below(9);
        let points: Vec<DVec2> = (0..count).map(|_| center + (self.point(1.0) - 0.5) * reach).collect();
        let (join, cap) = [(Join::Round, Cap::Round), (Join::Miter, Cap::Square)][self.below(2)];
        let width_px = 0.5 + 8.0 * self.unit() as f32;
        Line::from_points(
            &points,
            LineStyle { color: self.color(), width_px, join, cap, ..LineStyle::default() },
        )
    }

    fn visual(&mut self, size: f64) -> Box<dyn Visual> {
        match self.below(10) {
            0..=2 => Box::new(self.line(size)),
            8 | 9 => {
                let center = self.point(size);
                let points = [(); 12].map(|()| center + 0.2 * (self.point(size) - 0.5 * size));
                let [x, y] = [0, 1].map(|axis| points.map(|point| point[axis]).to_vec());
                let size = 4.0 + 16.0 * self.unit() as f32;
                let style = MarkersStyle { size, face: self.color(), ..MarkersStyle::default() };
                Box::new(Markers::new(x, y, style).unwrap())
            }
            3 | 4 => {
                let corner = self.point(size);
                let other = corner + 0.4 * size * DVec2::new(self.unit(), self.unit());
                let rectangle = Rectangle::new(corner, other, self.color()).unwrap();
                let (width, radius) = (3.0 * self.unit() as f32, (6.0 * self.unit() - 3.0) as f32);
                Box::new(rectangle.with_border(self.color(), width).with_radius(radius))
            }
            5 | 6 => {
                let items = ["Merged", "gy", "W"].map(|text| (text, self.point(size)));
                let text = Text::many(items, TextStyle::new(8.0 + 20.0 * self.unit() as f32)).unwrap();
                Box::new(text.with_color(self.color()).with_angle(self.unit()))
            }
            _ => {
                let data = ImageData::rgba8(2, 2, (0..16).map(|i| i * 15).collect()).unwrap();
                let corner = self.point(size);
                let image = Image::new(data, ImageStyle::default()).unwrap();
                Box::new(image.with_extent(corner, corner + 0.3 * size).unwrap())
            }
        }
    }
}

fn set_merging(ctx: &mut Context, merging: bool) {
    Device::with(ctx, |_, device| {
        device.set_merging(merging);
        Ok::<_, Error>(())
    })
    .unwrap();
}

/// A picture, and what was drawn for it.
fn picture(stage: &mut Stage, visuals: &mut [(Box<dyn Visual>, View)], merging: bool) -> (Picture, Stats) {
    set_merging(&mut stage.ctx, merging);
    stage.ctx.take_stats();
    let mut visuals: Vec<(&mut dyn Visual, &View)> =
        visuals.iter_mut().map(|(visual, view)| (visual.as_mut(), &*view)).collect();
    let picture = stage.draw(WHITE, &mut visuals);
    (picture, stage.ctx.take_stats())
}

#[test]
fn overlapping_visuals_look_the_same_merged_and_one_by_one() {
    let Some(mut stage) = Stage::new(160, 160) else { return };
    let mut draws = [0, 0];
    for seed in 1..=12 {
        let mut random = Random(0x9e37_79b9_7f4a_7c15 >> seed);
        let count = 8 + random.below(60);
        let mut visuals: Vec<(Box<dyn Visual>, View)> = (0..count)
            .map(|_| {
                let visual = random.visual(160.0);
                let mut view = pixel_view(stage.target);
                if random.below(4) == 0 {
                    view.clip.width = 100;
                    view.opacity = 0.5;
                }
                (visual, view)
            })
            .collect();
        let (merged, stats) = picture(&mut stage, &mut visuals, true);
        draws[0] += stats.draws;
        let (single, stats) = picture(&mut stage, &mut visuals, false);
        draws[1] += stats.draws;
        if merged.data != single.data {
            merged.save("merged");
            single.save("single");
        }
        assert!(merged.data == single.data, "scene {seed} of {count} visuals");
        let (again, _) = picture(&mut stage, &mut visuals, true);
        assert!(merged.data == again.data, "scene {seed}, drawn again");
    }
    assert!(draws[0] < draws[1], "merged and one by one: {draws:?}");
}

/// Lines and rectangles by turns, each in a cell of its own of 20 px.
fn cells() -> Vec<(Box<dyn Visual>, View)> {
    let view = pixel_view(RenderTarget::canvas(200, 200));
    let visual = |index: usize| -> Box<dyn Visual> {
        let corner = 20.0 * DVec2::new((index % 10) as f64, (index / 10) as f64);
        if index.is_multiple_of(2) {
            let points = [2.0, 9.0, 17.0].map(|at| corner + DVec2::new(at, (at * at) % 13.0 + 3.0));
            Box::new(Line::from_points(&points, LineStyle::default()))
        } else {
            Box::new(Rectangle::new(corner + 3.0, corner + 15.0, Color::BLACK).unwrap())
        }
    };
    (0..100).map(|index| (visual(index), view.clone())).collect()
}

fn frame(ctx: &mut Context, visuals: &mut [(Box<dyn Visual>, View)]) -> Stats {
    ctx.take_stats();
    let target = visuals[0].1.target;
    let mut visuals: Vec<(&mut dyn Visual, &View)> =
        visuals.iter_mut().map(|(visual, view)| (visual.as_mut(), &*view)).collect();
    draw_frame(ctx, target, WHITE, &mut visuals);
    ctx.take_stats()
}

#[test]
fn a_hundred_visuals_of_two_kinds_are_three_draws() {
    let (mut ctx, recording) = Context::recorder();
    let mut visuals = cells();
    // Coverage of all lines, colour of all lines, all rectangles.
    assert_eq!(frame(&mut ctx, &mut visuals).draws, 3);
    let _first = recording.take();
    let second = frame(&mut ctx, &mut visuals);
    assert_eq!((second.draws, second.uploads, second.links), (3, 0, 0));
    let known = ["CLEAR", "DRAW", "TEXTURE_UNIT"];
    let text = recording.text();
    let _second = recording.take();
    let others: Vec<&str> =
        text.lines().filter(|line| !known.iter().any(|name| line.starts_with(name))).collect();
    assert!(others.is_empty(), "a steady frame sets nothing: {others:#?}");
    // Where visuals moved, their vertices and rows go up, and indices only where ranges are others.
    for (_, view) in &mut visuals {
        view.opacity = 0.5;
    }
    let changed = frame(&mut ctx, &mut visuals);
    assert_eq!((changed.draws, changed.links), (3, 0));
    assert!(!recording.text().contains("BUFFER_DATA"), "{}", recording.text());
}

#[test]
fn what_lies_between_keeps_its_place() {
    let (mut ctx, _) = Context::recorder();
    let view = pixel_view(RenderTarget::canvas(200, 200));
    let square = |x: f64| {
        let (low, high) = (DVec2::new(x, 20.0), DVec2::new(x + 30.0, 50.0));
        let square: Box<dyn Visual> = Box::new(Rectangle::new(low, high, Color::BLACK).unwrap());
        (square, view.clone())
    };
    let text = |x: f64| {
        let text = Text::new("m", DVec2::new(x, 30.0), TextStyle::new(20.0)).unwrap();
        (Box::new(text) as Box<dyn Visual>, view.clone())
    };
    let apart = frame(&mut ctx, &mut [square(0.0), text(50.0), square(100.0), text(150.0)]);
    assert_eq!(apart.draws, 2);
    let overlapping = frame(&mut ctx, &mut [square(0.0), text(5.0), square(5.0), text(5.0)]);
    assert_eq!(overlapping.draws, 4, "each covers the one before");
    let above = frame(&mut ctx, &mut [square(0.0), text(5.0), square(100.0), text(105.0)]);
    assert_eq!(above.draws, 2, "squares first, then texts");
}

#[test]
fn lines_that_fill_the_target_take_turns() {
    let (mut ctx, _) = Context::recorder();
    let view = pixel_view(RenderTarget::canvas(200, 200));
    let mut lines: Vec<(Box<dyn Visual>, View)> = (0..10)
        .map(|index| {
            let points = [DVec2::new(1.0, 10.0 + f64::from(index)), DVec2::new(199.0, 190.0)];
            (Box::new(Line::from_points(&points, LineStyle::default())) as Box<dyn Visual>, view.clone())
        })
        .collect();
    assert_eq!(frame(&mut ctx, &mut lines).draws, 20, "one layer as large as the target serves all");
}

#[test]
fn lines_look_the_same_whoever_computes_their_coverage() {
    let Some(mut stage) = Stage::new(120, 120) else { return };
    let view = pixel_view(stage.target);
    let mut random = Random(77);
    let mut inked = 0;
    for round in 0..60 {
        let mut line = random.line(120.0);
        let style = LineStyle { join: Join::Round, cap: Cap::Round, color: Color::BLACK, ..line.style() };
        line.set_style(style).unwrap();
        let [driver, cpu] = [false, true].map(|rasterizing| {
            Device::with(&mut stage.ctx, |_, device| {
                device.set_rasterizing(rasterizing);
                Ok::<_, Error>(())
            })
            .unwrap();
            stage.draw(WHITE, &mut [(&mut line, &view)])
        });
        inked += cpu.data.iter().filter(|value| **value < 128).count();
        let worst = driver.data.iter().zip(&cpu.data).map(|(a, b)| a.abs_diff(*b)).max();
        assert!(worst <= Some(1), "{worst:?} in round {round} with {:?}", line.style());
    }
    assert!(inked > 10_000, "lines are there: {inked}");
}

#[test]
fn masks_are_made_and_uploaded_once_and_take_turns_where_there_is_no_room() {
    let Some(mut stage) = Stage::new(100, 100) else { return };
    let view = pixel_view(stage.target);
    let mut lines: Vec<(Box<dyn Visual>, View)> = (0..12)
        .map(|index| {
            // To and fro, so that each takes as much room as it spans.
            let points = [
                DVec2::new(2.0, f64::from(8 * index)),
                DVec2::new(98.0, 99.0 - f64::from(index)),
                DVec2::new(50.0, 50.0),
            ];
            let color = Color::rgb(0.08 * index as f32, 0.5, 0.2).with_alpha(0.7);
            let line = Line::from_points(&points, LineStyle { color, width_px: 5.0, ..LineStyle::default() });
            (Box::new(line) as Box<dyn Visual>, view.clone())
        })
        .collect();
    let mut frame = |count: usize, rasterizing: bool| {
        Device::with(&mut stage.ctx, |_, device| {
            device.set_rasterizing(rasterizing);
            Ok::<_, Error>(())
        })
        .unwrap();
        picture(&mut stage, &mut lines[..count], true)
    };
    let (of_driver, _) = frame(12, false);
    let worst = |a: &Picture| a.data.iter().zip(&of_driver.data).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
    let mut last = Stats::default();
    for _ in 0..6 {
        let (picture, stats) = frame(12, true);
        assert!(worst(&picture) <= 3, "each line may be off by 1: {}", worst(&picture));
        last = stats;
    }
    assert!(last.uploads > 0 && last.draws > 1, "twelve do not have room at once: {last:?}");
    frame(2, true);
    let (_, stats) = frame(2, true);
    assert_eq!((stats.uploads, stats.draws), (0, 1), "two have");
    let (again, _) = frame(12, true);
    assert!(worst(&again) <= 3);
}

/// Lines of colours, widths and transforms of their own, a third of them logarithmic.
fn motley_lines(count: usize, target: RenderTarget) -> Vec<(Box<dyn Visual>, View)> {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let line = |index: usize| {
        let width_px = 0.5 + 3.0 * random.unit() as f32;
        let color = random.color();
        let points: Vec<DVec2> = (1..=20).map(|i| DVec2::new(f64::from(i), random.unit())).collect();
        let line = Line::from_points(&points, LineStyle { color, width_px, ..LineStyle::default() });
        let pixels = StTransform::new(
            DVec3::new(2.0 + 8.0 * random.unit(), 20.0 * random.unit(), 1.0),
            DVec3::new(150.0 * random.unit(), 200.0 * random.unit(), 0.0),
        );
        let mut map: Vec<Arc<dyn vispy_visuals::transforms::Transform>> = vec![Arc::new(pixels)];
        if index % 3 == 2 {
            map.push(Arc::new(LogTransform::new(DVec3::new(2.0, 0.0, 0.0)).unwrap()));
        }
        let view = View { framebuffer_from_visual: ChainTransform::new(map), ..pixel_view(target) };
        (Box::new(line) as Box<dyn Visual>, view)
    };
    (0..count).map(line).collect()
}

#[test]
fn a_thousand_lines_of_their_own_looks_link_what_one_line_links() {
    let links = |count| {
        let mut stage = Stage::new(200, 200)?;
        let mut lines = motley_lines(count, stage.target);
        let (picture, stats) = picture(&mut stage, &mut lines, true);
        let inked = picture.data.chunks_exact(4).filter(|pixel| pixel[..3] != [255; 3]).count();
        assert!(inked > 20 * count.min(100), "{count} lines cover {inked} pixels");
        Some(stats.links)
    };
    let Some(one) = links(1) else { return };
    assert_eq!(links(1000), Some(one));
    // What each segment covers, and the colour of what is covered.
    assert!((1..=2).contains(&one), "{one} programs");
}
