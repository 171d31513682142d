//! Every kind of series, by the pixels that it covers.

use ndarray::Array2;
use vispy_plot::figure::{AxesMut, StepAt};
use vispy_plot::{Figure, FigureView, Picture};
use vispy_scene::CanvasRect;

use super::{draw, extent_of, keep, pixel, placed};

/// How far the origin is from the left and the lower edge in pixels: what touches the axes is not hidden by their lines.
const INSET: f64 = 10.0;

/// A picture of series in axes whose units are pixels.
struct InPixels {
    picture: Picture,
    rect: CanvasRect,
}

/// Draws series without grid lines; `None` where there is no OpenGL.
fn in_pixels(name: &str, fill: impl FnOnce(&mut AxesMut<'_>)) -> Option<InPixels> {
    let mut figure = Figure::new();
    figure.size_px(260, 200);
    let mut axes = figure.axes(0, 0);
    axes.grid(false);
    fill(&mut axes);
    let mut view = placed(&figure, 1.0);
    let rect = to_pixels(&mut view);
    Some(InPixels { picture: draw(name, &mut view)?, rect })
}

/// Makes a unit of the axes a pixel. Other labels may need other margins, so it takes a few turns.
fn to_pixels(view: &mut FigureView) -> CanvasRect {
    let mut rect = view.axes_rect(0).unwrap();
    for _ in 0..5 {
        let limits = [rect.size.x, rect.size.y].map(|size| [-INSET, size - INSET]);
        view.set_limits(0, limits[0], limits[1]).unwrap();
        view.update().unwrap();
        rect = view.axes_rect(0).unwrap();
    }
    assert_eq!(view.limits(0).unwrap()[0][1].to_f64(), rect.size.x - INSET);
    rect
}

impl InPixels {
    /// Checks which x and y all pixels of a colour cover.
    #[track_caller]
    fn assert_covers(&self, color: [u8; 3], x: [u32; 2], y: [u32; 2]) {
        let found = extent_of(&self.picture, color).unwrap_or_else(|| panic!("nothing is {color:?}"));
        let (left, bottom) = self.origin();
        let (left, bottom) = (left as u32, bottom as u32);
        let found = [found[0].map(|column| column - left), [bottom - found[1][1], bottom - found[1][0]]];
        assert_eq!(found, [x, y], "what is {color:?}");
    }

    /// Where the origin is in the picture.
    fn origin(&self) -> (f64, f64) {
        (self.rect.pos.x + INSET, self.rect.end().y - INSET)
    }

    /// The colour at a point.
    fn at(&self, x: f64, y: f64) -> [u8; 3] {
        let (left, bottom) = self.origin();
        let [r, g, b, _] = pixel(&self.picture, (left + x) as u32, (bottom - y - 1.0) as u32);
        [r, g, b]
    }
}

const WHITE: [u8; 3] = [255; 3];
const RED: [u8; 3] = [255, 0, 0];
const BLUE: [u8; 3] = [0, 0, 255];

#[test]
fn bars_stand_between_their_edges() {
    let drawn = in_pixels("kind-bar", |axes| {
        axes.bar(([20.0, 60.0], [30.0, 50.0])).width(10.0).color("#f00");
        axes.bar(([20.0], [40.0])).base(30.0).width(10.0).color("#00f");
    });
    let Some(drawn) = drawn else { return };
    drawn.assert_covers(RED, [15, 65], [0, 50]);
    drawn.assert_covers(BLUE, [15, 25], [30, 70]);
    for (x, y, color) in [
        (15.0, 29.0, RED),
        (14.0, 10.0, WHITE),
        (25.0, 10.0, WHITE),
        (54.0, 10.0, WHITE),
        (55.0, 49.0, RED),
        (55.0, 50.0, WHITE),
    ] {
        assert_eq!(drawn.at(x, y), color, "at {x}, {y}");
    }
}

#[test]
fn level_bars_grow_to_the_right() {
    let drawn = in_pixels("kind-barh", |axes| {
        axes.barh(([20.0, 60.0], [30.0, 50.0])).width(10.0).color("#f00");
    });
    let Some(drawn) = drawn else { return };
    drawn.assert_covers(RED, [0, 50], [15, 65]);
    assert_eq!((drawn.at(40.0, 60.0), drawn.at(40.0, 20.0)), (RED, WHITE));
}

#[test]
fn bars_touch_unless_their_width_is_set() {
    let drawn = in_pixels("kind-bar-width", |axes| {
        axes.bar(([20.0, 70.0], [30.0, f64::NAN])).color("#f00");
        axes.bar(([100.0, 110.0, 130.0], [30.0; 3])).color("#00f");
    });
    let Some(drawn) = drawn else { return };
    // 0.8 of the smallest distance: 50 and 10.
    drawn.assert_covers(RED, [0, 40], [0, 30]);
    drawn.assert_covers(BLUE, [96, 134], [0, 30]);
}

#[test]
fn a_histogram_is_as_high_as_its_counts() {
    let mut values = vec![10.0; 20];
    values.extend([30.0; 35]);
    values.extend([f64::NAN, f64::INFINITY]);
    let drawn = in_pixels("kind-hist", |axes| {
        axes.hist(values).bins([0.0, 20.0, 40.0, 50.0]).color("#f00");
    });
    let Some(drawn) = drawn else { return };
    drawn.assert_covers(RED, [0, 40], [0, 35]);
    assert_eq!((drawn.at(19.0, 19.0), drawn.at(19.0, 20.0), drawn.at(20.0, 34.0)), (RED, WHITE, RED));
    // No seam between bins.
    let seam: Vec<_> = (0..20).map(|y| drawn.at(20.0, f64::from(y))).filter(|&color| color != RED).collect();
    assert!(seam.is_empty(), "{seam:?}");
}

#[test]
fn steps_turn_where_they_are_told_to() {
    for (at, rise) in [(StepAt::Pre, 20.5), (StepAt::Mid, 60.5), (StepAt::Post, 100.5)] {
        let drawn = in_pixels(&format!("kind-step-{at:?}"), |axes| {
            axes.step(([20.5, 100.5], [30.5, 80.5])).at(at).width_px(1.0).color("#f00");
        });
        let Some(drawn) = drawn else { return };
        // A line of one pixel about the middle of a column of pixels.
        assert_eq!(drawn.at(rise - 0.5, 55.0), RED, "{at:?}");
        assert_eq!(drawn.at(rise - 3.5, 55.0), WHITE, "{at:?}");
        assert_eq!(drawn.at(rise + 2.5, 55.0), WHITE, "{at:?}");
    }
}

#[test]
fn an_area_lies_between_its_lines() {
    let drawn = in_pixels("kind-fill", |axes| {
        axes.fill_between([10.0, 50.0], [20.0, 20.0], [60.0, 60.0]).color("#f00").alpha(1.0);
        axes.fill_between([60.0, 80.0], [30.0, 30.0], 0.0).color("#00f").alpha(1.0);
    });
    let Some(drawn) = drawn else { return };
    drawn.assert_covers(RED, [10, 50], [20, 60]);
    drawn.assert_covers(BLUE, [60, 80], [0, 30]);
}

#[test]
fn polygons_have_rings_and_an_outline() {
    let gap = f64::NAN;
    let drawn = in_pixels("kind-polygon", |axes| {
        let x = [10.0, 50.0, 50.0, 10.0, gap, 70.0, 90.0, 90.0, 70.0];
        let y = [10.0, 10.0, 40.0, 40.0, gap, 10.0, 10.0, 20.0, 20.0];
        axes.polygon(x, y).color("#f00");
        axes.polygon([10.0, 40.0, 40.0, 10.0], [60.0, 60.0, 90.0, 90.0])
            .color("none")
            .edge_color("#00f")
            .edge_width_px(2.0);
    });
    let Some(drawn) = drawn else { return };
    drawn.assert_covers(RED, [10, 90], [10, 40]);
    assert_eq!((drawn.at(60.0, 15.0), drawn.at(80.0, 30.0), drawn.at(80.0, 15.0)), (WHITE, WHITE, RED));
    drawn.assert_covers(BLUE, [9, 41], [59, 91]);
    assert_eq!(drawn.at(25.0, 75.0), WHITE);
}

#[test]
fn a_spectrogram_shows_a_tone_at_its_frequency() {
    let rate = 1000.0;
    let tone: Vec<f32> = (0..4000).map(|i| (i as f32 * 0.1 * std::f32::consts::TAU).sin()).collect();
    let mut figure = Figure::new();
    figure.size_px(260, 200).axes(0, 0).spectrogram(tone, rate).colormap("grays");
    let mut view = placed(&figure, 1.0);
    let [x, y] = view.limits(0).unwrap().map(|ends| ends.map(|end| end.to_f64()));
    assert_eq!(y, [0.0, 500.0]);
    assert!(x[0] >= 0.0 && x[1] <= 4.0 && x[1] - x[0] > 3.8, "{x:?}");
    let rect = view.axes_rect(0).unwrap();
    let Some(picture) = draw("kind-spectrogram", &mut view) else { return };
    keep("kind-spectrogram", &picture);
    // The brightest row of a column stands at 100 Hz, within half a step of 1000 / 256 Hz and a pixel.
    let column = rect.center().x as u32;
    let rows = rect.pos.y as u32..rect.end().y as u32;
    let brightest = rows.max_by_key(|&row| pixel(&picture, column, row)[0]).unwrap();
    let frequency = (rect.end().y - f64::from(brightest) - 0.5) / rect.size.y * 500.0;
    assert!((frequency - 100.0).abs() < 500.0 / rect.size.y + rate / 512.0, "{frequency}");
}

#[test]
fn bars_and_histograms_begin_at_zero_and_images_fill_their_axes() {
    let limits = |fill: &dyn Fn(&mut AxesMut<'_>)| {
        let mut figure = Figure::new();
        fill(&mut figure.axes(0, 0));
        placed(&figure, 1.0).limits(0).unwrap().map(|ends| ends.map(|end| end.to_f64()))
    };
    let [x, y] = limits(&|axes| _ = axes.bar([2.0, 4.0]).width(1.0));
    assert_eq!((x, y), ([-0.6, 1.6], [0.0, 4.2]));
    let [_, y] = limits(&|axes| _ = axes.bar([-2.0, -4.0]));
    assert_eq!(y, [-4.2, 0.0]);
    let [_, y] = limits(&|axes| _ = axes.bar([-1.0, 1.0]));
    assert_eq!(y, [-1.1, 1.1]);
    let [x, y] = limits(&|axes| _ = axes.hist([1.0, 2.0, 2.0, 3.0]).bins(2));
    assert_eq!((x, y), ([0.9, 3.1], [0.0, 3.15]));
    let [x, y] = limits(&|axes| {
        axes.image(&Array2::<u8>::zeros((2, 4)));
        axes.aspect(None);
    });
    assert_eq!((x, y), ([-0.5, 3.5], [1.5, -0.5]));
    // A line over an image does not shrink it.
    let [x, y] = limits(&|axes| {
        axes.image(&Array2::<u8>::zeros((2, 4)));
        axes.aspect(None);
        axes.line(([0.0, 3.0], [0.0, 1.0]));
    });
    assert_eq!((x, y), ([-0.5, 3.5], [1.5, -0.5]));
}
