//! The vector form of each visual, in numbers.

use std::fmt::Write as _;

use vispy_gloo::{Rect, RenderTarget};
use vispy_visuals::color::Color;
use vispy_visuals::coordinate::Reference;
use vispy_visuals::glam::DVec2;
use vispy_visuals::samples::Samples;
use vispy_visuals::text::{Anchor, TextStyle};
use vispy_visuals::ticks::Scale;
use vispy_visuals::transforms::MatrixTransform;
use vispy_visuals::vector::{PathStep, Raster, Stroke, TextRun, VectorSink};
use vispy_visuals::visuals::{
    Axis, GridLines, Image, ImageData, ImageStyle, Line, LineStyle, Rectangle, Side, Text,
};
use vispy_visuals::{View, Visual};

use crate::support::{data_view, with_map};

/// Writes down what it is given, rounded to a hundredth.
#[derive(Default)]
pub(crate) struct Notes(String);

struct Point(DVec2);

impl std::fmt::Display for Point {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // No negative zeros.
        let [x, y] = self.0.to_array().map(|v| (v * 100.0).round() / 100.0 + 0.0);
        write!(f, "{x},{y}")
    }
}

impl Notes {
    pub(crate) fn of(visual: &dyn Visual, view: &View) -> String {
        let mut notes = Self::default();
        visual.vector(view, &mut notes).unwrap();
        notes.0
    }

    fn path(&mut self, path: &[PathStep]) {
        for step in path {
            let text = match step {
                PathStep::MoveTo(a) => format!(" M{}", Point(*a)),
                PathStep::LineTo(a) => format!(" L{}", Point(*a)),
                PathStep::QuadTo(a, b) => format!(" Q{} {}", Point(*a), Point(*b)),
                PathStep::CubicTo(a, b, c) => format!(" C{} {} {}", Point(*a), Point(*b), Point(*c)),
                PathStep::Close => " Z".to_owned(),
            };
            self.0 += &text;
        }
        self.0.push('\n');
    }
}

impl VectorSink for Notes {
    fn push_clip(&mut self, corner: DVec2, size: DVec2) {
        writeln!(self.0, "clip {} {}", Point(corner), Point(size)).unwrap();
    }

    fn pop_clip(&mut self) {
        self.0 += "unclip\n";
    }

    fn stroke(&mut self, path: &[PathStep], stroke: &Stroke) {
        let [.., alpha] = stroke.color.to_rgba8();
        write!(self.0, "stroke {} px {:?} {:?} alpha {alpha}:", stroke.width_px, stroke.join, stroke.cap)
            .unwrap();
        self.path(path);
    }

    fn fill(&mut self, path: &[PathStep], color: Color) {
        write!(self.0, "fill {:?}:", color.to_rgba8()).unwrap();
        self.path(path);
    }

    fn text(&mut self, run: &TextRun<'_>) {
        let TextRun { text, angle_rad, size_px, bold, .. } = run;
        let turn = angle_rad.to_degrees().round() + 0.0;
        let weight = if *bold { " bold" } else { "" };
        writeln!(self.0, "text {text:?} at {} turned {turn} size {size_px}{weight}", Point(run.origin))
            .unwrap();
    }

    fn raster(&mut self, raster: &Raster) {
        writeln!(self.0, "raster {} by {} at {}", raster.width, raster.height, Point(raster.corner)).unwrap();
    }
}

fn target() -> RenderTarget {
    RenderTarget::canvas(200, 100)
}

#[test]
fn a_line_goes_through_its_points_in_page_coordinates() {
    let view = data_view(target(), [0.0, 10.0], [0.0, 1.0]);
    let x = Samples::uniform(0.0, 1.0, 8);
    let y = vec![0.0, 1.0, f64::NAN, 0.5, f64::NAN, 0.25, 0.25, 0.75];
    let line = Line::new(x.clone(), y.clone(), LineStyle { width_px: 3.0, ..LineStyle::default() }).unwrap();
    // A lone point is a part without length; a gap begins a new part; a point given twice is one.
    let expected = "stroke 3 px Round Round alpha 255: M0,100 L20,0 M60,50 L60,50 M100,75 L120,75 L140,25\n";
    assert_eq!(Notes::of(&line, &view), expected);
    // At two physical pixels a logical one, the page is half as large.
    let dense = View { scale_factor: 2.0, opacity: 0.5, ..view };
    let line = Line::new(x, y, LineStyle { width_px: 3.0, ..LineStyle::default() }).unwrap();
    let expected =
        "stroke 3 px Round Round alpha 128: M0,50 L10,0 M30,25 L30,25 M50,37.5 L60,37.5 L70,12.5\n";
    assert_eq!(Notes::of(&line, &dense), expected);
}

#[test]
fn a_dense_line_is_a_short_path_and_one_that_is_not_seen_is_none() {
    let values: Vec<f32> = (0..200_000).map(|i| (i as f32 * 0.37).sin()).collect();
    let line = Line::new(Samples::uniform(0.0, 1.0, values.len()), values, LineStyle::default()).unwrap();
    let view = data_view(target(), [0.0, 2e5], [-1.0, 1.0]);
    let steps =
        Notes::of(&line, &view).split([' ', '\n']).filter(|word| word.starts_with(['M', 'L'])).count();
    assert!((200..=200 * 5 * 4 + 100).contains(&steps), "{steps} steps for 200 pixels");
    let elsewhere = data_view(target(), [3e5, 4e5], [-1.0, 1.0]);
    assert_eq!(Notes::of(&line, &elsewhere), "");
}

