//! SVG files, rendered by another library and compared with our own pictures.

use resvg::{tiny_skia, usvg};
use vispy_plot::{Error, Figure, Picture, SaveOptions, line};
use vispy_visuals::text::FontId;

use super::{dense, folder, image, lines};

/// What resvg makes of an SVG text at 96 dpi, over nothing.
fn rasterized(name: &str, svg: &str) -> Picture {
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

fn svg_of(figure: &Figure) -> Option<String> {
    match figure.to_svg(&SaveOptions::default()) {
        Ok(svg) => Some(svg),
        Err(Error::App(error @ vispy_app::Error::NoGl { .. })) => {
            vispy_app::testing::skip(&error.to_string());
            None
        }
        Err(error) => panic!("{error}"),
    }
}

/// The picture that the SVG file of a figure makes, and our own.
fn both(name: &str, figure: &Figure) -> Option<[Picture; 2]> {
    let picture = crate::picture::render(&format!("export_{name}"), figure)?;
    let svg = rasterized(name, &svg_of(figure)?);
    assert_eq!((svg.width, svg.height), (picture.width, picture.height));
    Some([svg, picture])
}

/// How much darker than white a rectangle (columns, rows) is, in fully black pixels.
fn ink(picture: &Picture, columns: [u32; 2], rows: [u32; 2]) -> f64 {
    let mut sum = 0.0;
    for y in rows[0]..rows[1] {
        for x in columns[0]..columns[1] {
            let at = ((y * picture.width + x) * 4) as usize;
            sum += picture.rgba[at..at + 3].iter().map(|v| 255.0 - f64::from(*v)).sum::<f64>() / 765.0;
        }
    }
    sum
}

/// The mean difference of a channel, of 255.
fn mean_difference(a: &Picture, b: &Picture) -> f64 {
    let sum: u64 = a.rgba.iter().zip(&b.rgba).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.rgba.len() as f64
}

/// The columns of a row that are dark.
fn dark_columns(picture: &Picture, y: u32) -> Vec<u32> {
    (0..picture.width).filter(|x| ink(picture, [*x, x + 1], [y, y + 1]) > 0.3).collect()
}

/// Compares: ticks to the pixel, ink in blocks of 60 x 60 pixels, and the mean difference.
#[track_caller]
fn compare(name: &str, figure: &Figure, most_mean: f64) {
    let Some([svg, picture]) = both(name, figure) else { return };
    let rect = crate::picture::axes_rect(figure, 0);
    let below = rect.end().y as u32 + 2;
    let ticks = dark_columns(&picture, below);
    assert!(ticks.len() >= 4, "ticks at {ticks:?}");
    assert_eq!(dark_columns(&svg, below), ticks, "{name}: ticks of the x axis");
    let mean = mean_difference(&svg, &picture);
    assert!(mean <= most_mean, "{name}: mean difference {mean:.3}");
    let mut worst = (0.0, [0, 0]);
    for y in (0..picture.height).step_by(60) {
        for x in (0..picture.width).step_by(60) {
            let (columns, rows) = ([x, (x + 60).min(picture.width)], [y, (y + 60).min(picture.height)]);
            let [ours, theirs] = [&picture, &svg].map(|p| ink(p, columns, rows));
            let off = (ours - theirs).abs() / ours.max(theirs).max(20.0);
            if off > worst.0 {
                worst = (off, [x, y]);
            }
        }
    }
    println!(
        "{name}: mean difference {mean:.3}, worst block off by {:.2} % at {:?}",
        worst.0 * 100.0,
        worst.1
    );
    assert!(worst.0 <= 0.05, "{name}: the ink of the block at {:?} is off by {:.3}", worst.1, worst.0);
}

#[test]
fn lines_with_gaps_and_alpha_look_the_same() {
    compare("lines", &lines(), 0.5);
}

#[test]
fn a_dense_line_looks_the_same_and_its_file_is_small() {
    compare("dense", &dense(), 0.4);
    let svg = dense().to_svg(&SaveOptions::default()).unwrap();
    assert!(svg.len() < 100_000, "{} bytes for a million samples", svg.len());
}

#[test]
fn an_image_is_embedded_where_it_belongs() {
    compare("image", &image(), 0.4);
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
        message.ends_with("ending.gif: cannot be written in this format; can be written: .png, .svg"),
        "{message}"
    );
    let wrong = SaveOptions { embedded_dpi: 0.0, ..SaveOptions::default() };
    let message = figure.to_svg(&wrong).unwrap_err().to_string();
    assert_eq!(message, "dpi of embedded pictures is 0, expected a positive number");
}
