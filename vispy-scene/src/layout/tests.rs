//! Layouts with their numbers.

use glam::DVec2;

use super::*;

const FLEX: Sizing = Sizing::stretch(1.0);

fn layout(width_px: f64, height_px: f64) -> Layout {
    let mut layout = Layout::new();
    layout.set_size(DVec2::new(width_px, height_px), 1.0);
    layout
}

fn add(layout: &mut Layout, parent: WidgetKey, cell: Cell, sizing: [Sizing; 2]) -> WidgetKey {
    let key = layout.add(parent, cell, None).unwrap();
    layout.set_sizing(key, sizing);
    key
}

/// x, y, width, height.
fn rect(layout: &mut Layout, key: WidgetKey) -> [f64; 4] {
    let CanvasRect { pos, size } = layout.rect(key).unwrap();
    [pos.x, pos.y, size.x, size.y]
}

/// Widths of the widgets of one row.
fn row(width_px: f64, spacing_px: f64, sizings: &[Sizing]) -> Vec<f64> {
    let mut layout = layout(width_px, 10.0);
    let root = layout.root();
    layout.set_options(root, GridOptions { column_spacing_px: spacing_px, ..GridOptions::default() });
    let keys: Vec<WidgetKey> = sizings
        .iter()
        .enumerate()
        .map(|(column, &sizing)| add(&mut layout, root, Cell::new(0, column), [sizing, FLEX]))
        .collect();
    keys.into_iter().map(|key| rect(&mut layout, key)[2]).collect()
}

#[test]
fn a_plot_has_its_margins() {
    let mut layout = layout(800.0, 600.0);
    let root = layout.root();
    layout.set_options(root, GridOptions::default().with_padding_px(10.0));
    let title = add(&mut layout, root, Cell::new(0, 0).with_span(1, 3), [FLEX, Sizing::fixed(30.0)]);
    let y_label = add(&mut layout, root, Cell::new(1, 0), [Sizing::fixed(20.0), FLEX]);
    let y_axis = add(&mut layout, root, Cell::new(1, 1), [Sizing::fixed(50.0), FLEX]);
    let view = add(&mut layout, root, Cell::new(1, 2), [FLEX, FLEX]);
    let x_axis = add(&mut layout, root, Cell::new(2, 2), [FLEX, Sizing::fixed(40.0)]);
    assert_eq!(rect(&mut layout, title), [10.0, 10.0, 780.0, 30.0]);
    assert_eq!(rect(&mut layout, y_label), [10.0, 40.0, 20.0, 510.0]);
    assert_eq!(rect(&mut layout, y_axis), [30.0, 40.0, 50.0, 510.0]);
    assert_eq!(rect(&mut layout, view), [80.0, 40.0, 710.0, 510.0]);
    assert_eq!(rect(&mut layout, x_axis), [80.0, 550.0, 710.0, 40.0]);
    layout.set_sizing(y_axis, [Sizing::fixed(60.0), FLEX]);
    assert_eq!(rect(&mut layout, view), [90.0, 40.0, 700.0, 510.0], "asked right after a change");
    layout.set_size(DVec2::new(400.0, 300.0), 1.0);
    assert_eq!(rect(&mut layout, view), [90.0, 40.0, 300.0, 210.0], "asked right after a resize");
}

#[test]
fn stretch_shares_what_is_left() {
    let [one, two] = [Sizing::stretch(1.0), Sizing::stretch(2.0)];
    assert_eq!(row(300.0, 0.0, &[one, two]), [100.0, 200.0]);
    assert_eq!(row(340.0, 20.0, &[one, Sizing::fixed(60.0), two]), [80.0, 60.0, 160.0]);
    assert_eq!(row(300.0, 0.0, &[Sizing::stretch(0.0).with_min_px(25.0), one]), [25.0, 275.0]);
}

#[test]
fn limits_are_kept_and_the_others_take_the_rest() {
    let most = FLEX.with_max_px(10.0);
    assert_eq!(row(90.0, 0.0, &[most, most, most, FLEX, FLEX]), [10.0, 10.0, 10.0, 30.0, 30.0]);
    let least = FLEX.with_min_px(50.0);
    assert_eq!(row(100.0, 0.0, &[least, FLEX, FLEX]), [50.0, 25.0, 25.0]);
    assert_eq!(row(300.0, 0.0, &[least, FLEX, FLEX]), [100.0, 100.0, 100.0], "a limit that is not met");
    let both = FLEX.with_min_px(20.0).with_max_px(40.0);
    assert_eq!(row(100.0, 0.0, &[both, FLEX]), [40.0, 60.0]);
    assert_eq!(row(30.0, 0.0, &[both, FLEX]), [20.0, 10.0]);
}

