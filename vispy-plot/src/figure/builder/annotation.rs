//! Adding and changing annotations.

use super::{AxesMut, SeriesMut};
use crate::data::Value;
use crate::figure::series::AnnotationSeries;

/// An annotation, open for changes.
pub type AnnotationMut<'a> = SeriesMut<'a, AnnotationSeries>;

impl AxesMut<'_> {
    /// Adds a text beside a point. matplotlib's `annotate`.
    ///
    /// ```
    /// let mut figure = vispy_plot::Figure::new();
    /// let mut axes = figure.axes(0, 0);
    /// axes.line([1.0, 5.0, 2.0]);
    /// axes.annotate("the peak", 1.0, 5.0).offset_px(30.0, -20.0).arrow(true);
    /// # figure.check()?;
    /// # Ok::<(), vispy_plot::Error>(())
    /// ```
    #[doc(alias = "text")]
    pub fn annotate(
        &mut self,
        text: impl Into<String>,
        x: impl Into<Value>,
        y: impl Into<Value>,
    ) -> AnnotationMut<'_> {
        self.push(AnnotationSeries::new(text, [x.into(), y.into()]))
    }
}

impl SeriesMut<'_, AnnotationSeries> {
    /// Sets how far the text stands from the point, in logical pixels to the right and up.
    #[doc(alias = "xytext")]
    pub fn offset_px(&mut self, right: f64, up: f64) -> &mut Self {
        self.change(|annotation| annotation.offset_px = [right, up])
    }

    /// Sets whether an arrow goes from the text to the point.
    #[doc(alias = "arrowprops")]
    pub fn arrow(&mut self, arrow: bool) -> &mut Self {
        self.change(|annotation| annotation.arrow = arrow)
    }

    /// Sets the font size in logical pixels.
    pub fn size_px(&mut self, size_px: f64) -> &mut Self {
        self.change(|annotation| annotation.size_px = Some(size_px))
    }
}
