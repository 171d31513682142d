//! Small figures of each kind in both themes: looked at once, and compared from then on.

use std::f64::consts::TAU;

use vispy_app::events::PhysicalSize;
use vispy_gloo::ReadFormat;
use vispy_plot::data::{Column, TimeUnit};
use vispy_plot::figure::{Scale, StepAt, Theme};
use vispy_plot::{Figure, FigureView};

use crate::golden;
use crate::support::{Picture, Stage};

const SIZE: [u32; 2] = [200, 200];

/// Compares a figure with its golden pictures, one for each theme.
#[track_caller]
fn check(name: &str, fill: impl Fn(&mut Figure)) {
    let mut results = Vec::new();
    for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let Some(mut stage) = Stage::new(SIZE[0], SIZE[1]) else { return };
        let mut figure = Figure::new();
        figure.size_px(SIZE[0], SIZE[1]).theme(theme);
        fill(&mut figure);
        let mut view = FigureView::new(&figure, PhysicalSize::new(SIZE[0], SIZE[1]), 1.0).unwrap();
        view.draw(&mut stage.ctx, stage.target).unwrap();
        let mut data = Vec::new();
        stage.ctx.read_pixels_now(stage.target, stage.target.rect(), ReadFormat::Rgba8, &mut data).unwrap();
        let picture = Picture { width: SIZE[0], height: SIZE[1], data };
        results.push(golden::compare(&stage, &picture, &format!("goldens/{name}_{suffix}")));
    }
    let failures: Vec<String> = results.into_iter().filter_map(Result::err).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn spaced(count: u32, from: f64, to: f64) -> Vec<f64> {
    (0..count).map(|i| from + (to - from) * f64::from(i) / f64::from(count - 1)).collect()
}

fn of(x: &[f64], f: impl Fn(f64) -> f64) -> Vec<f64> {
    x.iter().map(|x| f(*x)).collect()
}

/// Numbers from 0 to 1 that look random.
fn scattered(count: u32, seed: f64) -> Vec<f64> {
    (0..count).map(|i| (seed + f64::from(i) * 0.618_033_988_75).fract()).collect()
}

#[test]
fn lines_with_a_legend() {
    check("lines", |figure| {
        let x = spaced(100, 0.0, 6.0);
        let mut axes = figure.axes(0, 0);
        axes.line((&x, of(&x, f64::sin))).label(r"$\sin x$");
        axes.line((&x, of(&x, |x| 0.4 * x - 1.0))).style("--").label("$x^{1}$");
        axes.y_limits(-1.5, 5.0).title("Lines").x_label("time (s)").y_label("$U_{0}$ (mV)");
        axes.legend();
    });
}

#[test]
fn markers_with_a_color_bar() {
    check("markers", |figure| {
        let (x, y) = (scattered(60, 0.1), of(&spaced(60, 0.0, 1.0), |t| (t * 7.0).sin()));
        let mut axes = figure.axes(0, 0);
        axes.scatter((x, y)).c(spaced(60, 0.0, 5.0));
        axes.title("Markers").color_bar("age (s)");
    });
}

#[test]
fn steps_and_areas() {
    check("steps", |figure| {
        let x = spaced(9, 0.0, 8.0);
        let mut axes = figure.axes(0, 0);
        axes.fill_between(&x, of(&x, |x| x.cos() - 1.0), of(&x, |x| x.cos() + 1.0));
        axes.step((&x, of(&x, f64::cos))).at(StepAt::Mid).width_px(2.0);
        axes.axhline(0.0).style(":");
        axes.axvspan(5.0, 6.0);
        axes.title("Steps");
    });
}

#[test]
fn error_bars_over_bars() {
    check("bars", |figure| {
        let mut axes = figure.axes(0, 0);
        axes.bar((["oats", "rye", "hops"], [3.0, -1.0, 2.0]));
        axes.errorbar((["oats", "rye", "hops"], [3.0, -1.0, 2.0])).y_error([0.4, 0.3, 0.6]).color("tab:red");
        axes.title("Bars").y_label("harvest (t)");
    });
}

#[test]
fn level_bars_and_an_annotation() {
    check("level_bars", |figure| {
        let mut axes = figure.axes(0, 0);
        axes.barh((["Nile", "Amazon", "Rhine"], [6650.0, 6400.0, 1233.0])).edge_color("white");
        axes.annotate("short", 1233.0, 2.0).offset_px(30.0, -12.0).arrow(true);
        axes.x_label("length (km)");
    });
}

