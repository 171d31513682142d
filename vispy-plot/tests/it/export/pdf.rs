//! PDF files, read by Poppler where it is installed, and compared with our own pictures.

use std::path::Path;
use std::process::Command;

use vispy_plot::{Error, Figure, Picture, SaveOptions, line};

use super::compare::{self, Limits};
use super::{dense, folder, image, lines, marked_up};

/// Writes a figure to a file, or `None` with a printed reason where there is no OpenGL for what has no vector form.
fn written(name: &str, figure: &Figure) -> Option<std::path::PathBuf> {
    let path = folder().join(format!("{name}.pdf"));
    match figure.save(&path) {
        Ok(()) => Some(path),
        Err(Error::App(error @ vispy_app::Error::NoGl { .. })) => {
            vispy_app::testing::skip(&error.to_string());
            None
        }
        Err(error) => panic!("{error}"),
    }
}

/// What a program of Poppler prints; `None` with a printed reason where it is not installed.
fn poppler(program: &str, arguments: &[&str], path: &Path) -> Option<String> {
    match Command::new(program).args(arguments).arg(path).arg("-").output() {
        Ok(output) => {
            let errors = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(
                output.status.success() && errors.is_empty(),
                "{program} of {}: {errors}",
                path.display()
            );
            Some(String::from_utf8(output.stdout).unwrap())
        }
        Err(error) => {
            println!("skipped: {program}: {error}");
            None
        }
    }
}

/// What Poppler draws of the page at 96 dpi.
fn rasterized(path: &Path) -> Option<Picture> {
    let stem = path.with_extension("pdf");
    let arguments = ["-r", "96", "-png", "-singlefile"];
    let run = Command::new("pdftoppm").args(arguments).args([path, &stem]).output();
    if let Err(error) = run {
        println!("skipped: pdftoppm: {error}");
        return None;
    }
    let bytes = std::fs::read(path.with_extension("pdf.png")).unwrap();
    let drawn = image::load_from_memory(&bytes).unwrap().to_rgba8();
    Some(Picture { width: drawn.width(), height: drawn.height(), rgba: drawn.into_raw() })
}

// Poppler draws slanted hairlines up to a tenth darker than their area, and takes the nearest dot of a picture.
#[track_caller]
fn compare(name: &str, figure: &Figure, limits: Limits) {
    let Some(picture) = crate::picture::render(&format!("export_{name}_pdf"), figure) else { return };
    let Some(path) = written(name, figure) else { return };
    let Some(page) = rasterized(&path) else { return };
    compare::pictures(&format!("{name}.pdf"), figure, [&page, &picture], limits);
}

#[test]
fn lines_with_gaps_and_alpha_look_the_same() {
    compare("lines", &lines(), Limits { mean: 0.8, block: 0.1 });
}

#[test]
fn a_dense_line_looks_the_same_and_its_file_is_small() {
    compare("dense", &dense(), Limits { mean: 0.8, block: 0.05 });
    let pdf = dense().to_pdf(&SaveOptions::default()).unwrap();
    assert!(pdf.len() < 100_000, "{} bytes for a million samples", pdf.len());
}

#[test]
fn an_image_is_embedded_where_it_belongs() {
    compare("image", &image(), Limits { mean: 1.4, block: 0.05 });
}

#[test]
fn text_with_markup_looks_the_same() {
    compare("markup", &marked_up(), Limits { mean: 0.8, block: 0.1 });
}

#[test]
fn texts_can_be_searched_and_copied() {
    let Some(path) = written("texts", &lines()) else { return };
    let Some(text) = poppler("pdftotext", &["-layout"], &path) else { return };
    for expected in ["Gaps & \"alpha\" <50 %>", "time (s)", "velocity (µm/s)", "−1.0", "25"] {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
    let figure = line(vec![1.0, 2.0]).title("office ﬁne Å λ שלום e\u{301}").size_px(400, 200).into_figure();
    let path = written("letters", &figure).unwrap();
    let text = poppler("pdftotext", &[], &path).unwrap();
    for expected in ["office ﬁne Å λ", "שלום"] {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
}

#[test]
fn the_font_is_embedded_in_part_and_the_page_is_three_quarters_of_the_pixels() {
    let Some(path) = written("fonts", &lines()) else { return };
    assert!(std::fs::metadata(&path).unwrap().len() < 40_000, "fonts are cut to what is used");
    let output = match Command::new("pdffonts").arg(&path).output() {
        Ok(output) => String::from_utf8(output.stdout).unwrap(),
        Err(error) => return println!("skipped: pdffonts: {error}"),
    };
    let font = output.lines().find(|line| line.contains("VISPYA+DejaVuSans")).unwrap();
    // Embedded, a subset, with a map to characters.
    assert!(font.contains("TrueType") && font.matches("yes").count() == 3, "{output}");
    let info = Command::new("pdfinfo").arg(&path).output().unwrap();
    let info = String::from_utf8(info.stdout).unwrap();
    assert!(info.contains("360 x 270 pts"), "480 x 360 px: {info}");
    assert!(info.contains("Title:           Gaps & \"alpha\" <50 %>"), "{info}");
}

#[test]
fn the_same_figure_gives_the_same_bytes() {
    let bytes = || lines().to_pdf(&SaveOptions::default()).unwrap();
    assert_eq!(bytes(), bytes());
}
