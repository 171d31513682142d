//! Axes, labels and titles keep clear of one another and of the edge.

use vispy_gloo::{FrameBuffer, Texture2D, TextureFormat};
use vispy_plot::Figure;
use vispy_plot::data::{Column, TimeUnit};

use super::{assert_free_edge, axes_rect, placed, render, render_at};

/// Four axes, the lowest two columns wide, and one beside two rows.
fn grid() -> Figure {
    let mut figure = Figure::new();
    figure.size_px(640, 560);
    let mut axes = figure.axes(0, 0);
    axes.title("Left").x_label("x").y_label("y").line([1.0, 3.0, 2.0]);
    axes.span(1, 1);
    let mut axes = figure.axes(0, 1);
    axes.title("Beside two rows").y_label("large numbers").line([-123_456_789.125, 1e9]);
    axes.span(2, 1);
    figure.axes(1, 0).y_label("y").line([0.001, 0.002, 0.0015]);
    let mut axes = figure.axes(2, 0);
    axes.title("Two columns wide").x_label("time").span(1, 2);
    let times = Column::timestamps(vec![0, 86_400, 172_800], TimeUnit::Seconds);
    axes.line((times, vec![1.0f32, 2.0, 0.0]));
    figure
}

#[test]
fn axes_of_a_grid_do_not_overlap() {
    let figure = grid();
    let view = placed(&figure, 1.0);
    let rects: Vec<_> = (0..4).map(|i| view.axes_rect(i).unwrap()).collect();
    for (i, a) in rects.iter().enumerate() {
        assert!(a.size.min_element() > 50.0, "{a:?}");
        for b in &rects[..i] {
            let apart = a.pos.cmpge(b.end()).any() || b.pos.cmpge(a.end()).any();
            assert!(apart, "{a:?} and {b:?}");
        }
    }
    // Rows and columns line up.
    assert_eq!(rects[0].pos.x, rects[2].pos.x);
    assert_eq!(rects[0].pos.x, rects[3].pos.x);
    assert_eq!(rects[0].pos.y, rects[1].pos.y);
    assert_eq!(rects[1].end().y, rects[2].end().y);
    assert_eq!(rects[1].end().x, rects[3].end().x);
    let Some(picture) = render("grid", &figure) else { return };
    assert_free_edge(&picture);
    assert!(render("grid", &figure) == Some(picture), "drawn twice, the pictures differ");
}

#[test]
fn twice_the_dots_are_the_same_layout_twice_as_large() {
    let figure = grid();
    let (once, twice) = (placed(&figure, 1.0), placed(&figure, 2.0));
    for i in 0..4 {
        // Edges lie on whole pixels, which are half as large.
        let [a, b] = [&once, &twice].map(|view| view.axes_rect(i).unwrap());
        let apart = (a.pos - b.pos).abs().max((a.end() - b.end()).abs());
        assert!(apart.max_element() <= 0.5, "{a:?} and {b:?}");
        assert_eq!(once.limits(i), twice.limits(i));
    }
    let Some(picture) = render_at("grid-192", &figure, 192.0) else { return };
    assert_eq!((picture.width, picture.height), (1280, 1120));
    assert_free_edge(&picture);
}

#[test]
fn no_label_is_cut_off() {
    let cases: [(&str, [f64; 2]); 6] = [
        ("long-labels", [-123_456_789.125, -123_456_789.0]),
        ("billions", [-1e9, 1e9]),
        ("small", [1e-12, 3e-12]),
        ("offset", [1e12, 1e12 + 0.001]),
        ("wide", [-1.0, 123_456.789]),
        ("huge", [0.0, 1.7e100]),
    ];
    for (name, ends) in cases {
        for size in [[400, 300], [260, 180]] {
            let mut figure = Figure::new();
            figure.size_px(size[0], size[1]);
            let mut axes = figure.axes(0, 0);
            axes.x_label("x").y_label("y").line((&ends[..], &ends[..]));
            axes.x_limits(ends[0], ends[1]).y_limits(ends[0], ends[1]);
            let Some(picture) = render(&format!("labels-{name}-{}", size[0]), &figure) else { return };
            assert_free_edge(&picture);
        }
    }
}

#[test]
fn titles_wider_than_the_figure_keep_within_it() {
    let long = "A very long title that no figure of this size could ever show on one single line of text";
    for (name, text) in [("words", long), ("word", &"W".repeat(120)), ("unicode", "Größe φ → ∞, 測定 данные")]
    {
        let mut figure = Figure::new();
        figure.size_px(300, 220);
        let mut axes = figure.axes(0, 0);
        axes.title(text).x_label(text).y_label(text).line([1.0, 2.0]);
        let Some(picture) = render(&format!("title-{name}"), &figure) else { return };
        assert_free_edge(&picture);
        let rect = placed(&figure, 1.0).axes_rect(0).unwrap();
        assert!(rect.size.min_element() > 60.0, "{name}: {rect:?}");
    }
}

#[test]
fn a_second_picture_needs_no_new_program() {
    let Some(mut ctx) = vispy_app::testing::test_context() else { return };
    let texture = Texture2D::empty(TextureFormat::Rgba8, 640, 560).unwrap();
    let framebuffer = FrameBuffer::new(&texture).unwrap();
    let mut links = [0; 2];
    for links in &mut links {
        let target = ctx.use_framebuffer(&framebuffer).unwrap();
        ctx.take_stats();
        placed(&grid(), 1.0).draw(&mut ctx, target).unwrap();
        *links = ctx.take_stats().links;
    }
    assert!(links[0] > 0, "{links:?}");
    assert_eq!(links[1], 0);
}

#[test]
fn what_the_numbers_of_a_color_bar_have_in_common_is_inside_and_below_the_title() {
    for title in ["", "A title as wide as the axes and the bar"] {
        let mut figure = Figure::new();
        figure.size_px(240, 200);
        let mut axes = figure.axes(0, 0);
        axes.image(&ndarray::array![[1e-6f32, 5e-6], [2e-6, 3e-6]]);
        axes.aspect(None).color_bar("");
        let bare = axes_rect(&figure, 0).pos.y;
        figure.axes(0, 0).title(title);
        let Some(picture) = render("color-bar-multiplier", &figure) else { return };
        assert_free_edge(&picture);
        // The text stands 6 px above the bar and is 12 px high; without any there is the margin alone.
        assert!(bare >= 14.0 + 6.0 + 8.0, "{bare}");
    }
}
