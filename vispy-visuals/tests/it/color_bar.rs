//! Colour bars.

use vispy_visuals::color::{Color, Colormap};
use vispy_visuals::coordinate::Reference;
use vispy_visuals::glam::DVec2;
use vispy_visuals::ticks::Scale;
use vispy_visuals::visuals::{ColorBar, ColorBarStyle, Side};
use vispy_visuals::{View, Visual as _};

use crate::golden;
use crate::shapes::WHITE;
use crate::support::Stage;

/// A bar whose strip is 128 px long, without a border.
fn bar(side: Side) -> ColorBar {
    let mut bar = ColorBar::new(side, Colormap::by_name("viridis").unwrap()).unwrap();
    let size = if side.is_horizontal() { DVec2::new(128.0, 20.0) } else { DVec2::new(20.0, 128.0) };
    bar.set_place(DVec2::new(40.0, 40.0), DVec2::new(40.0, 40.0) + size).unwrap();
    bar.set_style(ColorBarStyle { border_width_px: 0.0, ..bar.style() });
    bar.set_domain(Reference::F64(0.0), [0.0, 1.0], Scale::Linear);
    bar
}

#[test]
fn the_strip_has_the_colours_of_its_values() {
    let Some(mut stage) = Stage::new(208, 208) else { return };
    let view = View::of_canvas(stage.target, 1.0);
    for side in [Side::Right, Side::Left, Side::Bottom, Side::Top] {
        let picture = stage.draw(WHITE, &mut [(&mut bar(side), &view)]);
        picture.save(&format!("color_bar_{side:?}"));
        for step in [2, 30, 64, 100, 125] {
            // The mean of two entries of the table: a pixel is 1/128 of the bar.
            let [a, b] =
                [0.25, 0.75].map(|d| Colormap::default().map((f64::from(step) + d) / 128.0).to_rgba8());
            let (x, y) = match side {
                Side::Left | Side::Right => (50, 40 + step),
                Side::Bottom | Side::Top => (40 + step, 158),
            };
            let found = picture.pixel(x, y);
            for channel in 0..3 {
                let expected = (u16::from(a[channel]) + u16::from(b[channel])) / 2;
                assert!(
                    u16::from(found[channel]).abs_diff(expected) <= 1,
                    "{side:?}, {step}: {found:?}, {a:?}, {b:?}"
                );
            }
        }
    }
}

#[test]
fn ticks_stand_outside_on_their_side_and_room_is_what_they_need() {
    let Some(mut stage) = Stage::new(208, 208) else { return };
    let view = View::of_canvas(stage.target, 1.0);
    for side in [Side::Right, Side::Left, Side::Bottom, Side::Top] {
        let mut bar = bar(side);
        bar.set_label(Some("depth"));
        let room = bar.room();
        assert!(room.outward_px > 20.0, "{room:?}");
        let picture = stage.draw(WHITE, &mut [(&mut bar, &view)]);
        let [low, high] = bar.place();
        // All ink is within the strip and its room.
        let (before, after) = (room.before_px + 1.0, room.after_px + 1.0);
        let along = DVec2::new(before, after);
        let (low, high) = match side {
            Side::Right => {
                (low - DVec2::new(1.0, along.y), high + DVec2::new(room.outward_px + 1.0, along.x))
            }
            Side::Left => (low - DVec2::new(room.outward_px + 1.0, along.y), high + DVec2::new(1.0, along.x)),
            Side::Bottom => {
                (low - DVec2::new(along.x, 1.0), high + DVec2::new(along.y, room.outward_px + 1.0))
            }
            Side::Top => (low - DVec2::new(along.x, room.outward_px + 1.0), high + DVec2::new(along.y, 1.0)),
        };
        let mut outside = 0;
        for (x, y) in (0..208).flat_map(|x| (0..208).map(move |y| (x, y))) {
            let at = DVec2::new(f64::from(x) + 0.5, 207.5 - f64::from(y));
            let inside = at.cmpge(low).all() && at.cmple(high).all();
            outside += u32::from(!inside && picture.pixel(x, y)[0] < 250);
        }
        assert_eq!(outside, 0, "{side:?}: {room:?}");
    }
}

#[test]
fn limits_the_other_way_round_turn_the_ticks_and_not_the_colours() {
    let Some(mut stage) = Stage::new(208, 208) else { return };
    let view = View::of_canvas(stage.target, 1.0);
    let mut forward = bar(Side::Right);
    let mut backward = bar(Side::Right);
    backward.set_domain(Reference::F64(0.0), [1.0, 0.0], Scale::Linear);
    let (a, b) =
        (stage.draw(WHITE, &mut [(&mut forward, &view)]), stage.draw(WHITE, &mut [(&mut backward, &view)]));
    assert_eq!(a.pixel(50, 60), b.pixel(50, 60));
    assert!(a.data != b.data, "the labels are others");
}

#[test]
fn the_border_is_whole_pixels_about_the_strip() {
    let Some(mut stage) = Stage::new(208, 208) else { return };
    let view = View::of_canvas(stage.target, 1.0);
    let mut bar = bar(Side::Right);
    bar.set_place(DVec2::new(40.3, 39.8), DVec2::new(60.1, 168.2)).unwrap();
    let red = Color::rgb(1.0, 0.0, 0.0);
    bar.set_style(ColorBarStyle { border_color: red, border_width_px: 2.0, ..bar.style() });
    let picture = stage.draw(WHITE, &mut [(&mut bar, &view)]);
    let is_red = |x: u32, y: u32| picture.pixel(x, y) == [255, 0, 0, 255];
    let columns: Vec<u32> = (0..50).filter(|x| is_red(*x, 100)).collect();
    assert_eq!(columns, [39, 40]);
    let rows: Vec<u32> = (0..208).filter(|y| is_red(50, *y)).collect();
    assert_eq!(rows.len(), 4, "{rows:?}");
}

#[test]
fn places_without_a_size_are_refused() {
    let mut bar = bar(Side::Right);
    let before = bar.place();
    assert!(bar.set_place(DVec2::ZERO, DVec2::new(0.0, 5.0)).is_err());
    assert!(bar.set_place(DVec2::NAN, DVec2::ONE).is_err());
    assert_eq!(bar.place(), before);
    assert_eq!(bar.bounds().map(|bounds| [bounds.min, bounds.max]), Some(before));
}

#[test]
fn a_bar_with_a_label() {
    let Some(mut stage) = Stage::new(110, 180) else { return };
    let view = View::of_canvas(stage.target, 1.0);
    let mut bar = ColorBar::new(Side::Right, Colormap::by_name("magma").unwrap()).unwrap();
    bar.set_place(DVec2::new(10.0, 15.0), DVec2::new(26.0, 165.0)).unwrap();
    bar.set_domain(Reference::F64(0.0), [-40.0, 25.0], Scale::Linear);
    bar.set_label(Some("temperature (°C)"));
    let picture = stage.draw(WHITE, &mut [(&mut bar, &view)]);
    golden::check(&stage, &picture, "color_bar/a_bar_with_a_label");
}
