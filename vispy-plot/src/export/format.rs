//! The formats of files that figures are written to.

use std::path::Path;

use crate::error::Error;

/// What [`Figure::save`](crate::Figure::save) writes, by the ending of the file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileFormat {
    /// `.png`: dots.
    Png,
    /// `.svg`: vector graphics whose texts are texts, for web pages and drawing programs.
    Svg,
    /// `.pdf`: a page of vector graphics, its fonts embedded, for print and papers.
    Pdf,
}

impl FileFormat {
    /// The endings that there are, for messages.
    const ENDINGS: &str = ".png, .svg, .pdf";

    /// The format that a file's name asks for.
    ///
    /// ```
    /// use vispy_plot::FileFormat;
    ///
    /// assert_eq!(FileFormat::of("figure.SVG")?, FileFormat::Svg);
    /// let message = FileFormat::of("figure.gif").unwrap_err().to_string();
    /// assert!(message.contains(".png, .svg, .pdf"), "{message}");
    /// # Ok::<(), vispy_plot::Error>(())
    /// ```
    ///
    /// # Errors
    /// `Format` for an ending that there is no format for.
    pub fn of(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        match ending.as_deref() {
            Some("png") => Ok(Self::Png),
            Some("svg") => Ok(Self::Svg),
            Some("pdf") => Ok(Self::Pdf),
            _ => Err(Error::Format { path: path.to_owned(), supported: Self::ENDINGS }),
        }
    }
}
