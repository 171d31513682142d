//! Where the figure goes: a picture or a window.

use std::path::Path;

use vispy_plot::Figure;

use crate::failure::Failure;

/// Writes the figure as a picture; `dpi` 96 makes a logical pixel one dot.
pub(crate) fn save(figure: &Figure, path: &Path, dpi: Option<f64>) -> Result<(), Failure> {
    let _ = (figure, dpi);
    Err(Failure::Output(format!("{}: this build cannot write pictures", path.display())))
}

/// Shows the figure in a window until it is closed.
pub(crate) fn show(figure: &Figure) -> Result<(), Failure> {
    let _ = figure;
    Err(Failure::Output("this build cannot open windows; write a picture with -o OUT.png".into()))
}
