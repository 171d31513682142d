//! Each visual as SVG, rendered by another library and compared with what the GPU draws.

use std::error::Error;

use vispy_app::events::PhysicalSize;
use vispy_plot::{Figure, FigureView, SaveOptions};
use vispy_scene::Node;
use vispy_visuals::Visual;
use vispy_visuals::color::{Color, Colormap};
use vispy_visuals::coordinate::Reference;
use vispy_visuals::glam::DVec2;
use vispy_visuals::text::{Anchor, TextStyle};
use vispy_visuals::ticks::Scale;
use vispy_visuals::vector::{Cap, Join};
use vispy_visuals::visuals::{
    Arrow, ArrowHead, ArrowStyle, ColorBar, Dash, Ellipse, FillBetween, InfiniteLine, Line, LineStyle,
    LinearRegion, Markers, MarkersStyle, Orientation, Polygon, PolygonStyle, Rectangle, RegularPolygon, Side,
    Symbol, Text,
};

use super::compare::{self, Limits};
use super::svg::rasterized;

const WIDTH: f64 = 480.0;

fn at(x: f64, y: f64) -> DVec2 {
    DVec2::new(x, y)
}

/// Draws visuals in logical pixels of the canvas, with opacity, by the GPU and as SVG, and compares.
#[track_caller]
fn compare(name: &str, opacity: f32, limits: Limits, visuals: Vec<Box<dyn AddTo>>) {
    let size = PhysicalSize::new(WIDTH as u32, 360);
    let mut view = FigureView::new(&Figure::new(), size, 1.0).unwrap();
    let scene = view.scene_view().scene_mut();
    let above = scene.canvas_above();
    let node = scene.add_node(above, Node::new().with_opacity(opacity)).unwrap();
    for visual in visuals {
        visual.add_to(scene, node);
    }
    let svg = view.to_svg(&SaveOptions::default()).unwrap();
    assert!(!svg.contains("<image "), "{name} is all vectors");
    let theirs = rasterized(&format!("visuals-{name}"), &svg);
    let Some(ours) = crate::picture::draw(&format!("export_visuals-{name}"), &mut view) else { return };
    compare::pixels(name, [&theirs, &ours], limits);
}

/// A visual of any type that a scene takes.
trait AddTo {
    fn add_to(self: Box<Self>, scene: &mut vispy_scene::Scene, parent: vispy_scene::NodeHandle);
}

impl<V: Visual> AddTo for V {
    fn add_to(self: Box<Self>, scene: &mut vispy_scene::Scene, parent: vispy_scene::NodeHandle) {
        scene.add(parent, *self).unwrap();
    }
}

#[test]
fn markers() -> Result<(), Box<dyn Error>> {
    let mut visuals: Vec<Box<dyn AddTo>> = Vec::new();
    for (row, [face, edge]) in
        [[Color::parse("steelblue")?, Color::BLACK], [Color::parse("#fa08")?, Color::TRANSPARENT]]
            .iter()
            .enumerate()
    {
        let x: Vec<f64> = (0..25).map(|i| 40.0 + f64::from(i % 9) * 50.0).collect();
        let y: Vec<f64> = (0..25).map(|i| 40.0 + f64::from(i / 9) * 55.0 + 170.0 * row as f64).collect();
        let style =
            MarkersStyle { size: 32.0, face: *face, edge: *edge, edge_width_px: 1.5, ..Default::default() };
        let mut markers = Markers::new(x, y, style)?;
        markers.set_symbols(Symbol::ALL.to_vec())?;
        markers.set_angles((0..25).map(|i| i as f32 * 0.1 * row as f32).collect())?;
        visuals.push(Box::new(markers));
    }
    compare("markers", 1.0, Limits { mean: 0.5, block: 0.05 }, visuals);
    Ok(())
}

#[test]
fn lines() -> Result<(), Box<dyn Error>> {
    let mut visuals: Vec<Box<dyn AddTo>> = Vec::new();
    let dashes =
        [Dash::Solid, Dash::Dashed, Dash::Dotted, Dash::DashDot, Dash::custom(&[12.0, 3.0, 2.0, 3.0])?];
    let shapes = [(Join::Round, Cap::Round), (Join::Miter, Cap::Butt), (Join::Bevel, Cap::Square)];
    for (row, dash) in dashes.into_iter().enumerate() {
        for (column, (join, cap)) in shapes.into_iter().enumerate() {
            let style =
                LineStyle { width_px: 6.0, color: Color::parse("#1368")?, join, cap, dash, dash_cap: cap };
            let points = [(0.0, 45.0), (40.0, 0.0), (60.0, 45.0), (100.0, 45.0), (140.0, 20.0)];
            let corner = at(15.0 + 155.0 * column as f64, 15.0 + 65.0 * row as f64);
            visuals.push(Box::new(Line::from_points(&points.map(|(x, y)| corner + at(x, y)), style)));
        }
    }
    let wave_style = LineStyle { width_px: 1.5, ..LineStyle::default() };
    let wave: Vec<DVec2> =
        (0..470).map(|i| at(5.0 + f64::from(i), 345.0 + 10.0 * (f64::from(i) * 0.1).sin())).collect();
    visuals.push(Box::new(Line::from_points(&wave, wave_style)));
    compare("lines", 1.0, Limits { mean: 0.6, block: 0.05 }, visuals);
    Ok(())
}

