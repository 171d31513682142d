//! Visuals of one's own in axes: the quiver of the example, by numbers.

use vispy_plot::data::{Column, TimeUnit, Value};
use vispy_plot::figure::{FigureDocument, Scale};
use vispy_plot::{Error, Figure};
use vispy_visuals::color::Color;
use vispy_visuals::glam::DVec2;
use vispy_visuals::visuals::{Graph, GraphStyle, Markers, MarkersStyle, RawDraw};
use vispy_visuals::{Bounds, Progress, Visual as _};

use crate::custom_quiver::{self, Quiver};
use crate::interaction::Hand;
use crate::picture::{axes_rect, draw, draw_frames, render};

const RED: Color = Color::rgb(1.0, 0.0, 0.0);
const BLUE: Color = Color::rgb(0.0, 0.0, 1.0);

/// Two arrows: a weak one to the right at y 2, and one four times as strong upwards at x 8.
fn two_arrows() -> Quiver {
    let places = [DVec2::new(1.0, 2.0), DVec2::new(8.0, 1.0)];
    Quiver::new(&places, &[DVec2::new(2.0, 0.0), DVec2::new(0.0, 8.0)], 1.0, [RED, BLUE])
}

fn figure() -> Figure {
    let mut figure = Figure::new();
    figure.size_px(400, 300);
    let mut axes = figure.axes(0, 0);
    axes.x_limits(0.0, 10.0).y_limits(0.0, 10.0).grid(false);
    axes.add(two_arrows());
    figure
}

fn squares(places: &[[f64; 2]]) -> Markers {
    let (x, y): (Vec<f64>, Vec<f64>) = places.iter().map(|[x, y]| (*x, *y)).unzip();
    let style = MarkersStyle { size: 8.0, face: RED, edge_width_px: 0.0, ..MarkersStyle::default() };
    Markers::new(x, y, style).unwrap()
}

#[test]
fn arrows_are_drawn_where_their_data_are_in_their_colours() {
    let Some(picture) = render("own_arrows", &figure()) else { return };
    let rect = axes_rect(&figure(), 0);
    let at = |x: f64, y: f64| {
        let place = rect.pos + DVec2::new(x / 10.0, 1.0 - y / 10.0) * rect.size;
        let index = (place.y as usize * picture.width as usize + place.x as usize) * 4;
        [picture.rgba[index], picture.rgba[index + 1], picture.rgba[index + 2]]
    };
    assert_eq!(at(8.0, 4.0), [0, 0, 255], "the strong one has the second colour");
    // A quarter of the strength: a quarter of the way from red to blue; the row may be covered in part.
    let weak = at(1.6, 2.0);
    assert!(weak[0] > weak[2] && weak[1] < 130, "{weak:?}");
    assert_eq!(at(5.0, 5.0), [255; 3]);
    // The ink: shafts of 1.8 px to the middle of the head, heads 0.7 of their square minus a notch.
    let px_per_unit = rect.size / 10.0;
    let shafts = 1.8 * (2.0 * px_per_unit.x + 8.0 * px_per_unit.y - 10.0);
    let ink: f64 = picture
        .rgba
        .chunks_exact(4)
        .enumerate()
        .filter(|(index, _)| {
            let pixel = DVec2::new((index % 400) as f64 + 0.5, (index / 400) as f64 + 0.5);
            pixel.cmpgt(rect.pos + 1.0).all() && pixel.cmplt(rect.end() - 1.0).all()
        })
        .map(|(_, rgba)| 1.0 - f64::from(rgba[1]) / 255.0)
        .sum();
    // Each head is a triangle of 10 x 7 px without its notch of 2.5 px by 7 px, and covers what the shaft does there.
    let heads = 2.0 * (35.0 - 8.75);
    assert!((ink - shafts - heads).abs() < 0.1 * (shafts + heads), "{ink}, expected {}", shafts + heads);
}

