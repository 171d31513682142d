//! Figures in windows.

use vispy_app::CanvasHandler;
use vispy_app::events::LogicalSize;
use vispy_app::winit::{WindowOptions, run};

use crate::error::Error;
use crate::figure::Figure;
use crate::view::FigureView;

/// Shows figures, each in a window of its own, until all are closed.
///
/// # Errors
/// What [`Figure::check`] finds; `App` where there is no display or no OpenGL.
pub fn show_all<'a>(figures: impl IntoIterator<Item = &'a Figure>) -> Result<(), Error> {
    let mut windows: Vec<(WindowOptions, Box<dyn CanvasHandler>)> = Vec::new();
    for figure in figures {
        let [width, height] = figure.document.size_px.map(f64::from);
        let size = LogicalSize::new(width, height);
        let view = FigureView::new(figure, size.to_physical(1.0), 1.0)?;
        let title = view.title().unwrap_or("vispy").to_owned();
        let mut options = WindowOptions::default();
        (options.title, options.size) = (title, size);
        windows.push((options, Box::new(view)));
    }
    Ok(run(windows)?)
}
