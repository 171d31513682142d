//! Adding visuals of one's own.

use vispy_gloo::Context;
use vispy_visuals::visuals::{Raw, RawDraw};
use vispy_visuals::{Bounds, Visual};

use super::{AxesMut, SeriesMut};
use crate::data::Value;
use crate::figure::series::VisualSeries;

/// A visual of one's own, open for changes.
pub type VisualMut<'a> = SeriesMut<'a, VisualSeries>;

impl AxesMut<'_> {
    /// Adds a visual of one's own. Its own frame is that of the data: it pans and zooms, the axes hold its
    /// [bounds](Visual::bounds), what it [picks](Visual::pick) is read out under the pointer, and vector graphics get its
    /// [vector form](Visual::vector) or a picture. With a [label](SeriesMut::label) it is in the legend.
    ///
    /// Each view of the figure shows a clone: what a visual keeps on the GPU is of one context. With a
    /// [`PerView`](vispy_visuals::device::PerView), whose clone is empty, `#[derive(Clone)]` does it.
    /// [`FigureView::visual_mut`](crate::FigureView::visual_mut) changes the one that is shown.
    ///
    /// ```
    /// use vispy_visuals::visuals::{Line, LineStyle, Markers, MarkersStyle};
    ///
    /// let stars = Markers::new(vec![1.0, 2.0], vec![5.0, 3.0], MarkersStyle::default())?;
    /// let way = Line::new(vec![1.0, 2.0], vec![5.0, 3.0], LineStyle::default())?;
    /// let mut figure = vispy_plot::Figure::new();
    /// let mut axes = figure.axes(0, 0);
    /// axes.add(way);
    /// axes.add(stars).label("by hand").color("black");
    /// figure.check()?;
    /// # Ok::<(), vispy_plot::Error>(())
    /// ```
    #[doc(alias = "add_artist")]
    pub fn add<V: Visual + Clone>(&mut self, visual: V) -> VisualMut<'_> {
        let id = self.data.insert_visual(visual);
        self.push(VisualSeries::new(id, std::any::type_name::<V>()))
    }

    /// Adds what a function draws with OpenGL itself, in data coordinates, inside of the axes' rectangle: a
    /// [`Raw`] visual. `make` makes programs and buffers when a view is drawn for the first time, and returns the function
    /// that draws; `bounds` are held by the axes.
    ///
    /// ```
    /// use vispy_visuals::Bounds;
    /// use vispy_visuals::glam::DVec2;
    /// use vispy_visuals::visuals::RawDraw;
    ///
    /// let mut figure = vispy_plot::Figure::new();
    /// let unit = Bounds { min: DVec2::ZERO, max: DVec2::ONE };
    /// figure.axes(0, 0).draw(unit, |_| Ok(|raw: &mut RawDraw<'_>| {
    ///     // The whole rectangle of the axes in pink.
    ///     let (target, clip) = (raw.target(), raw.view.clip);
    ///     raw.ctx.clear(target, Some(clip), Some([1.0, 0.8, 0.9, 1.0]), None);
    ///     Ok(())
    /// }));
    /// figure.check()?;
    /// # Ok::<(), vispy_plot::Error>(())
    /// ```
    pub fn draw<D>(
        &mut self,
        bounds: impl Into<Option<Bounds>>,
        make: impl Fn(&Context) -> vispy_visuals::Result<D> + Send + Sync + 'static,
    ) -> VisualMut<'_>
    where
        D: FnMut(&mut RawDraw<'_>) -> vispy_visuals::Result<()> + Send + 'static,
    {
        self.add(Raw::new(bounds, make))
    }
}

impl SeriesMut<'_, VisualSeries> {
    /// Lets the visual's own frame count from an x and a y, in the axes' own types: positions near it keep every bit, as they
    /// should on axes of time. The colour that [`color`](Self::color) sets is that of the legend.
    pub fn origin(&mut self, x: impl Into<Value>, y: impl Into<Value>) -> &mut Self {
        let origin = [x.into(), y.into()];
        self.change(|kind| kind.origin = origin)
    }
}
