//! Shapes of markers: what each symbol covers, and its edge.

use vispy_visuals::View;
use vispy_visuals::color::Color;
use vispy_visuals::glam::DVec2;
use vispy_visuals::visuals::{Markers, MarkersStyle, Symbol};

use crate::ink::{Fills, ink, middle, sums};
use crate::markers::{BLUE, NOTHING, RED, filled, markers};
use crate::support::{Stage, pixel_view};

#[test]
fn a_disc_of_ten_pixels_covers_its_area_wherever_it_is() {
    let Some(mut stage) = Stage::new(32, 32) else { return };
    let view = pixel_view(stage.target);
    for (x, y) in [(16.0, 16.0), (16.5, 16.5), (15.2, 16.9), (16.03, 15.66)] {
        let picture =
            stage.draw(NOTHING, &mut [(&mut markers(&[(x, y)], filled(Symbol::Disc, 10.0)), &view)]);
        let area = ink(&picture);
        assert!((area - 78.54).abs() < 1.0, "at {x}, {y}: {area}");
        let off = middle(&picture).distance(DVec2::new(x, y));
        assert!(off < 0.05, "at {x}, {y}: its middle is {off} px away");
    }
}

/// Areas in squares of the half size, of shapes that have a formula.
fn formula(symbol: Symbol) -> Option<f64> {
    let pi = std::f64::consts::PI;
    Some(match symbol {
        Symbol::Disc => pi,
        Symbol::Ring => 0.75 * pi,
        Symbol::Square => 4.0,
        Symbol::Diamond | Symbol::TriangleUp | Symbol::TriangleDown => 2.0,
        Symbol::Vbar | Symbol::Hbar => 4.0 / 3.0,
        // Two bars, and what they have in common once.
        Symbol::Cross => 8.0 / 3.0 - 4.0 / 9.0,
        Symbol::CrossLines => 1.0 - 1.0 / 16.0,
        Symbol::X => 4.0 * 0.6 * (2_f64.sqrt() - 0.3) - 0.36,
        // Ten triangles between the two radii of a pentagram.
        Symbol::Star => 5.0 * 0.381_966 * 36_f64.to_radians().sin(),
        Symbol::Arrow => 1.0 + 0.8,
        Symbol::Chevron => 1.4,
        Symbol::Tag => 1.45 * 1.2 + 0.55 * 0.6,
        Symbol::Ellipse => pi / 2.0,
        // A square and two half discs on its sides.
        Symbol::Heart => 1.171_573_f64.powi(2) * (1.0 + pi / 4.0),
        // Two triangles between axis and tangents, the rest of the disc, without the hole.
        Symbol::Pin => {
            let angle = (3_f64 / 7.0).asin();
            0.6 * 1.4 * angle.cos() + 0.36 * (pi / 2.0 + angle) - pi / 16.0
        }
        _ => return None,
    })
}

#[test]
fn every_symbol_covers_its_shape() {
    let Some(mut stage) = Stage::new(80, 80) else { return };
    let view = pixel_view(stage.target);
    for symbol in Symbol::ALL {
        let mut marker = markers(&[(40.3, 39.6)], filled(symbol, 60.0));
        let picture = stage.draw(NOTHING, &mut [(&mut marker, &view)]);
        let shape = Fills::of(&marker, &view);
        let (drawn, filled) = (ink(&picture), shape.area());
        if let Some(expected) = formula(symbol) {
            let expected = expected * 900.0;
            assert!((filled - expected).abs() < 1e-3 * expected, "{symbol}: {filled} for {expected}");
        }
        assert!((drawn - filled).abs() < 0.01 * filled, "{symbol}: {drawn} for {filled}");
        let pixels = (0..80).flat_map(|y| (0..80).map(move |x| (x, y)));
        let difference = |(x, y)| (f64::from(picture.pixel(x, y)[3]) / 255.0 - shape.coverage(x, y)).abs();
        let differences: Vec<f64> = pixels.map(difference).collect();
        let worst = differences.iter().copied().fold(0.0, f64::max);
        let corners = differences.iter().filter(|difference| **difference > 0.1).count();
        eprintln!("{symbol}: {drawn:.1} of {filled:.1}; worst {worst:.2}, {corners} above 0.1");
        // A distance sees one side of a corner: where a tip is on a pixel's centre it says a half, whatever its angle.
        assert!(worst < 0.5, "{symbol}: a pixel differs by {worst}");
        assert!(corners <= 36, "{symbol}: {corners} pixels differ");
    }
}

#[test]
fn symbols_without_a_hole_have_none_in_the_middle() {
    let Some(mut stage) = Stage::new(32, 32) else { return };
    let view = pixel_view(stage.target);
    for symbol in Symbol::ALL {
        // The middle is the centre of a pixel.
        let style = MarkersStyle { edge: RED, edge_width_px: 1.0, ..filled(symbol, 20.0) };
        let picture = stage.draw(NOTHING, &mut [(&mut markers(&[(16.5, 16.5)], style), &view)]);
        let hollow = matches!(symbol, Symbol::Ring | Symbol::Infinity | Symbol::Pin | Symbol::Chevron);
        if !hollow {
            assert_eq!(picture.pixel(16, 16), [0, 0, 0, 255], "{symbol}");
        }
    }
    let picture =
        stage.draw(NOTHING, &mut [(&mut markers(&[(16.5, 16.5)], filled(Symbol::Ring, 20.0)), &view)]);
    assert_eq!(picture.pixel(16, 16)[3], 0);
}

