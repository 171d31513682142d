//! Edges in the pixels of a view.

use glam::DVec2;

use super::Graph;
use crate::color::Color;
use crate::view::View;
use crate::visuals::ArrowHead;
use crate::visuals::markers::Mark;

/// The edges of a graph that are seen in a view.
#[derive(Debug, Default)]
pub(super) struct Edges {
    /// Three points an edge, the last of which is a gap.
    pub(super) x: Vec<f64>,
    pub(super) y: Vec<f64>,
    /// Colour and width of each point, where edges have their own.
    pub(super) colors: Vec<Color>,
    pub(super) widths_px: Vec<f32>,
    /// The heads, where edges have a direction.
    pub(super) heads: Vec<Mark>,
}

/// The nodes in pixels, and what edges are cut by.
struct Seen<'a> {
    graph: &'a Graph,
    view: &'a View,
    low: DVec2,
    high: DVec2,
    nodes: Vec<DVec2>,
}

impl Edges {
    /// Finds the edges that are seen.
    pub(super) fn of(graph: &Graph, view: &View) -> Self {
        let nodes: Vec<DVec2> = graph.places.iter().map(|place| view.map(*place)).collect();
        let widest = graph.edge_widths_px.iter().copied().fold(graph.style.edge.width_px, f32::max);
        let reach = f64::from(widest.max(0.0).max(graph.style.head_size_px)) * view.scale_factor + 1.0;
        let low = DVec2::new(f64::from(view.clip.x), f64::from(view.clip.y));
        let size = DVec2::new(f64::from(view.clip.width), f64::from(view.clip.height));
        let seen = Seen { graph, view, low: low - reach, high: low + size + reach, nodes };
        let mut edges = Self::default();
        for index in 0..graph.edges.len() {
            edges.add(&seen, index);
        }
        edges
    }

    fn add(&mut self, seen: &Seen<'_>, index: usize) {
        let graph = seen.graph;
        let [from, to] = graph.edges[index].map(|node| seen.nodes[node as usize]);
        let is_seen = from.min(to).cmple(seen.high).all() && from.max(to).cmpge(seen.low).all();
        // A comparison with NaN is false; an edge from a node to itself has no length.
        if !is_seen || from == to {
            return;
        }
        let color = graph.edge_colors.get(index).copied().unwrap_or(graph.style.edge.color);
        let end = match seen.head(index, [from, to], color) {
            Some(head) => {
                self.heads.push(head);
                // The line ends inside of the head: a filled one from its middle on, one of strokes near its tip.
                if seen.is_open() { head.center + head.direction * (0.8 * head.half_px) } else { head.center }
            }
            None => to,
        };
        for point in [from, end, DVec2::NAN] {
            self.x.push(point.x);
            self.y.push(point.y);
        }
        if !graph.edge_colors.is_empty() {
            self.colors.extend([color; 3]);
        }
        if !graph.edge_widths_px.is_empty() {
            self.widths_px.extend([graph.edge_widths_px[index]; 3]);
        }
    }
}

impl Seen<'_> {
    /// Whether heads are strokes, between which lines are seen.
    fn is_open(&self) -> bool {
        use ArrowHead::{Angle30, Angle60, Angle90};
        matches!(self.graph.style.arrows, Some(Angle30 | Angle60 | Angle90))
    }

    /// The head of an edge, its tip on the rim of the node; none where it has no direction, or no room.
    fn head(&self, index: usize, [from, to]: [DVec2; 2], color: Color) -> Option<Mark> {
        let graph = self.graph;
        let style = &graph.style;
        style.arrows?;
        let node = graph.edges[index][1] as usize;
        let size = graph.node_sizes.get(node).copied().unwrap_or(style.node.size).max(0.0);
        let rim_px = f64::from(size + style.node.edge_width_px.max(0.0)) / 2.0 * self.view.scale_factor;
        let half_px = f64::from(style.head_size_px) / 2.0 * self.view.scale_factor;
        let along = (to - from).try_normalize()?;
        if from.distance(to) < rim_px + 2.0 * half_px {
            return None;
        }
        Some(Mark {
            center: to - along * (rim_px + half_px),
            half_px,
            half_edge_px: 0.0,
            direction: along,
            shape: 0,
            face: color,
            edge: Color::TRANSPARENT,
        })
    }
}
