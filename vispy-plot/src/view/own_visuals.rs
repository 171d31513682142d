//! Visuals of one's own in a view: reaching them, and following what they do.

use std::any::{Any, type_name};

use vispy_scene::{SceneView, VisualId};
use vispy_visuals::Visual;

use super::FigureView;
use super::axes_view::AxesView;
use super::series::visual::{OwnPart, ranges};
use super::series::{Part, Range, scales};
use crate::error::{DataError, Error};
use crate::figure::{Axes, SeriesKind};

impl FigureView {
    /// The visual of one's own that series number `series` of axes number `axes` shows: this view's copy of the one that
    /// was [added](crate::figure::AxesMut::add).
    ///
    /// # Errors
    /// `Data` when the series shows no visual of that type.
    pub fn visual<V: Visual>(&self, axes: usize, series: usize) -> Result<&V, Error> {
        let id = self.own_visual(axes, series)?;
        let visual: &dyn Any = self.scene.scene().visual(id)?;
        Ok(visual.downcast_ref().ok_or_else(|| other_type::<V>([axes, series]))?)
    }

    /// The same, to change it. The figure is drawn anew, and who sees all of it goes on doing so.
    ///
    /// ```
    /// use vispy_app::events::PhysicalSize;
    /// use vispy_visuals::visuals::{Markers, MarkersStyle};
    ///
    /// let mut figure = vispy_plot::Figure::new();
    /// figure.axes(0, 0).add(Markers::new(vec![1.0, 2.0], vec![5.0, 3.0], MarkersStyle::default())?);
    /// let mut view = vispy_plot::FigureView::new(&figure, PhysicalSize::new(400, 300), 1.0)?;
    /// view.visual_mut::<Markers>(0, 0)?.set_data(vec![1.0, 2.0, 3.0], vec![5.0, 3.0, 4.0])?;
    /// # Ok::<(), vispy_plot::Error>(())
    /// ```
    ///
    /// # Errors
    /// `Data` when the series shows no visual of that type.
    pub fn visual_mut<V: Visual>(&mut self, axes: usize, series: usize) -> Result<&mut V, Error> {
        let id = self.own_visual(axes, series)?;
        let visual: &mut dyn Any = self.scene.scene_mut().visual_mut(id)?;
        Ok(visual.downcast_mut().ok_or_else(|| other_type::<V>([axes, series]))?)
    }

    fn own_visual(&self, axes: usize, series: usize) -> Result<VisualId, DataError> {
        let view = self.axes.get(axes).and_then(|axes| axes.series.get(series));
        match view.and_then(|view| view.parts.first()) {
            Some(Part::Own(OwnPart { shown, .. })) => Ok(*shown),
            _ => Err(DataError::Setting {
                what: "the number of a series",
                expected: "one that shows a visual of one's own",
                found: format!("{series} of axes {axes}"),
            }),
        }
    }

    /// Lets another view of the same figure show visuals as they are here.
    pub(super) fn copy_own_visuals(&self, copy: &mut Self) -> Result<(), Error> {
        for (axes, copied) in self.axes.iter().zip(&copy.axes) {
            for (series, copied) in axes.series.iter().zip(&copied.series) {
                let (Some(Part::Own(from)), Some(Part::Own(to))) =
                    (series.parts.first(), copied.parts.first())
                else {
                    continue;
                };
                let from = (self.scene.scene().visual(from.shown)?, from.of);
                let to = copy.scene.scene_mut().visual_mut(to.shown)?;
                self.figure.data.visual(from.1)?.copy(from.0, to);
            }
        }
        Ok(())
    }

    /// Whether bounds of visuals of one's own have changed since the axes followed them.
    pub(super) fn own_visuals_have_moved(&self) -> bool {
        let mut all = self.axes.iter().zip(&self.figure.document.axes);
        all.any(|(axes, document)| axes.moved(&self.scene, document).next().is_some())
    }

    /// Waits until visuals of one's own are final.
    pub(super) fn settle_own_visuals(&mut self) -> Result<(), Error> {
        for axes in &self.axes {
            for part in axes.own_parts() {
                self.scene.scene_mut().visual_mut(part.shown)?.settle();
            }
        }
        Ok(())
    }
}

impl AxesView {
    fn own_parts(&self) -> impl Iterator<Item = &OwnPart> {
        self.series.iter().filter_map(|series| match series.parts.first() {
            Some(Part::Own(part)) => Some(part),
            _ => None,
        })
    }

    /// Moves the home where the bounds of visuals of one's own have changed.
    pub(super) fn follow_own_visuals(&mut self, view: &mut SceneView, axes: &Axes) -> Result<(), Error> {
        let moved: Vec<_> = self.moved(view, axes).collect();
        if moved.is_empty() {
            return Ok(());
        }
        for (number, now) in moved {
            self.ranges[number] = now;
        }
        self.follow(view, axes)
    }

    /// The series of visuals of one's own that cover something else than they did, and what.
    fn moved(&self, view: &SceneView, axes: &Axes) -> impl Iterator<Item = (usize, [Range; 2])> {
        let all = self.series.iter().zip(&axes.series).zip(&self.ranges).enumerate();
        all.filter_map(|(number, ((one, series), known))| {
            let (Some(Part::Own(part)), SeriesKind::Visual(own)) = (one.parts.first(), &series.kind) else {
                return None;
            };
            let bounds = view.scene().visual(part.shown).ok()?.bounds();
            let now = ranges(own, bounds, scales(series, axes));
            (now != *known).then_some((number, now))
        })
    }
}

fn other_type<V>([axes, series]: [usize; 2]) -> DataError {
    DataError::Setting {
        what: "the visual of a series",
        expected: "of the type that was added",
        found: format!("asked for as {}, series {series} of axes {axes}", type_name::<V>()),
    }
}
