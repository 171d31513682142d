//! Figures as vector graphics, whatever they are written as.

use vispy_app::events::PhysicalSize;
use vispy_visuals::glam::DVec2;
use vispy_visuals::vector::VectorSink;

use super::{DPI_OF_LOGICAL_PX, SaveOptions, offscreen, pdf, positive, svg};
use crate::error::Error;
use crate::figure::Figure;
use crate::view::FigureView;

/// A figure as it is seen at first.
pub(super) fn first_view(figure: &Figure) -> Result<FigureView, Error> {
    let [width, height] = figure.document.size_px;
    FigureView::new(figure, PhysicalSize::new(width, height), 1.0)
}

impl FigureView {
    /// What is seen now as the text of an SVG file: [`Figure::to_svg`].
    ///
    /// # Errors
    /// `Data` when the dots per inch are not a positive number; what the layout or a visual refuse; `App` where there is no
    /// OpenGL for what has no vector form.
    pub fn to_svg(&mut self, options: &SaveOptions) -> Result<String, Error> {
        let page = draw(self, options.embedded_dpi, svg::SvgPage::new)?;
        Ok(page.finish(self.plain_title()))
    }

    /// What is seen now as a PDF file of one page: [`Figure::to_pdf`].
    ///
    /// # Errors
    /// As for [`to_svg`](Self::to_svg).
    pub fn to_pdf(&mut self, options: &SaveOptions) -> Result<Vec<u8>, Error> {
        let page = draw(self, options.embedded_dpi, pdf::PdfPage::new)?;
        Ok(page.finish(self.plain_title()))
    }
}

/// Draws what is seen into a sink for a page of its size in logical pixels. What has no vector form becomes a picture of
/// that many dots per inch; without such a visual, no OpenGL is needed.
fn draw<S: VectorSink>(view: &mut FigureView, dpi: f64, new_page: impl Fn(DVec2) -> S) -> Result<S, Error> {
    let dpi = positive("dpi of embedded pictures", dpi)?;
    view.settle()?;
    view.update()?;
    let scene = view.scene_view();
    let mut page = new_page(scene.size_px());
    let unvectored = scene.vector(&mut page)?;
    if unvectored.is_empty() {
        return Ok(page);
    }
    let dots_per_px = dpi / DPI_OF_LOGICAL_PX;
    let rasters = offscreen::with_context(|ctx| Ok(scene.rasterize(ctx, &unvectored, dots_per_px)?))?;
    let mut page = new_page(scene.size_px());
    scene.vector_with(&mut page, &rasters)?;
    Ok(page)
}
