//! Figures as files and windows.

mod offscreen;
mod png_file;
#[cfg(all(feature = "window", not(target_family = "wasm")))]
mod window;

use std::path::Path;

#[cfg(all(feature = "window", not(target_family = "wasm")))]
pub use window::show_all;

use crate::error::Error;
use crate::figure::{Figure, Plot};

/// Dots per inch at which a logical pixel is one dot.
const DPI_OF_LOGICAL_PX: f64 = 96.0;

/// How a figure is written to a file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SaveOptions {
    /// Dots per inch; at 96 a logical pixel is one dot. Default: 96.
    pub dpi: f64,
}

impl Default for SaveOptions {
    fn default() -> Self {
        Self { dpi: DPI_OF_LOGICAL_PX }
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
    /// Writes the figure to a `.png` file of its own size. No display is needed.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), vispy_plot::Error> {
    /// vispy_plot::line(&[1.0f32, 3.0, 2.0]).title("Three values").save("three.png")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// What [`Figure::check`] finds; `Format` for another ending than `.png`; `App` where there is no OpenGL; `Write`.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        self.save_with(path, &SaveOptions::default())
    }

    /// Writes the figure to a `.png` file, with options.
    ///
    /// # Errors
    /// As for [`save`](Self::save); `Data` when the dots per inch are not a positive number.
    pub fn save_with(&self, path: impl AsRef<Path>, options: &SaveOptions) -> Result<(), Error> {
        let path = path.as_ref();
        let is_png = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png"));
        if !is_png {
            return Err(Error::Format { path: path.to_owned(), supported: ".png" });
        }
        png_file::write(path, &self.render(options)?, options.dpi)
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
    /// Writes the plot to a `.png` file: [`Figure::save`].
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
