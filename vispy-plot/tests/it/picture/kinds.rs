//! Every kind of series, by the pixels that it covers.

use ndarray::Array2;
use vispy_plot::figure::{AxesMut, LegendPlace, StepAt};
use vispy_plot::{Figure, FigureView, Picture};
use vispy_scene::CanvasRect;

use super::{draw, extent_of, keep, pixel, placed, render};

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
fn markers_are_centred_on_their_points() {
    let drawn = in_pixels("kind-scatter", |axes| {
        axes.scatter(([20.0, 60.0], [30.0, 50.0])).symbol("square").size_px(10.0).color("#f00");
        axes.scatter(([100.0, 140.0, 160.0], [30.0, 30.0, f64::NAN]))
            .symbol("s")
            .sizes_px([4.0, 8.0, 8.0])
            .c(["#00f", "#00ff00", "#f00"]);
        axes.scatter(([100.0, 140.0, 160.0], [80.0; 3]))
            .symbol("s")
            .size_px(6.0)
            .c([1.0, 2.0, 3.0])
            .colormap("grays")
            .limits(1.0, 5.0);
    });
    let Some(drawn) = drawn else { return };
    drawn.assert_covers(RED, [15, 65], [25, 55]);
    assert_eq!((drawn.at(25.0, 30.0), drawn.at(24.0, 34.0), drawn.at(54.0, 50.0)), (WHITE, RED, WHITE));
    drawn.assert_covers(BLUE, [98, 102], [28, 32]);
    drawn.assert_covers([0, 255, 0], [136, 144], [26, 34]);
    // A quarter and half of the way from black to white.
    assert_eq!([100.0, 140.0, 160.0].map(|x| drawn.at(x, 80.0)[0]), [0, 64, 128]);
}

#[test]
fn error_bars_end_at_their_errors() {
    let drawn = in_pixels("kind-errorbar", |axes| {
        axes.errorbar(([30.5], [50.5]))
            .y_error(([20.0], [30.0]))
            .color("#f00")
            .width_px(1.0)
            .cap_size_px(8.0)
            .marker(None);
        axes.errorbar(([100.5, 120.0], [40.5, 50.0]))
            .x_error([10.0, f64::NAN])
            .color("#00f")
            .width_px(1.0)
            .cap_size_px(0.0)
            .marker(None);
        axes.errorbar(([160.0], [40.0])).y_error(15.0).color("#0f0").marker("square").marker_size_px(6.0);
    });
    let Some(drawn) = drawn else { return };
    // Strokes of one pixel about 30.5 and 80.5, and caps of 8 pixels about the bar.
    drawn.assert_covers(RED, [27, 35], [30, 81]);
    assert_eq!((drawn.at(30.0, 50.0), drawn.at(29.0, 50.0), drawn.at(27.0, 80.0)), (RED, WHITE, RED));
    drawn.assert_covers(BLUE, [91, 110], [40, 41]);
    drawn.assert_covers([0, 255, 0], [157, 163], [24, 56]);
}

