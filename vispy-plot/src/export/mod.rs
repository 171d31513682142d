//! Figures as files and windows.

mod clips;
mod format;
mod offscreen;
mod pdf;
mod png_file;
mod svg;
mod vector;
#[cfg(all(feature = "window", not(target_family = "wasm")))]
mod window;

use std::path::Path;

pub use format::FileFormat;
#[cfg(all(feature = "window", not(target_family = "wasm")))]
pub use window::{show_all, show_all_opening};

use crate::error::{DataError, Error};
use crate::figure::{Figure, Plot};

/// Dots per inch at which a logical pixel is one dot.
const DPI_OF_LOGICAL_PX: f64 = 96.0;

/// How a figure is written to a file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SaveOptions {
    /// Dots per inch of a picture; at 96 a logical pixel is one dot. Vector graphics have none. Default: 96.
    pub dpi: f64,
    /// Dots per inch, within vector graphics, of what has no vector form, such as images. Default: 192.
    pub embedded_dpi: f64,
}

impl Default for SaveOptions {
    fn default() -> Self {
        Self { dpi: DPI_OF_LOGICAL_PX, embedded_dpi: 2.0 * DPI_OF_LOGICAL_PX }
    }
}

/// A picture of a figure: RGBA bytes with straight alpha, rows from the top down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Width in dots.
    pub width: u32,
    /// Height in dots.
    pub height: u32,
    /// Four bytes a dot.
    pub rgba: Vec<u8>,
}

impl Figure {
    /// Writes the figure to a file of its own size, by its ending a picture (`.png`) or vector graphics (`.svg`,
    /// `.pdf`). No display is needed.
    ///
    /// In vector graphics a text is a text that can be searched and edited. PDF files bring their font along; SVG files
    /// name DejaVu Sans, and another font is set to the same widths where it is not installed. A dense line is written as
    /// exactly as the screen shows it, to a quarter of a logical pixel, however many samples it has.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), vispy_plot::Error> {
    /// vispy_plot::line(&[1.0f32, 3.0, 2.0]).title("Three values").save("three.png")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// What [`Figure::check`] finds; `Format` for another ending; `App` where there is no OpenGL, which vector graphics
    /// need only for what has no vector form; `Write`.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        self.save_with(path, &SaveOptions::default())
    }

    /// Writes the figure to a file, with options.
    ///
    /// # Errors
    /// As for [`save`](Self::save); `Data` when the dots per inch are not a positive number.
    pub fn save_with(&self, path: impl AsRef<Path>, options: &SaveOptions) -> Result<(), Error> {
        let path = path.as_ref();
        match FileFormat::of(path)? {
            FileFormat::Png => png_file::write(path, &self.render(options)?, options.dpi),
            FileFormat::Svg => write(path, self.to_svg(options)?.as_bytes()),
            FileFormat::Pdf => write(path, &self.to_pdf(options)?),
        }
    }

    /// The figure as the text of an SVG file. The same figure gives the same text.
    ///
    /// ```
    /// # fn main() -> Result<(), vispy_plot::Error> {
    /// let figure = vispy_plot::line(&[1.0f32, 3.0, 2.0]).title("Three values").into_figure();
    /// let svg = figure.to_svg(&vispy_plot::SaveOptions::default())?;
    /// assert!(svg.contains(">Three values</text>"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As for [`save_with`](Self::save_with), but for files.
    pub fn to_svg(&self, options: &SaveOptions) -> Result<String, Error> {
        vector::first_view(self)?.to_svg(options)
    }

    /// The figure as a PDF file of one page, on which a logical pixel is 3/4 of a point. The same figure gives the same
    /// bytes.
    ///
    /// ```
    /// # fn main() -> Result<(), vispy_plot::Error> {
    /// let figure = vispy_plot::line(&[1.0f32, 3.0, 2.0]).title("Three values").into_figure();
    /// let pdf = figure.to_pdf(&vispy_plot::SaveOptions::default())?;
    /// assert!(pdf.starts_with(b"%PDF-"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As for [`save_with`](Self::save_with), but for files.
    pub fn to_pdf(&self, options: &SaveOptions) -> Result<Vec<u8>, Error> {
        vector::first_view(self)?.to_pdf(options)
    }

    /// Draws the figure into memory. No display is needed.
    ///
    /// # Errors
    /// As for [`save_with`](Self::save_with), but for files.
    pub fn render(&self, options: &SaveOptions) -> Result<Picture, Error> {
        offscreen::render(self, options)
    }

    /// Shows the figure in a window until it is closed. It can be called again afterwards.
    ///
    /// # Errors
    /// What [`Figure::check`] finds; `App` where there is no display or no OpenGL.
    #[cfg(all(feature = "window", not(target_family = "wasm")))]
    pub fn show(&self) -> Result<(), Error> {
        show_all([self])
    }
}

impl Plot {
    /// Writes the plot to a `.png`, `.svg` or `.pdf` file: [`Figure::save`].
    ///
    /// # Errors
    /// The same as [`Figure::save`].
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        self.figure().save(path)
    }

    /// Shows the plot in a window until it is closed: [`Figure::show`].
    ///
    /// # Errors
    /// The same as [`Figure::show`].
    #[cfg(all(feature = "window", not(target_family = "wasm")))]
    pub fn show(&self) -> Result<(), Error> {
        self.figure().show()
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    std::fs::write(path, bytes).map_err(|source| Error::Write { path: path.to_owned(), source })
}

/// A setting that has to be a positive number.
fn positive(what: &'static str, value: f64) -> Result<f64, Error> {
    if value.is_finite() && value > 0.0 {
        return Ok(value);
    }
    Err(DataError::Setting { what, expected: "a positive number", found: value.to_string() }.into())
}