#[test]
fn where_nothing_stretches_the_end_stays_empty() {
    assert_eq!(row(100.0, 10.0, &[Sizing::fixed(20.0), Sizing::fixed(30.0)]), [20.0, 30.0]);
}

#[test]
fn where_there_is_no_room_the_later_gives_way() {
    assert_eq!(row(150.0, 0.0, &[Sizing::fixed(100.0), Sizing::fixed(100.0), FLEX]), [100.0, 50.0, 0.0]);
    assert_eq!(row(0.0, 10.0, &[Sizing::fixed(100.0), FLEX]), [0.0, 0.0], "a minimised window");
}

#[test]
fn a_span_makes_room_for_itself() {
    let mut layout = layout(100.0, 100.0);
    let root = layout.root();
    let wide = add(&mut layout, root, Cell::new(0, 0).with_span(1, 2), [Sizing::fixed(60.0), FLEX]);
    let below = add(&mut layout, root, Cell::new(1, 0), [FLEX, FLEX]);
    let beside = add(&mut layout, root, Cell::new(0, 2).with_span(2, 1), [FLEX, FLEX]);
    assert_eq!(rect(&mut layout, wide), [0.0, 0.0, 60.0, 50.0]);
    let [_, y, width, _] = rect(&mut layout, below);
    assert!(y == 50.0 && width <= 60.0, "inside the span above: {width}");
    assert_eq!(rect(&mut layout, beside), [60.0, 0.0, 40.0, 100.0]);
}

#[test]
fn grids_nest_and_ask_for_the_room_of_what_they_hold() {
    let mut layout = layout(400.0, 100.0);
    let root = layout.root();
    let spaced = GridOptions::default().with_spacing_px(10.0).with_padding_px(5.0);
    let inner = layout.add(root, Cell::new(0, 0), Some(spaced)).unwrap();
    let other = add(&mut layout, root, Cell::new(0, 1), [Sizing::stretch(9.0), FLEX]);
    let a = add(&mut layout, inner, Cell::new(0, 0), [Sizing::fixed(70.0), FLEX]);
    let b = add(&mut layout, inner, Cell::new(0, 1), [FLEX.with_min_px(30.0), FLEX]);
    assert_eq!(
        rect(&mut layout, inner),
        [0.0, 0.0, 120.0, 100.0],
        "70 + 10 + 30 + 2 * 5 and no tenth of 400"
    );
    assert_eq!(rect(&mut layout, a), [5.0, 5.0, 70.0, 90.0]);
    assert_eq!(rect(&mut layout, b), [85.0, 5.0, 30.0, 90.0]);
    assert_eq!(rect(&mut layout, other), [120.0, 0.0, 280.0, 100.0]);
    let removed = layout.remove(inner);
    assert_eq!(removed, [inner, a, b]);
    assert_eq!(layout.add(other, Cell::new(0, 0), None), None, "is no grid");
}

#[test]
fn edges_are_on_physical_pixels() {
    let mut layout = layout(100.0, 10.0);
    layout.set_size(DVec2::new(100.0, 10.0), 1.5);
    let root = layout.root();
    let thirds: Vec<WidgetKey> =
        (0..3).map(|column| add(&mut layout, root, Cell::new(0, column), [FLEX, FLEX])).collect();
    for key in thirds {
        let [x, _, width, _] = rect(&mut layout, key);
        assert_eq!((x * 1.5).fract(), 0.0, "{x}");
        assert!(((x + width) * 1.5 - ((x + width) * 1.5).round()).abs() < 1e-12, "{width}");
    }
}

#[test]
fn a_hundred_cells_of_equal_size_are_equal() {
    let mut layout = layout(1000.0, 1000.0);
    let root = layout.root();
    let cells: Vec<WidgetKey> =
        (0..100).map(|i| add(&mut layout, root, Cell::new(i / 10, i % 10), [FLEX, FLEX])).collect();
    for (i, key) in cells.into_iter().enumerate() {
        let at = |i: usize| i as f64 * 100.0;
        assert_eq!(rect(&mut layout, key), [at(i % 10), at(i / 10), 100.0, 100.0]);
    }
}
