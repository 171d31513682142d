//! Figures in windows.

mod file_name;
mod shown;

use std::path::PathBuf;
use std::rc::Rc;

use vispy_app::CanvasHandler;
use vispy_app::events::LogicalSize;
use vispy_app::winit::{WindowOptions, run};

use crate::error::Error;
use crate::figure::Figure;
use crate::view::FigureView;
use shown::Shown;

/// Makes a figure of files that were dropped on a window, or says why it cannot.
type Opener<'a> = Rc<dyn Fn(&[PathBuf]) -> Result<Figure, String> + 'a>;

/// Shows figures, each in a window of its own, until all are closed. [`FigureView::event`] says what users can do there.
///
/// A file that is dropped on a window is shown in it instead, as [`Figure::from_files`] makes a figure of it.
///
/// # Errors
/// What [`Figure::check`] finds; `App` where there is no display or no OpenGL.
pub fn show_all<'a>(figures: impl IntoIterator<Item = &'a Figure>) -> Result<(), Error> {
    show_all_opening(figures, |files| Figure::from_files(files).map_err(|error| error.to_string()))
}

/// The same with another way to make a figure of files that are dropped together on a window: `open` gives the figure, or
/// the message that is shown instead.
///
/// # Errors
/// The same as [`show_all`].
pub fn show_all_opening<'a>(
    figures: impl IntoIterator<Item = &'a Figure>,
    open: impl Fn(&[PathBuf]) -> Result<Figure, String>,
) -> Result<(), Error> {
    let open: Opener<'_> = Rc::new(open);
    let mut windows: Vec<(WindowOptions, Box<dyn CanvasHandler + '_>)> = Vec::new();
    for figure in figures {
        let [width, height] = figure.document.size_px.map(f64::from);
        let size = LogicalSize::new(width, height);
        let view = FigureView::new(figure, size.to_physical(1.0), 1.0)?;
        let title = view.title().unwrap_or("vispy").to_owned();
        let options = WindowOptions::default().with_title(title).with_size(size);
        windows.push((options, Box::new(Shown::new(view, Rc::clone(&open)))));
    }
    Ok(run(windows)?)
}