#[test]
fn a_line_may_have_symbols() {
    let drawn = in_pixels("kind-line-markers", |axes| {
        axes.line(([20.0, 60.0], [30.0, 30.0])).color("#f00").marker("square").marker_size_px(10.0);
    });
    let Some(drawn) = drawn else { return };
    drawn.assert_covers(RED, [15, 65], [25, 35]);
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
fn a_ring_that_runs_the_other_way_is_a_hole() {
    let gap = f64::NAN;
    let drawn = in_pixels("kind-polygon-hole", |axes| {
        let x = [10.0, 90.0, 90.0, 10.0, gap, 30.0, 30.0, 50.0, 50.0, gap, 60.0, 80.0, 80.0, 60.0];
        let y = [10.0, 10.0, 50.0, 50.0, gap, 20.0, 40.0, 40.0, 20.0, gap, 20.0, 20.0, 40.0, 40.0];
        axes.polygon(x, y).color("#f00");
    });
    let Some(drawn) = drawn else { return };
    // One that runs the same way is filled as what it lies in is.
    assert_eq!((drawn.at(20.0, 30.0), drawn.at(40.0, 30.0), drawn.at(70.0, 30.0)), (RED, WHITE, RED));
}

#[test]
fn lines_and_bands_cross_the_axes() {
    let drawn = in_pixels("kind-guides", |axes| {
        axes.axvline(30.5).color("#f00").width_px(1.0);
        axes.axhline(50.5).color("#00f").width_px(1.0);
        axes.axvspan(60.0, 80.0).color("#0f0").alpha(1.0);
        axes.axhspan(100.0, 90.0).color("#0f0").alpha(1.0);
    });
    let Some(drawn) = drawn else { return };
    let [width, height] = [drawn.rect.size.x, drawn.rect.size.y].map(|px| px - INSET - 1.0);
    for (x, y, color) in [
        (30.0, -5.0, RED),
        (30.0, height - 1.0, RED),
        (29.0, 20.0, WHITE),
        (31.0, 20.0, WHITE),
        (-5.0, 50.0, BLUE),
        (width - 1.0, 50.0, BLUE),
        (10.0, 49.0, WHITE),
        (60.0, 0.0, [0, 255, 0]),
        (79.0, height - 1.0, [0, 255, 0]),
        (80.0, 20.0, WHITE),
        (10.0, 90.0, [0, 255, 0]),
        (10.0, 89.0, WHITE),
        (10.0, 100.0, WHITE),
    ] {
        assert_eq!(drawn.at(x, y), color, "at {x}, {y}");
    }
}

#[test]
fn dashes_are_as_long_as_they_are_told_to_be() {
    let drawn = in_pixels("kind-dashes", |axes| {
        axes.line(([0.0, 60.0], [30.5, 30.5])).color("#f00").width_px(1.0).dashes_px([6.0, 4.0]);
    });
    let Some(drawn) = drawn else { return };
    let row: Vec<bool> = (0..60).map(|x| drawn.at(f64::from(x), 30.0) == RED).collect();
    let expected: Vec<bool> = (0..60).map(|x| x % 10 < 6).collect();
    assert_eq!(row, expected);
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
        let rounded = |end: vispy_plot::data::Value| (end.to_f64() * 1e9).round() / 1e9;
        let limits = placed(&figure, 1.0).limits(0).unwrap().map(|ends| ends.map(rounded));
        (limits[0], limits[1])
    };
    let (x, y) = limits(&|axes| _ = axes.bar([2.0, 4.0]).width(1.0));
    assert_eq!((x, y), ([-0.6, 1.6], [0.0, 4.2]));
    let (x, _) = limits(&|axes| _ = axes.bar((["a", "b", "c"], [1.0, 2.0, 3.0])));
    assert_eq!(x, [-0.5, 2.5]);
    let (x, _) = limits(&|axes| _ = axes.bar((vec![10i32, 20], [1.0, 2.0])));
    assert_eq!(x, [5.1, 24.9]);
    let (_, y) = limits(&|axes| _ = axes.bar([-2.0, -4.0]));
    assert_eq!(y, [-4.2, 0.0]);
    let (_, y) = limits(&|axes| _ = axes.bar([-1.0, 1.0]));
    assert_eq!(y, [-1.1, 1.1]);
    // A line across the axes is in sight, and leaves the other axis alone.
    let (x, y) = limits(&|axes| {
        axes.line(([1.0, 2.0], [0.0, 1.0]));
        axes.axhline(3.0);
    });
    assert_eq!((x, y), ([1.0, 2.0], [-0.15, 3.15]));
    let (x, y) = limits(&|axes| _ = axes.hist([1.0, 2.0, 2.0, 3.0]).bins(2));
    assert_eq!((x, y), ([0.9, 3.1], [0.0, 3.15]));
    let (x, y) = limits(&|axes| {
        axes.image(&Array2::<u8>::zeros((2, 4)));
        axes.aspect(None);
    });
    assert_eq!((x, y), ([-0.5, 3.5], [1.5, -0.5]));
    // A line over an image does not shrink it.
    let (x, y) = limits(&|axes| {
        axes.image(&Array2::<u8>::zeros((2, 4)));
        axes.aspect(None);
        axes.line(([0.0, 3.0], [0.0, 1.0]));
    });
    assert_eq!((x, y), ([-0.5, 3.5], [1.5, -0.5]));
}

