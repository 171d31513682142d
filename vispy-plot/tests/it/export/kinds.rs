//! Kinds of series, scales, themes and legends as SVG, compared with our own pictures.

use vispy_plot::Figure;
use vispy_plot::figure::Theme;

use super::compare::{self, Limits};
use super::svg::{rasterized, svg_of};

#[track_caller]
fn compare(name: &str, figure: &Figure, limits: Limits) {
    let Some(picture) = crate::picture::render(&format!("export_kind_{name}"), figure) else { return };
    let Some(svg) = svg_of(figure) else { return };
    compare::pixels(name, [&rasterized(&format!("kind_{name}"), &svg), &picture], limits);
}

fn figure() -> Figure {
    let mut figure = Figure::new();
    figure.size_px(480, 360);
    figure
}

#[test]
fn markers_and_error_bars_with_a_legend() {
    let mut figure = figure();
    let mut axes = figure.axes(0, 0);
    axes.scatter(([1.0, 2.0, 3.0, 4.0], [3.0, 1.0, 4.0, 2.0])).symbol("star").size_px(30.0).label("stars");
    axes.errorbar(([1.5, 2.5, 3.5], [2.0, 3.0, 2.5])).y_error(0.5).x_error((0.1, 0.3)).label("errors");
    axes.line(([1.0, 4.0], [1.0, 4.0])).style("--").label(r"$x_1^2$");
    axes.legend();
    compare("scatter", &figure, Limits { mean: 0.5, block: 0.05 });
}

#[test]
fn bars_areas_and_steps() {
    let mut figure = figure();
    let mut axes = figure.axes(0, 0);
    axes.bar([3.0, 1.0, 2.0, 5.0]).edge_color("black").label("bars");
    axes.fill_between([0.0, 1.0, 2.0, 3.0], [1.0, 3.0, 2.0, 4.0], 0.5).color("#0808");
    axes.step([2.0, 4.0, 1.0, 3.0]).width_px(3.0).label("steps");
    axes.axhline(2.5).style(":");
    axes.axvspan(0.5, 1.5).alpha(0.3);
    axes.x_categories(["one", "two", "three", "four"]);
    compare("bars", &figure, Limits { mean: 0.4, block: 0.04 });
}

#[test]
fn a_dark_figure_with_logarithms_and_two_y_axes() {
    let mut figure = figure();
    figure.theme(Theme::Dark);
    let mut axes = figure.axes(0, 0);
    let x: Vec<f64> = (0..100).map(|i| 10f64.powf(f64::from(i) * 0.03)).collect();
    let y: Vec<f64> = x.iter().map(|x| x.powf(1.5)).collect();
    let z: Vec<f64> = x.iter().map(|x| x.ln().sin()).collect();
    axes.line((&x, &y)).width_px(3.0);
    axes.x_log().y_log().title("dark").y_label("power");
    let mut twin = axes.twin_y();
    twin.line((&x, &z)).color("orange").width_px(3.0);
    twin.y_label("sine");
    compare("dark", &figure, Limits { mean: 0.6, block: 0.02 });
}

#[test]
fn a_histogram_beside_a_spectrogram() {
    let mut figure = figure();
    let values: Vec<f32> = (0..4000).map(|i| (i as f32 * 0.7).sin() + (i as f32 * 0.031).cos()).collect();
    figure.axes(0, 0).hist(&values).bins(20);
    figure.axes(1, 0).spectrogram(&values, 1000.0).window(128);
    compare("hist", &figure, Limits { mean: 0.4, block: 0.05 });
}