#[test]
fn shapes() -> Result<(), Box<dyn Error>> {
    let style =
        PolygonStyle { fill: Color::parse("#2a88")?, edge: Color::parse("darkred")?, edge_width_px: 3.0 };
    let ring = |center: DVec2, radius: f64, sides: i32| -> Vec<DVec2> {
        let turn = |i| f64::from(i) / f64::from(sides) * std::f64::consts::TAU;
        (0..sides).map(|i| center + radius * DVec2::from_angle(turn(i))).collect()
    };
    let rings = [ring(at(80.0, 80.0), 60.0, 7), ring(at(80.0, 80.0), 25.0, 4)];
    let x: Vec<f64> = (0..60).map(|i| 320.0 + f64::from(i) * 2.5).collect();
    let upper: Vec<f64> = x.iter().map(|x| 60.0 + 30.0 * (x * 0.07).sin()).collect();
    let lower: Vec<f64> = x.iter().map(|x| 110.0 + 20.0 * (x * 0.11).cos()).collect();
    let visuals: Vec<Box<dyn AddTo>> = vec![
        Box::new(LinearRegion::new(Orientation::Vertical, [150.0, 175.0], Color::parse("#8884")?)?),
        Box::new(Polygon::new(&rings, style)?),
        Box::new(Ellipse::new(at(230.0, 80.0), at(60.0, 40.0), style)?),
        Box::new(Ellipse::new(at(230.0, 190.0), at(50.0, 50.0), style)?.with_sector(0.3, 4.0)),
        Box::new(RegularPolygon::new(at(80.0, 210.0), at(50.0, 50.0), 5, style)?),
        Box::new(FillBetween::new(x, upper, lower, Color::parse("purple")?.with_alpha(0.5))?),
        Box::new(
            Rectangle::new(at(320.0, 160.0), at(450.0, 240.0), Color::parse("gold")?)?.with_radius(15.0),
        ),
        Box::new(InfiniteLine::new(
            Orientation::Horizontal,
            300.5,
            LineStyle { width_px: 2.0, ..LineStyle::default() },
        )?),
    ];
    compare("shapes", 0.8, Limits { mean: 0.4, block: 0.05 }, visuals);
    Ok(())
}

#[test]
fn arrows_and_texts() -> Result<(), Box<dyn Error>> {
    let mut visuals: Vec<Box<dyn AddTo>> = Vec::new();
    for (i, head) in ArrowHead::ALL.into_iter().enumerate() {
        let x = 30.0 + 50.0 * i as f64;
        let line = LineStyle { width_px: 2.0, cap: Cap::Butt, ..LineStyle::default() };
        let style = ArrowStyle { line, head, head_size_px: 16.0, head_color: Color::parse("crimson")? };
        visuals.push(Box::new(Arrow::from_points(&[at(x, 120.0), at(x + 20.0, 30.0)], style)?));
    }
    for i in 0..8 {
        let text = Text::new(r"turned $x_i^2$", at(120.0, 240.0), TextStyle::new(14.0))?;
        visuals.push(Box::new(text.with_angle(f64::from(i) * std::f64::consts::FRAC_PI_4)));
    }
    let text = Text::new("two lines,\ncentred", at(320.0, 180.0), TextStyle::new(18.0).bold())?;
    visuals.push(Box::new(text.with_anchor(Anchor::CENTER).with_color(Color::parse("#06c8")?)));
    let mut bar = ColorBar::new(Side::Right, Colormap::default())?;
    bar.set_place(at(380.0, 330.0), at(400.0, 220.0))?;
    bar.set_domain(Reference::F64(0.0), [0.0, 5.0], Scale::Linear);
    bar.set_label(Some(r"$\mu$V"));
    visuals.push(Box::new(bar));
    compare("arrows_and_texts", 1.0, Limits { mean: 0.6, block: 0.06 }, visuals);
    Ok(())
}
