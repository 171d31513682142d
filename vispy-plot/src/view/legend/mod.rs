//! Legends in the scene.

mod cover;
mod grid;
mod swatch;

use std::sync::Arc;

use vispy_scene::glam::{DVec2, DVec3};
use vispy_scene::{CanvasRect, Node, NodeHandle, Scene, VisualHandle};
use vispy_visuals::text::{Anchor, FontSystem, HAlign, TextStyle, VAlign};
use vispy_visuals::transforms::StTransform;
use vispy_visuals::visuals::{Rectangle, Text};

pub(super) use cover::{Cover, Footprint};
use grid::Grid;
pub(super) use swatch::Swatch;

use crate::error::Error;
use crate::figure::{Axes, Legend, LegendPlace, Style};

/// The height of a row in font sizes.
const ROW_HEIGHT: f64 = 1.55;

/// The part of a legend that may cover data before it moves out of the axes.
const MOST_COVERED: f64 = 0.1;

/// The part of the axes' width that a legend beside them may take.
const WIDEST: f64 = 0.5;

/// A legend in the scene.
#[derive(Debug)]
pub(super) struct LegendView {
    place: LegendPlace,
    group: NodeHandle,
    frame: VisualHandle<Rectangle>,
    title: Option<NodeHandle>,
    entries: Vec<Entry>,
    grid: Grid,
    /// In how many columns the entries stand.
    columns: usize,
    hidden_opacity: f32,
    /// Whether it stands beside the axes; undecided after a resize.
    outside: Option<bool>,
    /// The rectangle of the axes for which it was placed, and where it is.
    placed: Option<(CanvasRect, CanvasRect)>,
}

/// A sample of a series' look and its name.
#[derive(Debug)]
struct Entry {
    series: usize,
    node: NodeHandle,
}

impl LegendView {
    /// A legend of the series that have a label and a look; `None` where there are none.
    pub(super) fn new(
        scene: &mut Scene,
        legend: &Legend,
        axes: &Axes,
        swatches: &[Swatch],
        style: &Style,
    ) -> Result<Option<Self>, Error> {
        let rows: Vec<(usize, &str)> = axes
            .series
            .iter()
            .enumerate()
            .filter(|(i, _)| swatches.get(*i).is_some_and(|swatch| !swatch.is_empty()))
            .filter_map(|(i, series)| Some((i, series.label.as_deref().filter(|label| !label.is_empty())?)))
            .collect();
        if rows.is_empty() {
            return Ok(None);
        }
        let font = TextStyle::new(style.legend_size_px as f32);
        let width = |text: &str| f64::from(FontSystem::global().shape(text, &font).width_px);
        let text_x = style.legend_padding_px + style.legend_swatch_px + style.legend_gap_px;
        let widest = rows.iter().map(|(_, label)| width(label)).fold(0.0, f64::max);
        let title = legend.title.as_deref().filter(|title| !title.is_empty());
        let grid = Grid {
            entries: rows.len(),
            entry_width_px: style.legend_swatch_px + style.legend_gap_px + widest,
            row_px: (style.legend_size_px * ROW_HEIGHT).round(),
            padding_px: style.legend_padding_px,
            gap_px: style.legend_gap_px,
            title_width_px: title.map(width),
        };
        let above = scene.canvas_above();
        let group = scene.add_node(above, Node::new().with_name("legend"))?;
        let frame = Rectangle::new(DVec2::ZERO, grid.size_px(1), style.legend_background)?
            .with_border(style.legend_edge_color, style.legend_edge_width_px as f32)
            .with_radius(style.legend_radius_px as f32);
        let frame = scene.add(group, frame)?.1;
        let middle = (grid.row_px / 2.0).round();
        let text = |scene: &mut Scene, text: &str, x: f64, align: HAlign| {
            let node = scene.add_node(group, Node::new())?;
            let visual = Text::new(text, DVec2::new(x, middle), font)?;
            let visual = visual.with_anchor(Anchor::new(align, VAlign::CapMiddle));
            scene.add(node, visual.with_color(style.text_color))?;
            Ok::<_, Error>(node)
        };
        let title = title.map(|title| text(scene, title, 0.0, HAlign::Center)).transpose()?;
        let mut entries = Vec::with_capacity(rows.len());
        for (series, label) in rows {
            let node = text(scene, label, text_x, HAlign::Left)?;
            let swatch = CanvasRect::new(
                DVec2::new(style.legend_padding_px, middle - style.legend_size_px * 0.35),
                DVec2::new(style.legend_swatch_px, style.legend_size_px * 0.7),
            );
            swatches[series].add(scene, node, swatch)?;
            entries.push(Entry { series, node });
        }
        Ok(Some(Self {
            place: legend.place,
            group,
            frame,
            title,
            entries,
            grid,
            columns: 1,
            hidden_opacity: style.legend_hidden_opacity as f32,
            outside: None,
            placed: None,
        }))
    }