#[test]
fn annotations_stand_beside_their_points() {
    let cases = [("right", [10.0, 10.0]), ("left", [-10.0, -10.0]), ("above", [0.0, 10.0])];
    for (name, [right, up]) in cases {
        let drawn = in_pixels(&format!("kind-annotate-{name}"), |axes| {
            axes.line(([0.0, 1.0], [0.0, 1.0])).visible(false);
            axes.annotate("HHH", 80.0, 60.0).offset_px(right, up).color("#f00").size_px(14.0);
        });
        let Some(drawn) = drawn else { return };
        // The ink of capitals, in axes' units: antialiased edges are not pure.
        let (left, bottom) = drawn.origin();
        let [columns, rows] = extent_of(&drawn.picture, RED).unwrap();
        let x = columns.map(|column| f64::from(column) - left - 80.0);
        let y = [rows[1], rows[0]].map(|row| bottom - f64::from(row) - 60.0);
        let fits = match name {
            "right" => (10.0..14.0).contains(&x[0]) && (10.0..18.0).contains(&y[0]),
            "left" => (-14.0..=-10.0).contains(&x[1]) && (-18.0..=-10.0).contains(&y[1]),
            _ => (x[0] + x[1]).abs() <= 3.0 && (10.0..18.0).contains(&y[0]),
        };
        assert!(fits, "{name}: {x:?} {y:?}");
    }
    // Out of sight with its point, and with its series.
    for x in [-50.0, 1e6] {
        let Some(drawn) = in_pixels("kind-annotate-none", |axes| {
            axes.annotate("HHH", x, 60.0).color("#f00").arrow(true);
            axes.annotate("HHH", 50.0, 60.0).color("#f00").visible(false);
        }) else {
            return;
        };
        assert_eq!(extent_of(&drawn.picture, RED), None);
    }
}

#[test]
fn arrows_of_annotations_point_at_their_points() {
    let drawn = in_pixels("kind-annotate-arrow", |axes| {
        axes.annotate("H", 100.0, 60.5).offset_px(-40.0, 0.0).color("#f00").arrow(true);
    });
    let Some(drawn) = drawn else { return };
    let [columns, _] = extent_of(&drawn.picture, RED).unwrap();
    let tip = f64::from(columns[1]) - drawn.origin().0;
    // It ends 3 pixels before the point; the last pixel of its tip is pale.
    assert!((93.0..=97.0).contains(&tip), "{tip}");
}

#[test]
fn a_color_bar_shows_the_colors_and_their_limits() {
    let mut figure = Figure::new();
    figure.size_px(300, 220);
    let mut axes = figure.axes(0, 0);
    axes.image(&Array2::from_shape_fn((4, 6), |(row, column)| (row * 6 + column) as f32)).colormap("grays");
    axes.aspect(None).color_bar("value");
    let rect = placed(&figure, 1.0).axes_rect(0).unwrap();
    let Some(picture) = render("color-bar", &figure) else { return };
    super::assert_free_edge(&picture);
    // 14 pixels beside what the axes have there, 16 wide: find the strip by its middle gray.
    let row = rect.center().y as u32;
    let is_gray = |x: &u32| (120..136).contains(&pixel(&picture, *x, row)[0]);
    let strip: Vec<u32> = (rect.end().x as u32 + 10..290).filter(is_gray).collect();
    assert!((14..=16).contains(&strip.len()), "{strip:?}");
    let column = strip[strip.len() / 2];
    let (top, bottom) = (rect.pos.y as u32 + 3, rect.end().y as u32 - 4);
    assert!(pixel(&picture, column, top)[0] > 245 && pixel(&picture, column, bottom)[0] < 10);
    let grays: Vec<u8> = (top..bottom).map(|y| pixel(&picture, column, y)[0]).collect();
    assert!(grays.windows(2).all(|pair| pair[0] >= pair[1]), "{grays:?}");
}

