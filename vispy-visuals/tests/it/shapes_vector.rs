//! The vector form of shapes, dashes and bars, in numbers.

use vispy_gloo::RenderTarget;
use vispy_visuals::View;
use vispy_visuals::color::{Color, Colormap};
use vispy_visuals::coordinate::Reference;
use vispy_visuals::glam::DVec2;
use vispy_visuals::samples::Samples;
use vispy_visuals::ticks::Scale;
use vispy_visuals::vector::Cap;
use vispy_visuals::visuals::{
    ColorBar, Dash, Ellipse, FillBetween, InfiniteLine, Line, LineStyle, LinearRegion, Orientation, Polygon,
    PolygonStyle, Side,
};

use crate::shapes::{black, points};
use crate::support::data_view;
use crate::vector::Notes;

fn target() -> RenderTarget {
    RenderTarget::canvas(200, 100)
}

fn view() -> View {
    data_view(target(), [0.0, 20.0], [0.0, 10.0])
}

#[test]
fn a_polygon_is_one_path_whose_holes_run_the_other_way() {
    let square = |low: f64, high: f64| points([(low, low), (high, low), (high, high), (low, high)]);
    let style = PolygonStyle { edge: Color::rgba(0.0, 0.0, 0.0, 0.5), edge_width_px: 2.0, ..black() };
    let frame = Polygon::new(&[square(1.0, 9.0), square(3.0, 5.0)], style).unwrap();
    let path = "M10,90 L90,90 L90,10 L10,10 Z M30,50 L50,50 L50,70 L30,70 Z";
    let expected = format!("fill [0, 0, 0, 255]: {path}\nstroke 2 px Miter Butt alpha 128: {path}\n");
    assert_eq!(Notes::of(&frame, &view()), expected);
    let near = data_view(target(), [1e-6, 2e-6], [1e-6, 2e-6]);
    let notes = Notes::of(&Polygon::new(&[square(0.0, 10.0)], black()).unwrap(), &near);
    assert_eq!(
        notes, "fill [0, 0, 0, 255]: M-20,-20 L-20,120 L220,120 L220,-20 Z\n",
        "cut off around the page"
    );
    let gone = data_view(target(), [20.0, 30.0], [0.0, 10.0]);
    assert_eq!(Notes::of(&frame, &gone), "");
}

#[test]
fn an_ellipse_goes_through_its_four_ends() {
    let disc = Ellipse::new(DVec2::new(10.0, 5.0), DVec2::new(5.0, 2.0), black()).unwrap();
    let notes = Notes::of(&disc, &view());
    for point in ["150,50", "100,30", "50,50", "100,70"] {
        assert!(notes.contains(point), "{point}: {notes}");
    }
    let corners = notes.split(' ').filter(|word| word.starts_with(['M', 'L'])).count();
    assert!((32..200).contains(&corners), "{corners}");
}

#[test]
fn a_filled_signal_is_a_path_for_each_piece() {
    let y = vec![1.0, 2.0, f64::NAN, 3.0, 4.0];
    let area = FillBetween::to_level(Samples::uniform(0.0, 2.0, 5), y, 1.5, Color::BLACK).unwrap();
    // The first piece crosses its level half way.
    let expected =
        "fill [0, 0, 0, 255]: M0,90 L10,85 L20,80 L20,85 L10,85 L0,85 Z M60,70 L80,60 L80,85 L60,85 Z\n";
    assert_eq!(Notes::of(&area, &view()), expected);
}

#[test]
fn dashes_are_cut_in_the_path_itself() {
    let dash = Dash::custom(&[30.0, 20.0]).unwrap();
    let style = LineStyle { dash, ..LineStyle::default() };
    let ends = points([(1.0, 5.0), (5.0, 5.0), (5.0, 9.0)]);
    let notes = Notes::of(&Line::from_points(&ends, style), &view());
    // 40 px to the corner, and up: the second dash begins 10 beyond it.
    let expected = "stroke 1.5 px Round Butt alpha 255: M10,50 L40,50 M50,40 L50,10\n";
    assert_eq!(notes, expected);
    let level =
        InfiniteLine::new(Orientation::Horizontal, 5.04, LineStyle { width_px: 1.0, ..style }).unwrap();
    let notes = Notes::of(&level, &view());
    assert!(notes.starts_with("stroke 1 px Miter Butt alpha 255: M0,49.5 L30,49.5\nstroke"), "{notes}");
    assert_eq!(notes.lines().count(), 4);
}

#[test]
fn a_line_of_two_colours_is_a_stroke_for_each_segment() {
    let ends = points([(1.0, 5.0), (5.0, 5.0), (9.0, 5.0)]);
    let mut line = Line::from_points(&ends, LineStyle { cap: Cap::Round, ..LineStyle::default() });
    line.set_widths(Some(vec![2.0, 4.0, 4.0])).unwrap();
    let expected = "stroke 3 px Round Round alpha 255: M10,50 L50,50\nstroke 4 px Round Round alpha 255: M50,50 L90,50\n";
    assert_eq!(Notes::of(&line, &view()), expected);
}

#[test]
fn a_region_covers_the_page_across() {
    let region = LinearRegion::new(Orientation::Vertical, [2.0, 4.0], Color::BLACK).unwrap();
    let notes = Notes::of(&region, &view());
    assert_eq!(notes, "fill [0, 0, 0, 255]: M20,120 L20,-20 L40,-20 L40,120 Z\n");
}

#[test]
fn a_color_bar_is_its_colours_a_border_and_an_axis() {
    let mut bar = ColorBar::new(Side::Bottom, Colormap::by_name("grays").unwrap()).unwrap();
    bar.set_place(DVec2::new(20.0, 10.0), DVec2::new(148.0, 30.0)).unwrap();
    bar.set_domain(Reference::F64(0.0), [0.0, 1.0], Scale::Linear);
    let notes = Notes::of(&bar, &View::of_canvas(target(), 1.0));
    let fills: Vec<&str> = notes.lines().filter(|line| line.starts_with("fill")).collect();
    assert_eq!(fills.len(), 256);
    assert_eq!(fills[128], "fill [128, 128, 128, 255]: M84,10 L148,10 L148,30 L84,30 Z");
    assert!(notes.contains("stroke 1 px Miter Butt alpha 255: M20,10 L148,10 L148,30 L20,30 Z\n"), "{notes}");
    assert!(notes.contains("text \"0.5\""));
}
