//! What axes have besides data, ticks and titles: legends, colour bars, annotations.

use vispy_scene::glam::DVec2;
use vispy_scene::{CanvasRect, Scene, SceneView};
use vispy_visuals::transforms::Transform as _;

use super::annotations::AnnotationView;
use super::axes_view::AxesView;
use super::color_bar::ColorBarView;
use super::home::{offset_at, offset_of};
use super::legend::{Cover, LegendView, Swatch};
use super::series::{Making, SeriesView};
use crate::error::Error;
use crate::figure::{Axes, SeriesKind};

/// What axes have besides data, ticks and titles.
#[derive(Debug)]
pub(super) struct Extras {
    legend: Option<LegendView>,
    color_bar: Option<ColorBarView>,
    annotations: Vec<AnnotationView>,
    /// Room that all but the legend need to the right of the axes.
    beside_px: f64,
}

impl Extras {
    pub(super) fn new(
        scene: &mut Scene,
        axes: &Axes,
        views: &[SeriesView],
        making: &Making<'_>,
    ) -> Result<Self, Error> {
        let mut annotations = Vec::new();
        for (number, series) in axes.series.iter().enumerate() {
            if let SeriesKind::Annotation(annotation) = &series.kind {
                annotations.push(AnnotationView::new(scene, number, annotation, making)?);
            }
        }
        let color_bar = axes.color_bar.as_ref().and_then(|bar| {
            let colors = match bar.series {
                Some(number) => views.get(number)?.colors.clone(),
                None => views.iter().rev().find_map(|view| view.colors.clone()),
            };
            Some((bar.label.as_deref(), colors?))
        });
        let color_bar = match color_bar {
            Some((label, colors)) => Some(ColorBarView::new(scene, label, colors, making.style)?),
            None => None,
        };
        // Above all else.
        let swatches: Vec<Swatch> = views.iter().map(|view| view.swatch).collect();
        let legend = match &axes.legend {
            Some(legend) => LegendView::new(scene, legend, axes, &swatches, making.style)?,
            None => None,
        };
        Ok(Self { legend, color_bar, annotations, beside_px: 0.0 })
    }

    /// Lets the legend be placed anew, as after a resize.
    pub(super) fn forget(&mut self) {
        self.legend.iter_mut().for_each(LegendView::forget);
    }
}

impl AxesView {
    /// Places what stands to the right of the axes, and adds the room that it needs.
    pub(super) fn place_beside(&mut self, view: &mut SceneView) -> Result<(), Error> {
        if let Some(bar) = &self.extras.color_bar {
            let [right, top] = bar.place(view.scene_mut(), self.rect, self.needed.right)?;
            self.needed.right += right;
            self.needed.top += self.decoration.lift_title(top);
        }
        self.extras.beside_px = self.needed.right;
        let cover = self.cover(view)?;
        if let Some(legend) = &mut self.extras.legend {
            self.needed.right += legend.room_px(self.rect, &cover);
        }
        Ok(())
    }

    /// Places what depends on the axes.
    pub(super) fn finish(&mut self, view: &mut SceneView, axes: &Axes) -> Result<(), Error> {
        let beside_px = self.needed.left.min(self.needed.right);
        self.decoration.finish(view.scene_mut(), self.rect, beside_px)?;
        self.place_annotations(view, axes)?;
        let cover = self.cover(view)?;
        let Extras { legend, beside_px, .. } = &mut self.extras;
        match legend {
            Some(legend) => legend.finish(view.scene_mut(), axes, self.rect, *beside_px, &cover),
            None => Ok(()),
        }
    }

    fn place_annotations(&mut self, view: &mut SceneView, axes: &Axes) -> Result<(), Error> {
        let canvas_px = view.size_px();
        let mut annotations = std::mem::take(&mut self.extras.annotations);
        for annotation in &mut annotations {
            let number = annotation.series;
            let canvas_from_node = view.canvas_from_node(self.series[number].node, Some(self.view_box))?;
            let [x, y] = self.references_of(number);
            let point = DVec2::new(offset_at(x, annotation.at[0]), offset_at(y, annotation.at[1]));
            let visible = axes.series.get(number).is_some_and(|series| series.visible);
            let point = visible.then(|| canvas_from_node.map(point.extend(0.0)).truncate());
            annotation.place(view.scene_mut(), point, self.rect, canvas_px)?;
        }
        self.extras.annotations = annotations;
        Ok(())
    }

    /// What the data cover, if a legend asks for it.
    fn cover(&self, view: &mut SceneView) -> Result<Cover, Error> {
        if !self.extras.legend.as_ref().is_some_and(|legend| legend.needs_cover(self.rect)) {
            return Ok(Cover::default());
        }
        let mut cover = Cover::new(self.rect.size);
        for (number, series) in self.series.iter().enumerate() {
            if !view.scene().node(series.node)?.is_visible() {
                continue;
            }
            let canvas_from_node = view.canvas_from_node(series.node, Some(self.view_box))?;
            let [x, y] = self.references_of(number);
            let [from_x, from_y] = series.references;
            let shift = DVec2::new(offset_of(x, from_x), offset_of(y, from_y));
            let map =
                |point: DVec2| canvas_from_node.map((point + shift).extend(0.0)).truncate() - self.rect.pos;
            cover.add(&series.footprint, map);
        }
        Ok(cover)
    }

    /// The legend's entries, by number of the series, and where they are.
    pub(super) fn legend_entries(&self) -> impl Iterator<Item = (usize, CanvasRect)> {
        self.extras.legend.iter().flat_map(LegendView::entries)
    }

    /// Where the legend is.
    pub(super) fn legend_rect(&self) -> Option<CanvasRect> {
        self.extras.legend.as_ref()?.rect()
    }
}