#[test]
fn symbols_point_where_their_names_say_and_turn_counter_clockwise() {
    let Some(mut stage) = Stage::new(60, 60) else { return };
    let view = pixel_view(stage.target);
    let center = DVec2::splat(30.0);
    let mut off = |symbol, angle: f32| {
        let style = MarkersStyle { angle_rad: angle.to_radians(), ..filled(symbol, 36.0) };
        middle(&stage.draw(NOTHING, &mut [(&mut markers(&[(30.0, 30.0)], style), &view)])) - center
    };
    // A triangle's middle is a third of its height above its base.
    let base = 36.0 / 6.0;
    let close = |found: DVec2, x: f64, y: f64| {
        assert!(found.distance(DVec2::new(x, y)) < 0.1, "{found} for {x}, {y}");
    };
    close(off(Symbol::TriangleUp, 0.0), 0.0, -base);
    close(off(Symbol::TriangleDown, 0.0), 0.0, base);
    close(off(Symbol::TriangleUp, 90.0), base, 0.0);
    close(off(Symbol::TriangleUp, 45.0), base / 2_f64.sqrt(), -base / 2_f64.sqrt());
    // A triangle of area 1 about 1/3 and a shaft of area 0.8 about -1/2, in half sizes.
    close(off(Symbol::Arrow, 0.0), 18.0 * (1.0 / 3.0 - 0.4) / 1.8, 0.0);
    assert!(
        off(Symbol::Heart, 0.0).y > 0.0 && off(Symbol::Spade, 180.0).y > 0.0 && off(Symbol::Pin, 0.0).y > 0.0
    );
    assert!(off(Symbol::Tag, 0.0).x > 0.0 && off(Symbol::Club, 0.0).y.abs() < 4.0);
}

#[test]
fn an_edge_lies_half_inside_and_half_outside() {
    let Some(mut stage) = Stage::new(48, 48) else { return };
    let pi = std::f64::consts::PI;
    let styled = |size, edge_width_px, edge| {
        let style = MarkersStyle { size, face: RED, edge, edge_width_px, ..MarkersStyle::default() };
        markers(&[(24.2, 23.7)], style)
    };
    let mut draw = |marker: &mut Markers, scale_factor| {
        let view = View { scale_factor, ..pixel_view(stage.target) };
        let fills = Fills::of(marker, &view);
        (sums(&stage.draw(NOTHING, &mut [(marker, &view)])), fills.area() * scale_factor * scale_factor)
    };
    // Radius 10, edge from 8 to 12; in logical pixels half of that with a scale factor of 2.
    for (size, width, scale_factor) in [(20.0, 4.0, 1.0), (10.0, 2.0, 2.0)] {
        let (sums, area) = draw(&mut styled(size, width, BLUE), scale_factor);
        assert!((sums[0] - 64.0 * pi).abs() < 1.0, "face: {}", sums[0]);
        assert!((sums[2] - 80.0 * pi).abs() < 1.0, "edge: {}", sums[2]);
        assert!((area - 144.0 * pi).abs() < 0.3, "vector form: {area}");
    }
    let thin = draw(&mut styled(20.0, 0.25, BLUE), 1.0).0;
    assert!((thin[2] - 0.25 * 20.0 * pi).abs() < 0.5, "an edge of a quarter of a pixel: {}", thin[2]);
    for (width, edge) in [(4.0, Color::TRANSPARENT), (0.0, BLUE), (-3.0, BLUE)] {
        let sums = draw(&mut styled(20.0, width, edge), 1.0).0;
        assert!((sums[0] - 100.0 * pi).abs() < 1.0 && sums[2] == 0.0, "no edge: {sums:?}");
    }
}

#[test]
fn every_edge_has_its_band() {
    let Some(mut stage) = Stage::new(80, 80) else { return };
    let view = pixel_view(stage.target);
    for symbol in Symbol::ALL {
        let style = MarkersStyle {
            symbol,
            size: 50.0,
            face: RED,
            edge: BLUE,
            edge_width_px: 5.0,
            ..MarkersStyle::default()
        };
        let mut marker = markers(&[(39.6, 40.2)], style);
        let sums = sums(&stage.draw(NOTHING, &mut [(&mut marker, &view)]));
        let fills = Fills::of(&marker, &view);
        let areas: Vec<f64> =
            fills.fills.iter().map(|fill| Fills { height: 0.0, fills: vec![fill.clone()] }.area()).collect();
        let (face, edge) = if areas.len() == 2 { (areas[0], areas[1]) } else { (0.0, areas[0]) };
        eprintln!("{symbol}: face {:.1} of {face:.1}, edge {:.1} of {edge:.1}", sums[0], sums[2]);
        assert!((sums[0] - face).abs() < 0.02 * face + 4.0, "{symbol}: face {} for {face}", sums[0]);
        assert!((sums[2] - edge).abs() < 0.02 * edge + 4.0, "{symbol}: edge {} for {edge}", sums[2]);
    }
}
