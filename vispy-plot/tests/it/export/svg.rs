//! SVG files, rendered by another library and compared with our own pictures.

use resvg::{tiny_skia, usvg};
use vispy_plot::{Error, Figure, Picture, SaveOptions, line};
use vispy_visuals::text::FontId;

use super::compare::{self, Limits};
use super::{dense, folder, image, lines, marked_up};

/// What resvg makes of an SVG text at 96 dpi, over nothing.
pub(super) fn rasterized(name: &str, svg: &str) -> Picture {
    let mut options = usvg::Options::default();
    for face in [FontId::SansRegular, FontId::SansBold] {
        options.fontdb_mut().load_font_data(face.data().to_vec());
    }
    let tree = usvg::Tree::from_str(svg, &options).unwrap();
    let size = tree.size().to_int_size();
    let mut pixmap = tiny_skia::Pixmap::new(size.width(), size.height()).unwrap();
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixmap.as_mut());
    std::fs::write(folder().join(format!("{name}.svg")), svg).unwrap();
    pixmap.save_png(folder().join(format!("{name}.svg.png"))).unwrap();
    Picture { width: size.width(), height: size.height(), rgba: pixmap.take() }
}

pub(super) fn svg_of(figure: &Figure) -> Option<String> {
    match figure.to_svg(&SaveOptions::default()) {
        Ok(svg) => Some(svg),
        Err(Error::App(error @ vispy_app::Error::NoGl { .. })) => {
            vispy_app::testing::skip(&error.to_string());
            None
        }
        Err(error) => panic!("{error}"),
    }
}

#[track_caller]
fn compare(name: &str, figure: &Figure, limits: Limits) {
    let Some(picture) = crate::picture::render(&format!("export_{name}"), figure) else { return };
    let Some(svg) = svg_of(figure) else { return };
    compare::pictures(&format!("{name}.svg"), figure, [&rasterized(name, &svg), &picture], limits);
}

#[test]
fn lines_with_gaps_and_alpha_look_the_same() {
    compare("lines", &lines(), Limits { mean: 0.5, block: 0.05 });
}

#[test]
fn a_dense_line_looks_the_same_and_its_file_is_small() {
    compare("dense", &dense(), Limits { mean: 0.4, block: 0.05 });
    let svg = dense().to_svg(&SaveOptions::default()).unwrap();
    assert!(svg.len() < 100_000, "{} bytes for a million samples", svg.len());
}

#[test]
fn text_with_markup_looks_the_same() {
    compare("markup", &marked_up(), Limits { mean: 0.5, block: 0.05 });
}

#[test]
fn an_image_is_embedded_where_it_belongs() {
    compare("image", &image(), Limits { mean: 0.4, block: 0.05 });
    let Some(svg) = svg_of(&image()) else { return };
    assert_eq!(svg.matches("<image ").count(), 1);
    let place = svg.find("<image ").unwrap();
    assert!(svg[..place].contains("<g clip-path="), "within the axes");
    assert!(svg.find("<text").unwrap() > place, "below the labels");
}

#[test]
fn a_tiny_figure_is_a_few_elements() {
    let figure =
        line((vec![0.0, 1.0, 2.0, 3.0], vec![0.0, f64::NAN, 2.0, 1.0])).size_px(200, 150).into_figure();
    insta::assert_snapshot!(figure.to_svg(&SaveOptions::default()).unwrap());
}

#[test]
fn the_ending_decides_and_an_unknown_one_is_refused() {
    let figure = line(vec![1.0, 2.0]).size_px(200, 150).into_figure();
    let path = folder().join("ending.SVG");
    figure.save(&path).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), figure.to_svg(&SaveOptions::default()).unwrap());
    let message = figure.save(folder().join("ending.gif")).unwrap_err().to_string();
    assert!(
        message.ends_with("ending.gif: cannot be written in this format; can be written: .png, .svg, .pdf"),
        "{message}"
    );
    let wrong = SaveOptions { embedded_dpi: 0.0, ..SaveOptions::default() };
    let message = figure.to_svg(&wrong).unwrap_err().to_string();
    assert_eq!(message, "dpi of embedded pictures is 0, expected a positive number");
}
