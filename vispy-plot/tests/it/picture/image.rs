//! Images are the right way up, and their pixels square.

use ndarray::{Array2, Array3};
use vispy_plot::figure::Interpolation;
use vispy_plot::{Figure, FigureView};

use super::{axes_rect, extent_of, pixel, render};

const RED: [u8; 3] = [255, 0, 0];
const BLUE: [u8; 3] = [0, 0, 255];

/// 12 x 8 white pixels; the second one of the second row is red, 2 x 2 at the lower right are blue. None is at the edge,
/// where the axes' lines are.
fn corners() -> Array3<u8> {
    Array3::from_shape_fn((8, 12, 3), |(row, column, channel)| {
        let color = match (row, column) {
            (1, 1) => RED,
            (5..7, 9..11) => BLUE,
            _ => [255; 3],
        };
        color[channel]
    })
}

#[test]
fn row_0_is_at_the_top_and_pixels_are_square() {
    for size in [[400, 300], [300, 400], [500, 150]] {
        let mut figure = Figure::new();
        figure.size_px(size[0], size[1]);
        figure.axes(0, 0).image(&corners());
        let Some(picture) = render("corners", &figure) else { return };
        let rect = axes_rect(&figure, 0);
        let [red_columns, red_rows] = extent_of(&picture, RED).unwrap();
        let [blue_columns, blue_rows] = extent_of(&picture, BLUE).unwrap();
        assert!(red_rows[1] <= blue_rows[0] && red_columns[1] <= blue_columns[0], "{red_rows:?}");
        let length = |[first, end]: [u32; 2]| f64::from(end - first);
        let unit = rect.size.x / 12.0;
        for (columns, rows, pixels) in [(red_columns, red_rows, 1.0), (blue_columns, blue_rows, 2.0)] {
            let found = [length(columns), length(rows)];
            // Either edge is rounded to a whole pixel.
            let right = found.iter().all(|length| (length - pixels * unit).abs() < 1.0);
            assert!(right, "{found:?}, expected {} twice, figure {size:?}", pixels * unit);
        }
    }
}

#[test]
fn numbers_become_the_colormap_s_colours() {
    let mut figure = Figure::new();
    figure.size_px(300, 200);
    let values = Array2::from_shape_fn((1, 3), |(_, column)| column as f32);
    let mut axes = figure.axes(0, 0);
    axes.image(&values).colormap("grays").interpolation(Interpolation::Nearest);
    let Some(picture) = render("grays", &figure) else { return };
    let rect = axes_rect(&figure, 0);
    let row = rect.center().y as u32;
    let at = |part: f64| pixel(&picture, (rect.pos.x + part * rect.size.x) as u32, row)[0];
    assert_eq!([at(1.0 / 6.0), at(5.0 / 6.0)], [0, 255]);
    assert!(at(0.5).abs_diff(128) <= 1, "{}", at(0.5));
}

#[test]
fn a_view_of_another_shape_shows_more_and_says_so() {
    let mut figure = Figure::new();
    figure.size_px(300, 300);
    figure.axes(0, 0).image(&corners());
    let size = vispy_app::events::PhysicalSize::new(600, 200);
    let mut view = FigureView::new(&figure, size, 1.0).unwrap();
    let handle = view.scene_view().scene().view_boxes().next().unwrap();
    view.update().unwrap();
    let camera = view.scene_view().camera_mut::<vispy_scene::PanZoom>(handle).unwrap();
    camera.set_rect(vispy_scene::DataRect::new([0.0, 1.0], [4.0, 0.0]).unwrap());
    view.update().unwrap();
    let rect = view.axes_rect(0).unwrap();
    let [x, y] = view.limits(0).unwrap().map(|[a, b]| (b.to_f64() - a.to_f64()).abs());
    let units = [rect.size.x / x, rect.size.y / y];
    assert!((units[0] - units[1]).abs() < 1e-9, "pixels of a unit: {units:?}");
}
