//! Adding and changing markers.

use super::{AxesMut, SeriesMut};
use crate::data::{Column, IntoSeriesData};
use crate::figure::series::{ScatterSeries, XData};

/// Markers, open for changes.
pub type ScatterMut<'a> = SeriesMut<'a, ScatterSeries>;

impl AxesMut<'_> {
    /// Adds markers at points: y alone, or `(x, y)`. matplotlib's `scatter`.
    /// Names for x make a category axis, as those of [bars](Self::bar) do.
    ///
    /// ```
    /// let mut figure = vispy_plot::Figure::new();
    /// let mut axes = figure.axes(0, 0);
    /// axes.scatter(([0.1, 0.5, 0.9], [1.0, 3.0, 2.0])).symbol("square").c([10.0, 20.0, 30.0]).colormap("magma");
    /// # figure.check()?;
    /// # Ok::<(), vispy_plot::Error>(())
    /// ```
    #[doc(alias = "markers")]
    pub fn scatter(&mut self, data: impl IntoSeriesData) -> ScatterMut<'_> {
        let (x, y) = self.insert(data.into_series_data());
        self.push(ScatterSeries { x, ..ScatterSeries::new(y) })
    }
}

impl SeriesMut<'_, ScatterSeries> {
    /// Counts x in seconds from the first sample, at this many samples a second; replaces an x that was given.
    pub fn rate_hz(&mut self, rate_hz: f64) -> &mut Self {
        self.change(|scatter| scatter.x = XData::RateHz(rate_hz))
    }

    /// Sets the symbol, by VisPy's or matplotlib's name, such as `disc` or `o`.
    #[doc(alias = "marker")]
    pub fn symbol(&mut self, symbol: impl Into<String>) -> &mut Self {
        self.change(|scatter| scatter.symbol = symbol.into())
    }

    /// Sets the size of all markers in logical pixels: the diameter of a disc.
    pub fn size_px(&mut self, size_px: f64) -> &mut Self {
        self.change(|scatter| scatter.size_px = Some(size_px))
    }

    /// Sets the size of each marker in logical pixels.
    #[doc(alias = "s")]
    pub fn sizes_px(&mut self, sizes: impl Into<Column>) -> &mut Self {
        let sizes = self.data.insert(sizes.into());
        self.change(|scatter| scatter.sizes = Some(sizes))
    }

    /// Sets the colour of each marker: numbers go through the colormap, texts are colours.
    #[doc(alias = "colors")]
    pub fn c(&mut self, colors: impl Into<Column>) -> &mut Self {
        let colors = self.data.insert(colors.into());
        self.change(|scatter| scatter.colors = Some(colors))
    }
}