#[test]
fn a_text_says_where_its_baseline_begins() {
    let view = View::of_canvas(target(), 1.0);
    let style = TextStyle::new(16.0);
    let text = Text::new("left", DVec2::new(20.0, 30.0), style).unwrap();
    assert_eq!(Notes::of(&text, &view), "text \"left\" at 20,30 turned 0 size 16\n");
    let turned =
        Text::new("a\nb", DVec2::new(20.0, 30.0), style).unwrap().with_angle(std::f64::consts::FRAC_PI_2);
    let notes = Notes::of(&turned, &view);
    let lines: Vec<&str> = notes.lines().collect();
    assert_eq!(lines[0], "text \"a\" at 20,30 turned 90 size 16");
    // Read upwards, the second line is to the right of the first.
    let second =
        lines[1].strip_prefix("text \"b\" at ").and_then(|rest| rest.strip_suffix(",30 turned 90 size 16"));
    let line_px = second.unwrap().parse::<f64>().unwrap() - 20.0;
    assert!((16.0..24.0).contains(&line_px), "{notes}");
    let centred = Text::new("mm", DVec2::new(20.0, 30.0), style).unwrap().with_anchor(Anchor::CENTER);
    let notes = Notes::of(&centred, &View { scale_factor: 2.0, ..View::of_canvas(target(), 2.0) });
    let origin = notes.strip_prefix("text \"mm\" at ").and_then(|rest| rest.split(' ').next()).unwrap();
    let (x, y) = origin.split_once(',').unwrap();
    let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
    assert!(x < 10.0 && x > 0.0, "half its width to the left: {notes}");
    assert!(y > 30.0 && y < 42.0, "half its height below: {notes}");
}

#[test]
fn an_axis_is_a_line_with_ticks_and_labels_below_them() {
    let view = View::of_canvas(target(), 1.0);
    let mut axis = Axis::new(Side::Bottom);
    axis.set_ends(DVec2::new(20.0, 40.0), DVec2::new(180.0, 40.0)).unwrap();
    axis.set_domain(Reference::F64(0.0), [0.0, 1.0], Scale::Linear);
    axis.set_label(Some("x"));
    let notes = Notes::of(&axis, &view);
    // Line and ticks stand on whole pixels, as they do in a picture.
    assert!(notes.starts_with("stroke 1 px Miter Butt alpha 255: M20,39.5 L181,39.5 "), "{notes}");
    for (x, label) in [("20", "0.0"), ("100", "0.5"), ("180", "1.0")] {
        assert!(notes.contains(&format!(" M{x}.5,45 L{x}.5,40")), "tick at {x}: {notes}");
        let text = notes.lines().find(|line| line.starts_with(&format!("text \"{label}\""))).unwrap();
        let at = text.split(' ').nth(3).and_then(|at| at.split_once(',')).unwrap();
        let (left, baseline): (f64, f64) = (at.0.parse().unwrap(), at.1.parse().unwrap());
        let half = x.parse::<f64>().unwrap() - left;
        assert!((8.0..13.0).contains(&half), "half of {label} is left of its tick: {text}");
        // 5 px of tick, 4 px of gap, and the height of a digit.
        assert!((baseline - 57.75).abs() < 0.3, "{text}");
    }
    assert!(notes.lines().last().unwrap().starts_with("text \"x\""), "{notes}");
}

#[test]
fn grid_lines_cross_the_whole_clip_and_nothing_else() {
    let view = View { clip: Rect::new(50, 20, 100, 60), ..data_view(target(), [0.0, 10.0], [0.0, 1.0]) };
    let mut grid = GridLines::default();
    grid.set_lines(&[1.0, 5.0, f64::NAN], &[0.5, f64::INFINITY]);
    let notes = Notes::of(&grid, &view);
    // x = 1 is left of the clip. A line of one pixel stands on the middle of a pixel.
    let expected = "stroke 1 px Miter Butt alpha 255: M100.5,80 L100.5,20 M50,49.5 L150,49.5\n";
    assert_eq!(notes, expected);
    let turned = with_map(target(), MatrixTransform::rotation_z(0.1));
    let refused = grid.vector(&turned, &mut Notes::default()).unwrap_err();
    assert_eq!(refused.to_string(), "GridLines has no vector form: the view turns or bends them");
}

#[test]
fn a_rectangle_has_its_border_inside_and_its_corners_round() {
    let view = View::of_canvas(target(), 1.0);
    let make = || Rectangle::new(DVec2::new(10.0, 20.0), DVec2::new(50.0, 40.0), Color::WHITE).unwrap();
    assert_eq!(Notes::of(&make(), &view), "fill [255, 255, 255, 255]: M10,20 L50,20 L50,40 L10,40 Z\n");
    let bordered = make().with_border(Color::BLACK, 2.0);
    let expected = "fill [255, 255, 255, 255]: M12,22 L48,22 L48,38 L12,38 Z\n\
                    stroke 2 px Miter Butt alpha 255: M11,21 L49,21 L49,39 L11,39 Z\n";
    assert_eq!(Notes::of(&bordered, &view), expected);
    let round = make().with_radius(100.0);
    // The radius is at most half of the shorter side, 10: half discs at both ends.
    let expected = "fill [255, 255, 255, 255]: M10,30 C10,24.48 14.48,20 20,20 L40,20 C45.52,20 50,24.48 50,30 \
                    L50,30 C50,35.52 45.52,40 40,40 L20,40 C14.48,40 10,35.52 10,30 Z\n";
    assert_eq!(Notes::of(&round, &view), expected);
}

#[test]
fn an_image_says_that_it_is_none() {
    let data = ImageData::scalars(1, 1, vec![1.0_f32]).unwrap();
    let image = Image::new(data, ImageStyle::default()).unwrap();
    let refused = image.vector(&View::of_canvas(target(), 1.0), &mut Notes::default()).unwrap_err();
    assert_eq!(refused.to_string(), "Image has no vector form: it is made of pixels");
}