/// Two lines, one at the top and one at the bottom, on the left or right half.
fn with_legend(x: [f64; 2], place: Option<LegendPlace>) -> Figure {
    let mut figure = Figure::new();
    figure.size_px(400, 300);
    let mut axes = figure.axes(0, 0);
    axes.x_limits(0.0, 1.0).y_limits(0.0, 1.0);
    axes.line((x, [0.95, 0.95])).label("upper");
    axes.line((x, [0.05, 0.05])).label("lower").visible(false);
    axes.line((x, [0.5, 0.5]));
    let legend = axes.legend();
    if let Some(place) = place {
        legend.place = place;
    }
    figure
}

#[test]
fn a_legend_keeps_clear_of_the_data() {
    let at = |x, place| {
        let view = placed(&with_legend(x, place), 1.0);
        let (axes, legend) = (view.axes_rect(0).unwrap(), view.legend_rect(0).unwrap());
        let entries: Vec<_> = view.legend_entries(0).collect();
        assert_eq!(entries.iter().map(|(series, _)| *series).collect::<Vec<_>>(), [0, 1]);
        for (_, entry) in entries {
            assert!(legend.contains(entry.pos + 1.0) && legend.contains(entry.end() - 1.0));
        }
        (axes, legend)
    };
    // Nothing on the right, then nothing on the left; what is hidden does not count.
    let (axes, legend) = at([0.0, 0.5], None);
    assert_eq!((legend.end().x, legend.pos.y), (axes.end().x - 8.0, axes.pos.y + 8.0));
    let (axes, legend) = at([0.3, 1.0], None);
    assert_eq!(legend.pos, axes.pos + 8.0);
    let (axes, legend) = at([0.0, 1.0], None);
    assert_eq!((legend.pos.x, legend.end().y), (axes.pos.x + 8.0, axes.end().y - 8.0));
    let (axes, legend) = at([0.0, 1.0], Some(LegendPlace::UpperRight));
    assert_eq!((legend.end().x, legend.pos.y), (axes.end().x - 8.0, axes.pos.y + 8.0));
    let (axes, legend) = at([0.0, 0.5], Some(LegendPlace::OutsideRight));
    assert!(legend.pos.x > axes.end().x && legend.end().x <= 400.0, "{legend:?}");
}

#[test]
fn a_legend_without_room_stands_beside_the_axes() {
    let mut figure = with_legend([0.0, 1.0], None);
    let x: Vec<f64> = (0..2000).map(|i| f64::from(i) / 2000.0).collect();
    let y: Vec<f64> = (0..2000).map(|i| f64::from(i % 2)).collect();
    figure.axes(0, 0).line((x, y));
    let view = placed(&figure, 1.0);
    let (axes, legend) = (view.axes_rect(0).unwrap(), view.legend_rect(0).unwrap());
    assert!(legend.pos.x >= axes.end().x + 8.0 && legend.end().x <= 400.0 - 8.0, "{axes:?} {legend:?}");
    let Some(picture) = render("legend-beside", &figure) else { return };
    super::assert_free_edge(&picture);
}

#[test]
fn hidden_series_are_faint_in_the_legend() {
    let figure = with_legend([0.0, 0.5], None);
    let entries: Vec<_> = placed(&figure, 1.0).legend_entries(0).collect();
    let Some(picture) = render("legend-hidden", &figure) else { return };
    let darkest = |rect: CanvasRect| {
        let columns = rect.pos.x as u32 + 36..rect.end().x as u32 - 4;
        let rows = rect.pos.y as u32 + 2..rect.end().y as u32 - 2;
        columns.flat_map(|x| rows.clone().map(move |y| (x, y))).map(|(x, y)| pixel(&picture, x, y)[0]).min()
    };
    let [shown, hidden] = [0, 1].map(|i| f64::from(darkest(entries[i].1).unwrap()));
    assert!(shown < 110.0, "{shown}");
    // Ink of 35 %.
    assert!(((255.0 - hidden) / (255.0 - shown) - 0.35).abs() < 0.1, "{shown} {hidden}");
}
