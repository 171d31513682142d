//! Where the figure goes: a picture or a window.

use std::path::{Path, PathBuf};

use vispy_plot::{Error, Figure, SaveOptions};

use crate::failure::Failure;

/// What is written where there is no display and no name was given.
const DEFAULT_OUTPUT: &str = "vispy.png";

/// Writes the figure to a file; `dpi` 96 makes a logical pixel one dot.
pub(crate) fn save(figure: &Figure, path: &Path, dpi: Option<f64>) -> Result<(), Failure> {
    let options = dpi.map_or_else(SaveOptions::default, |dpi| SaveOptions { dpi, embedded_dpi: dpi });
    figure.save_with(path, &options).map_err(failure)
}

/// Whether a window can be opened.
pub(crate) fn has_display() -> bool {
    #[cfg(all(feature = "window", not(target_family = "wasm")))]
    return vispy_app::winit::display_available();
    #[cfg(not(all(feature = "window", not(target_family = "wasm"))))]
    false
}

/// Shows the figure in a window until it is closed; without a display, writes a picture and says so.
pub(crate) fn show(figure: &Figure, dpi: Option<f64>) -> Result<(), Failure> {
    #[cfg(all(feature = "window", not(target_family = "wasm")))]
    if has_display() {
        return figure.show().map_err(failure);
    }
    let path = PathBuf::from(DEFAULT_OUTPUT);
    save(figure, &path, dpi)?;
    eprintln!("vispy: no display: the picture is in {}", path.display());
    Ok(())
}

/// What the machine cannot do is told apart from what is wrong with the input.
fn failure(error: Error) -> Failure {
    match error {
        Error::Data(_) | Error::Format { .. } => Failure::Input(error),
        _ => Failure::Output(error.to_string()),
    }
}