    /// Forgets where it is, as after a resize.
    pub(super) fn forget(&mut self) {
        (self.outside, self.placed) = (None, None);
    }

    /// Whether what the data cover decides where it goes in a rectangle.
    pub(super) fn needs_cover(&self, rect: CanvasRect) -> bool {
        let placed = self.placed.is_some_and(|(of, _)| of == rect);
        self.place == LegendPlace::Auto && self.outside != Some(true) && !(placed && self.outside.is_some())
    }

    /// The room that it needs to the right of axes in a rectangle, in logical pixels.
    pub(super) fn room_px(&mut self, rect: CanvasRect, cover: &Cover) -> f64 {
        let beside_px = self.size_beside(rect).x;
        let inside_px = self.grid.size_px(self.columns_inside(rect));
        let outside = self.outside.unwrap_or_else(|| match self.place {
            LegendPlace::OutsideRight => true,
            LegendPlace::Auto => {
                let (_, covered) = best(inside_px, self.gap(), rect, cover);
                covered > MOST_COVERED && beside_px < WIDEST * rect.size.x
            }
            _ => false,
        });
        self.outside = Some(outside);
        if outside { beside_px + self.gap() } else { 0.0 }
    }

    /// From its frame to the edges of the axes.
    fn gap(&self) -> f64 {
        self.grid.gap_px
    }

    /// In how many columns it fits into axes.
    fn columns_inside(&self, rect: CanvasRect) -> usize {
        self.grid.columns_in(rect.size - 2.0 * self.gap())
    }

    /// In how many columns it is not higher than axes that it stands beside, however wide it is then.
    fn columns_beside(&self, rect: CanvasRect) -> usize {
        self.grid.columns_in(DVec2::new(f64::INFINITY, rect.size.y))
    }

    fn size_beside(&self, rect: CanvasRect) -> DVec2 {
        self.grid.size_px(self.columns_beside(rect))
    }

    /// Moves it to where it belongs, and fades the entries of hidden series.
    pub(super) fn finish(
        &mut self,
        scene: &mut Scene,
        axes: &Axes,
        rect: CanvasRect,
        beside_px: f64,
        cover: &Cover,
    ) -> Result<(), Error> {
        for entry in &self.entries {
            let visible = axes.series.get(entry.series).is_some_and(|series| series.visible);
            scene.set_opacity(entry.node, if visible { 1.0 } else { self.hidden_opacity })?;
        }
        if self.placed.is_some_and(|(of, _)| of == rect) {
            return Ok(());
        }
        let beside = self.outside == Some(true);
        self.columns = if beside { self.columns_beside(rect) } else { self.columns_inside(rect) };
        let (size, gap) = (self.grid.size_px(self.columns), self.gap());
        let place = match self.place {
            _ if beside => DVec2::new(rect.end().x + beside_px + gap, rect.pos.y),
            LegendPlace::Auto => position(best(size, gap, rect, cover).0, size, gap, rect),
            place => position(place, size, gap, rect),
        };
        let place = place.round();
        self.placed = Some((rect, CanvasRect::new(place, size)));
        move_to(scene, self.group, place)?;
        self.arrange(scene, size)
    }