#[test]
fn axes_hold_what_is_added_and_the_legend_and_the_pointer_know_it() {
    let mut figure = Figure::new();
    figure.size_px(500, 400);
    let mut axes = figure.axes(0, 0);
    axes.add(two_arrows()).label("wind").color("red");
    axes.line([0.0, 1.0]).label("else");
    axes.legend();
    let mut hand = Hand::new(&figure);
    let [x, y] = hand.view.limits(0).unwrap().map(|limits| limits.map(Value::to_f64));
    // Arrows reach to 8 and to 9, with a margin of a twentieth; the line begins at 0, and needs none there.
    let close = |found: [f64; 2], expected: [f64; 2]| (0..2).all(|i| (found[i] - expected[i]).abs() < 1e-9);
    assert!(close(x, [0.0, 8.4]) && close(y, [-0.45, 9.45]), "{x:?} {y:?}");
    assert_eq!(hand.view.legend_entries(0).map(|(series, _)| series).collect::<Vec<_>>(), [0, 1]);
    // The middle of the strong arrow, three pixels beside it.
    let [fraction_x, fraction_y] = [(8.0 - x[0]) / (x[1] - x[0]), (5.0 - y[0]) / (y[1] - y[0])];
    let [px, py] = hand.at(fraction_x, fraction_y);
    hand.move_to([px + 3.0, py]);
    let found = hand.view.hovered().unwrap();
    assert_eq!((found.series, found.index), (0, 1));
    assert_eq!((found.x, found.y), (Value::F64(8.0), Value::F64(1.0)));
    assert_eq!(found.label, "wind\nx = 8\ny = 1\n8.0 m/s towards 0°");
    hand.move_to([px + 30.0, py]);
    assert_eq!(hand.view.hovered(), None, "too far away");
    // Hidden, the axes hold the line alone.
    hand.view.set_series_visible(0, 0, false).unwrap();
    hand.view.update().unwrap();
    let [x, _] = hand.view.limits(0).unwrap().map(|limits| limits.map(Value::to_f64));
    assert!(x[1] < 2.0, "{x:?}");
}

#[test]
fn what_is_shown_can_be_changed_and_home_follows() {
    let mut figure = Figure::new();
    figure.axes(0, 0).add(squares(&[[0.0, 0.0], [1.0, 1.0]]));
    let mut hand = Hand::new(&figure);
    let Some(_) = draw("own_changed", &mut hand.view) else { return };
    assert!(!hand.view.needs_redraw());
    let shown = hand.view.visual_mut::<Markers>(0, 0).unwrap();
    shown.set_data(vec![0.0, 4.0, 10.0], vec![0.0, 5.0, 20.0]).unwrap();
    assert!(hand.view.needs_redraw());
    hand.view.update().unwrap();
    let limits = |hand: &Hand| hand.view.limits(0).unwrap().map(|limits| limits.map(Value::to_f64));
    assert_eq!(limits(&hand), [[-0.5, 10.5], [-1.0, 21.0]]);
    // What is saved is what is seen; the figure itself has its own.
    let copy = hand.view.as_seen().unwrap();
    assert_eq!(copy.visual::<Markers>(0, 0).unwrap().len(), 3);
    assert_eq!(Hand::new(&figure).view.visual::<Markers>(0, 0).unwrap().len(), 2);
    let error = hand.view.visual_mut::<Quiver>(0, 0).unwrap_err().to_string();
    assert!(error.contains("asked for as") && error.contains("Quiver, series 0 of axes 0"), "{error}");
    let error = hand.view.visual::<Markers>(0, 1).unwrap_err().to_string();
    assert_eq!(error, "the number of a series is 1 of axes 0, expected one that shows a visual of one's own");
}

#[test]
fn vector_graphics_have_its_paths() {
    let Ok(svg) = figure().to_svg(&vispy_plot::SaveOptions::default()) else { return };
    assert!(!svg.contains("<image"), "it has a vector form");
    assert!(svg.contains("#00f") || svg.contains("#0000ff"), "the strong arrow's colour: {svg}");
}

#[test]
fn a_document_refuses_it_by_name() {
    let figure = figure();
    let error = serde_json::to_string(&figure.document).unwrap_err().to_string();
    assert!(error.starts_with("a document cannot carry a visual of one's own ("), "{error}");
    assert!(error.contains("Quiver), which is code"), "{error}");
    // Of another figure, it names what is not there.
    let other = Figure::from_parts(figure.document.clone(), Figure::new().data).unwrap_err().to_string();
    assert!(other.contains("is not in the data store"), "{other}");
    let json = serde_json::to_string(&FigureDocument::default()).unwrap();
    assert!(serde_json::from_str::<FigureDocument>(&json).is_ok());
}

#[test]
fn an_origin_keeps_nanoseconds_apart() {
    let start = 1_700_000_000_000_000_001_i64;
    let mut figure = Figure::new();
    figure.size_px(500, 400);
    let mut axes = figure.axes(0, 0);
    axes.line((Column::timestamps(vec![start, start + 10], TimeUnit::Nanos), [0.0, 1.0]));
    axes.add(squares(&[[3.0, 0.5]])).origin(start, 0.0);
    let mut hand = Hand::new(&figure);
    let at = hand.at(0.3, 0.5);
    hand.move_to(at);
    let found = hand.view.hovered().unwrap();
    assert_eq!((found.series, found.x, found.y), (1, Value::I64(start + 3), Value::F64(0.5)));
    // Away, so that nothing marks the place.
    hand.move_to([1.0, 1.0]);
    let Some(picture) = draw("own_origin", &mut hand.view) else { return };
    let index = (at[1] as usize * 500 + at[0] as usize) * 4;
    assert_eq!(picture.rgba[index..index + 3], [255, 0, 0], "drawn where it is read out");
}

