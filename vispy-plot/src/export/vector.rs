//! Figures as vector graphics, whatever they are written as.

use vispy_app::events::PhysicalSize;
use vispy_visuals::vector::VectorSink;

use super::{DPI_OF_LOGICAL_PX, offscreen, positive};
use crate::error::Error;
use crate::figure::Figure;
use crate::view::FigureView;

/// Draws a figure into a sink for a page of its size in logical pixels. What has no vector form becomes a picture of
/// that many dots per inch; without such a visual, no OpenGL is needed.
pub(super) fn draw<S: VectorSink>(
    figure: &Figure,
    dpi: f64,
    new_page: impl Fn([u32; 2]) -> S,
) -> Result<S, Error> {
    let dpi = positive("dpi of embedded pictures", dpi)?;
    let [width, height] = figure.document.size_px;
    let mut view = FigureView::new(figure, PhysicalSize::new(width, height), 1.0)?;
    view.update()?;
    let scene = view.scene_view();
    let mut page = new_page([width, height]);
    let unvectored = scene.vector(&mut page)?;
    if unvectored.is_empty() {
        return Ok(page);
    }
    let dots_per_px = dpi / DPI_OF_LOGICAL_PX;
    let rasters = offscreen::with_context(|ctx| Ok(scene.rasterize(ctx, &unvectored, dots_per_px)?))?;
    let mut page = new_page([width, height]);
    scene.vector_with(&mut page, &rasters)?;
    Ok(page)
}