#[test]
fn two_histograms() {
    check("histograms", |figure| {
        let normal = |seed: f64, mean: f64| {
            let dice = [0.0, 0.37, 0.71, 0.13].map(|shift| scattered(500, seed * shift + shift));
            (0..500)
                .map(|i| mean + dice.iter().map(|die| die[(i * 7) % 500]).sum::<f64>())
                .collect::<Vec<_>>()
        };
        let mut axes = figure.axes(0, 0);
        axes.hist(normal(0.3, 0.0)).bins(20).alpha(0.7).label("a");
        axes.hist(normal(0.6, 1.0)).bins(20).alpha(0.7).label("b");
        axes.y_label("count");
        axes.legend();
    });
}

#[test]
fn polygons_of_equal_scales() {
    check("polygons", |figure| {
        let turn = spaced(11, 0.0, TAU);
        let radius = |i: usize| if i.is_multiple_of(2) { 1.0 } else { 0.45 };
        let corners = |f: fn(f64) -> f64| -> Vec<f64> {
            turn.iter().take(10).enumerate().map(|(i, t)| radius(i) * f(*t)).collect()
        };
        let mut axes = figure.axes(0, 0);
        axes.polygon(corners(f64::sin), corners(f64::cos)).color("gold").edge_color("crimson");
        axes.aspect(1.0);
    });
}

#[test]
fn an_image_with_a_color_bar() {
    check("image", |figure| {
        let wave =
            |(row, column): (usize, usize)| (row as f32 * 0.5).sin() * (column as f32 * 0.4).cos() * 1e-3;
        let mut axes = figure.axes(0, 0);
        axes.image(&ndarray::Array2::<f32>::from_shape_fn((12, 18), wave));
        axes.aspect(None).color_bar("T");
    });
}

#[test]
fn a_spectrogram() {
    check("spectrogram", |figure| {
        let chirp: Vec<f64> =
            of(&spaced(4000, 0.0, 4.0), |t| (t * t * 300.0).sin() + 0.01 * (t * 700.0).cos());
        let mut axes = figure.axes(0, 0);
        axes.spectrogram(chirp, 1000.0).window(128).hop(64).colormap("magma");
        axes.title("Spectrogram").color_bar("");
    });
}

#[test]
fn logarithmic_axes() {
    check("log_log", |figure| {
        let x = spaced(200, 0.1, 1000.0);
        let mut axes = figure.axes(0, 0);
        axes.line((&x, of(&x, |x| x.powf(1.5))));
        axes.x_log().y_log().title("Log");
    });
}

#[test]
fn a_symlog_axis() {
    check("symlog", |figure| {
        let x = spaced(200, -10.0, 10.0);
        let mut axes = figure.axes(0, 0);
        axes.line((&x, of(&x, |x| x.powi(3))));
        axes.y_scale(Scale::Symlog { linear_width: 1.0 }).title("Symlog");
    });
}

#[test]
fn dates() {
    check("dates", |figure| {
        let days: Vec<i64> = (0..300).map(|day| 1_672_531_200 + day * 86_400).collect();
        let y = of(&spaced(300, 0.0, 20.0), |t| t.sin() + 0.1 * t);
        let mut axes = figure.axes(0, 0);
        axes.line((Column::timestamps(days, TimeUnit::Seconds), y));
        axes.y_label("°C");
    });
}

#[test]
fn two_y_axes() {
    check("twin", |figure| {
        let x = spaced(100, 0.0, 6.0);
        let mut axes = figure.axes(0, 0);
        axes.line((&x, of(&x, f64::sin)));
        axes.y_label("left");
        let mut twin = axes.twin_y();
        twin.line((&x, of(&x, |x| 1e3 * x * x)));
        twin.y_label("right");
    });
}

#[test]
fn shared_axes() {
    check("shared", |figure| {
        let x = spaced(100, 0.0, 6.0);
        for row in 0..2 {
            let mut axes = figure.axes(row, 0);
            axes.line((&x, of(&x, |x| (x * f64::from(row + 1)).sin())));
        }
        figure.axes(1, 0).x_label("time (s)");
        figure.share_x();
    });
}