#[test]
fn a_shader_that_does_not_compile_is_an_error_of_the_figure() {
    #[derive(Debug, Clone)]
    struct Broken;
    impl vispy_visuals::Visual for Broken {
        fn bounds(&self) -> Option<Bounds> {
            None
        }
        fn prepare(&mut self, _: &mut vispy_visuals::DrawContext<'_>) -> vispy_visuals::Result<()> {
            let text = "vec4 broken(vec4 color) {\n    return color * 2.0\n}";
            vispy_visuals::shaders::Snippet::new("my/broken.glsl", text)?;
            Ok(())
        }
        fn draw(&mut self, _: &mut vispy_visuals::DrawContext<'_>) -> vispy_visuals::Result<()> {
            Ok(())
        }
        fn vector(
            &self,
            _: &vispy_visuals::View,
            _: &mut dyn vispy_visuals::vector::VectorSink,
        ) -> Result<(), vispy_visuals::vector::NotVector> {
            Err(vispy_visuals::vector::NotVector { visual: "Broken", reason: "it is broken" })
        }
    }
    let mut figure = Figure::new();
    figure.axes(0, 0).add(Broken);
    match figure.render(&vispy_plot::SaveOptions::default()) {
        Err(Error::App(vispy_app::Error::NoGl { .. })) => {}
        Err(error) => {
            let text = error.to_string();
            assert!(text.contains("Broken of node") && text.contains("my/broken.glsl:3"), "{text}");
        }
        Ok(_) => panic!("a broken shader was drawn"),
    }
}

#[test]
fn the_example_shows_a_wind_field() {
    assert!(custom_quiver::figure().check().is_ok());
    let Some(picture) = render("custom_quiver", &custom_quiver::figure()) else { return };
    let strong = picture.rgba.chunks_exact(4).filter(|rgba| rgba[0] > 100 && rgba[1] < 60 && rgba[2] < 110);
    assert!(strong.count() > 100, "around the centres the wind is strong");
}

#[test]
fn a_colour_function_colours_by_position_on_any_axes() {
    let text = "vec4 halves(vec4 color, vec2 position) {
        return position.x < 100.0 ? vec4(1.0, 0.0, 0.0, 1.0) : vec4(0.0, 0.0, 1.0, 1.0);
    }";
    for scale in [Scale::Linear, Scale::Log] {
        let mut figure = Figure::new();
        figure.size_px(400, 300);
        let mut axes = figure.axes(0, 0);
        axes.x_scale(scale).x_limits(1.0, 10_000.0).y_limits(-1.0, 1.0).grid(false);
        axes.line(([1.0, 10_000.0], [0.0, 0.0])).width_px(9.0).color_function(text);
        let Some(picture) = render("color_function", &figure) else { return };
        let rect = axes_rect(&figure, 0);
        let row = rect.center().y as usize;
        let colors: Vec<&[u8]> = (rect.pos.x as usize + 2..rect.end().x as usize - 2)
            .map(|x| &picture.rgba[(row * 400 + x) * 4..][..3])
            .collect();
        let red = colors.iter().filter(|color| **color == [255, 0, 0]).count();
        let blue = colors.iter().filter(|color| **color == [0, 0, 255]).count();
        assert_eq!(red + blue, colors.len(), "two colours and nothing between");
        let share = if scale == Scale::Log { 0.5 } else { 0.0099 };
        let expected = share * rect.size.x - 2.0;
        assert!((red as f64 - expected).abs() <= 1.0, "{red} px are red, expected {expected}");
    }
}

#[test]
fn what_is_wrong_with_a_colour_function_is_an_error_of_the_figure_with_its_line() {
    let error = |text: &str| {
        let mut figure = Figure::new();
        figure.axes(0, 0).line([1.0, 2.0]).color_function(text);
        figure.check().unwrap_err().to_string()
    };
    let wrong = error("vec4 half_red(vec4 color, vec2 position) {\n    return vec4(1.0, 0.0 0.0, 1.0);\n}");
    assert!(wrong.starts_with("the colour function: "), "{wrong}");
    assert!(wrong.contains("color_function.glsl:2") && wrong.contains("^"), "{wrong}");
    let kind = error("float level(float x) { return x; }");
    assert!(kind.contains("expected vec4 name(vec4 color, vec2 position), got float(float)"), "{kind}");
    let mut figure = Figure::new();
    let signals = ndarray::Array2::<f32>::zeros((3, 10));
    figure.axes(0, 0).signals(&signals).color_function("vec4 c(vec4 color, vec2 p) { return color; }");
    let refused = figure.check().unwrap_err().to_string();
    assert!(refused.contains("a kind other than signals and annotations"), "{refused}");
    // The text is a part of the document.
    let mut figure = Figure::new();
    figure.axes(0, 0).line([1.0]).color_function("vec4 c(vec4 color, vec2 p) { return color; }");
    let json = serde_json::to_string(&figure.document).unwrap();
    assert_eq!(serde_json::from_str::<FigureDocument>(&json).unwrap(), figure.document);
}