    /// Moves frame, title and entries to where they belong from its corner.
    fn arrange(&self, scene: &mut Scene, size: DVec2) -> Result<(), Error> {
        scene.get_mut(self.frame)?.set_corners(DVec2::ZERO, size)?;
        if let Some(title) = self.title {
            move_to(scene, title, DVec2::new(size.x / 2.0, self.grid.padding_px).round())?;
        }
        for (index, entry) in self.entries.iter().enumerate() {
            move_to(scene, entry.node, self.grid.entry(index, self.columns).pos)?;
        }
        Ok(())
    }

    /// Where it is, once it was placed.
    pub(super) fn rect(&self) -> Option<CanvasRect> {
        self.placed.map(|(_, rect)| rect)
    }

    /// The series of its entries, and where these are.
    pub(super) fn entries(&self) -> impl Iterator<Item = (usize, CanvasRect)> {
        self.rect().into_iter().flat_map(move |of| {
            self.entries.iter().enumerate().map(move |(index, entry)| {
                let rect = self.grid.entry(index, self.columns);
                (entry.series, CanvasRect::new(of.pos + rect.pos, rect.size))
            })
        })
    }
}

fn move_to(scene: &mut Scene, node: NodeHandle, place: DVec2) -> Result<(), Error> {
    let moved = StTransform::new(DVec3::ONE, place.extend(0.0));
    Ok(scene.set_transform(node, Arc::new(moved))?)
}

/// Where a legend stands in axes.
fn position(place: LegendPlace, size: DVec2, gap: f64, rect: CanvasRect) -> DVec2 {
    rect.pos + gap + (rect.size - size - 2.0 * gap) * DVec2::from(place.fractions())
}

/// The place where the least is covered, the first of equal ones, and the part of a legend there that covers data.
fn best(size: DVec2, gap: f64, rect: CanvasRect, cover: &Cover) -> (LegendPlace, f64) {
    let mut found = (LegendPlace::UpperRight, f64::INFINITY);
    for place in LegendPlace::INSIDE {
        let covered = cover.part(CanvasRect::new(position(place, size, gap, rect) - rect.pos, size));
        if covered < found.1 {
            found = (place, covered);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cover_of(path: &[(f64, f64)], size: DVec2) -> Cover {
        let mut cover = Cover::new(size);
        let path: Vec<DVec2> = path.iter().copied().map(DVec2::from).collect();
        cover.add(&Footprint { path, ..Footprint::default() }, |point| point);
        cover
    }

    #[test]
    fn the_first_free_corner_is_taken() {
        let rect = CanvasRect::new(DVec2::new(50.0, 20.0), DVec2::new(400.0, 300.0));
        let place = |path: &[(f64, f64)]| best(DVec2::new(80.0, 60.0), 8.0, rect, &cover_of(path, rect.size));
        assert_eq!(place(&[]), (LegendPlace::UpperRight, 0.0));
        // Rising to the right, then falling: y points downwards.
        assert_eq!(place(&[(0.0, 300.0), (400.0, 0.0)]), (LegendPlace::UpperLeft, 0.0));
        assert_eq!(place(&[(0.0, 20.0), (400.0, 20.0)]), (LegendPlace::LowerLeft, 0.0));
        let (_, covered) = place(
            &(0..80)
                .flat_map(|i| {
                    let x = f64::from(i) * 5.0;
                    [(x, 0.0), (x + 2.5, 300.0)]
                })
                .collect::<Vec<_>>(),
        );
        // Five pixels apart where they turn, the lines leave some cells of four free.
        assert!(covered > 0.8, "{covered}");
    }
}
