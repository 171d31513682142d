//! What differs from marker to marker.

use glam::DVec2;

use super::batch::Mark;
use super::place::Map;
use super::programs::Layout;
use super::{Markers, MarkersStyle, SizeUnit, Symbol};
use crate::color::Color;
use crate::view::View;

/// Lists of what markers have of their own; an empty one leaves it to the style.
#[derive(Debug, Clone, Default)]
pub(super) struct Items {
    pub(super) sizes: Vec<f32>,
    pub(super) faces: Vec<Color>,
    pub(super) edges: Vec<Color>,
    pub(super) edge_widths_px: Vec<f32>,
    pub(super) symbols: Vec<Symbol>,
    pub(super) angles_rad: Vec<f32>,
    /// The symbols that occur, the style's among them, in the order of the enum; without a list, none.
    pub(super) used: Vec<Symbol>,
}

impl Items {
    pub(super) fn set_symbols(&mut self, symbols: Vec<Symbol>, style: &MarkersStyle) {
        self.symbols = symbols;
        self.find_used(style);
    }

    pub(super) fn find_used(&mut self, style: &MarkersStyle) {
        self.used.clear();
        if self.symbols.is_empty() {
            return;
        }
        let mut occurs = [false; Symbol::ALL.len()];
        for symbol in self.symbols.iter().chain([&style.symbol]) {
            occurs[*symbol as usize] = true;
        }
        self.used.extend(Symbol::ALL.into_iter().filter(|symbol| occurs[*symbol as usize]));
    }
}

/// How markers are seen in a view: the style in pixels, and what each has of its own.
#[derive(Debug)]
pub(super) struct Looks<'a> {
    items: &'a Items,
    style: &'a MarkersStyle,
    scale_factor: f64,
    pub(super) map: Map<'a>,
    /// What is the same for all.
    pub(super) like: Mark,
}

impl<'a> Looks<'a> {
    pub(super) fn new(markers: &'a Markers, view: &'a View) -> Self {
        let (style, items, map) = (&markers.style, &markers.items, Map::of(view));
        let scale_factor = view.scale_factor;
        let half_px = match style.unit {
            SizeUnit::Px => f64::from(style.size) * scale_factor / 2.0,
            SizeUnit::Data if map.is_affine() => map.half_size_px(DVec2::ZERO, f64::from(style.size)),
            // Each has its own.
            SizeUnit::Data => 0.0,
        };
        let like = Mark {
            center: DVec2::ZERO,
            half_px: if style.size > 0.0 { half_px } else { 0.0 },
            half_edge_px: half_edge_px(style.edge_width_px, style.edge, scale_factor),
            direction: DVec2::from_angle(f64::from(style.angle_rad)),
            shape: shape_of(items, style.symbol),
            face: style.face,
            edge: style.edge,
        };
        Self { items, style, scale_factor, map, like }
    }

    /// What a marker carries itself.
    pub(super) fn layout(&self) -> Layout {
        let Items { sizes, faces, edges, edge_widths_px, angles_rad, used, .. } = self.items;
        let shapes = if used.is_empty() { vec![self.style.symbol] } else { used.clone() };
        let visible = !edges.is_empty() || self.style.edge.alpha() > 0.0;
        let wide = !edge_widths_px.is_empty() || self.style.edge_width_px > 0.0;
        let local = self.style.unit == SizeUnit::Data && !self.map.is_affine();
        Layout {
            shapes: shapes.into_iter().map(Symbol::snippet).collect(),
            edge: visible && wide,
            turned: !angles_rad.is_empty() || self.style.angle_rad != 0.0,
            item_shape: !sizes.is_empty() || !edge_widths_px.is_empty() || !angles_rad.is_empty() || local,
            item_color: !faces.is_empty() || !edges.is_empty(),
        }
    }

    /// A marker at a place of the visual's frame and the pixel position of it.
    pub(super) fn mark(&self, index: usize, point: DVec2, center: DVec2) -> Mark {
        let Items { sizes, faces, edges, edge_widths_px, symbols, angles_rad, .. } = self.items;
        let mut mark = Mark { center, ..self.like };
        let local = self.style.unit == SizeUnit::Data && !self.map.is_affine();
        if !sizes.is_empty() || local {
            let size = f64::from(sizes.get(index).copied().unwrap_or(self.style.size));
            let half_px = match self.style.unit {
                SizeUnit::Px => size * self.scale_factor / 2.0,
                SizeUnit::Data => self.map.half_size_px(point, size),
            };
            mark.half_px = if size > 0.0 { half_px } else { 0.0 };
        }
        if let Some(face) = faces.get(index) {
            mark.face = *face;
        }
        if let Some(edge) = edges.get(index) {
            mark.edge = *edge;
        }
        if !edges.is_empty() || !edge_widths_px.is_empty() {
            let width_px = edge_widths_px.get(index).copied().unwrap_or(self.style.edge_width_px);
            mark.half_edge_px = half_edge_px(width_px, mark.edge, self.scale_factor);
        }
        if let Some(symbol) = symbols.get(index) {
            mark.shape = shape_of(self.items, *symbol);
        }
        if let Some(angle) = angles_rad.get(index) {
            mark.direction = DVec2::from_angle(f64::from(*angle));
        }
        mark
    }

    /// The symbol of a marker.
    pub(super) fn symbol(&self, index: usize) -> Symbol {
        self.items.symbols.get(index).copied().unwrap_or(self.style.symbol)
    }
}

/// Half the width of an edge in physical pixels; 0 where it is not seen.
fn half_edge_px(width_px: f32, color: Color, scale_factor: f64) -> f64 {
    if width_px > 0.0 && color.alpha() > 0.0 { f64::from(width_px) * scale_factor / 2.0 } else { 0.0 }
}

fn shape_of(items: &Items, symbol: Symbol) -> usize {
    items.used.iter().position(|used| *used == symbol).unwrap_or(0)
}