#[test]
fn a_raw_draw_is_in_data_coordinates_and_inside_of_the_axes() {
    let origin = DVec2::new(5e6, -3e6);
    let square = |ctx: &vispy_gloo::Context| {
        let header = match ctx.caps().api {
            vispy_gloo::Api::Gl => "#version 330 core\n",
            _ => "#version 300 es\nprecision highp float;\n",
        };
        let vertex = "uniform mat3 u_map;
            void main() {
                vec2 corner = vec2(gl_VertexID % 2, gl_VertexID / 2) * 4.0;
                gl_Position = vec4((u_map * vec3(corner, 1.0)).xy, 0.0, 1.0);
            }";
        let fragment = "out vec4 color; void main() { color = vec4(1.0, 0.0, 0.0, 1.0); }";
        let mut program =
            vispy_gloo::Program::new(format!("{header}{vertex}"), format!("{header}{fragment}"));
        Ok(move |raw: &mut RawDraw<'_>| {
            let map = raw.render_from_offset(DVec2::new(5e6, -3e6)).unwrap();
            program.set_uniform("u_map", map)?;
            let (target, state) = (raw.target(), raw.state());
            let call = vispy_gloo::DrawCall::new(vispy_gloo::Topology::TriangleStrip, 0..4);
            Ok(raw.ctx.draw(&mut program, target, state, call)?)
        })
    };
    let mut figure = Figure::new();
    figure.size_px(400, 300);
    let mut axes = figure.axes(0, 0);
    // The square is from 0 to 4 of what is seen, -1 to 3 of x and 1 to 5 of y: clipped at two sides.
    axes.x_limits(origin.x - 1.0, origin.x + 3.0).y_limits(origin.y + 1.0, origin.y + 5.0).grid(false);
    let bounds = Bounds { min: origin, max: origin + 4.0 };
    axes.draw(bounds, square);
    let Some(picture) = render("raw_draw", &figure) else { return };
    let rect = axes_rect(&figure, 0);
    let red = picture.rgba.chunks_exact(4).filter(|rgba| rgba[..3] == [255, 0, 0]).count() as f64;
    let expected = rect.size.x * 0.75 * rect.size.y * 0.75;
    assert!((red - expected).abs() < rect.size.x + rect.size.y, "{red} px, expected {expected}");
    // Filters cannot get into its program, and are refused.
    figure.axes(0, 0).draw(bounds, square).color_function("vec4 c(vec4 color, vec2 p) { return color; }");
    let error = figure.render(&vispy_plot::SaveOptions::default()).unwrap_err().to_string();
    assert!(error.contains("1 filter(s) on a visual that draws with the context itself"), "{error}");
}

#[test]
fn a_graph_settles_in_a_window_and_the_axes_follow() {
    let edges: Vec<[u32; 2]> = (0..60).map(|i| [i, (i + 1) % 60]).collect();
    let mut figure = Figure::new();
    figure.size_px(400, 300);
    figure.axes(0, 0).add(Graph::new(60, edges, GraphStyle::default()).unwrap());
    let mut view = Hand::new(&figure).view;
    assert_eq!(view.progress(), Progress::Settled, "nobody has seen it yet");
    let Some(_) = draw_frames("graph_window", &mut view) else { return };
    assert_eq!(view.progress(), Progress::Settled);
    let bounds = view.visual::<Graph>(0, 0).unwrap().bounds().unwrap();
    let [x, y] = view.limits(0).unwrap().map(|limits| limits.map(Value::to_f64));
    assert!(x[0] < bounds.min.x && x[1] > bounds.max.x && y[0] < bounds.min.y && y[1] > bounds.max.y);
    assert!(x[1] - x[0] < 1.2 * (bounds.max.x - bounds.min.x), "{x:?} {bounds:?}");
    // Forces pull a ring apart: neighbours are nearer to each other than nodes are on the whole.
    let graph = view.visual::<Graph>(0, 0).unwrap();
    let places = graph.positions();
    let edge: f64 = (0..60).map(|i| places[i].distance(places[(i + 1) % 60])).sum::<f64>() / 60.0;
    let any: f64 = (0..60).map(|i| places[i].distance(places[(i + 30) % 60])).sum::<f64>() / 60.0;
    assert!(edge < 0.3 * any, "{edge} between neighbours, {any} across");
    // What is saved waits for the same end.
    let mut saved = Hand::new(&figure).view;
    saved.settle().unwrap();
    assert_eq!(saved.visual::<Graph>(0, 0).unwrap().positions(), places);
}
