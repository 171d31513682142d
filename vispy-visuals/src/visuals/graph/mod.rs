//! Graphs: nodes, and edges between them.

mod edges;
mod forces;
mod layout;
mod style;

use std::sync::Arc;

use glam::DVec2;

pub use layout::GraphLayout;
pub use style::GraphStyle;

use super::Line;
use super::markers::{Layout, Mark, MarkBatch, MarkWriter, Markers, NamedShape, Symbol};
use crate::color::Color;
use crate::device::PerView;
use crate::error::{Error, Result};
use crate::transforms::ChainTransform;
use crate::vector::{NotVector, VectorSink};
use crate::view::{MadeFor, View};
use crate::visual::{Bounds, DrawContext, Picked, Progress, Visual};
use edges::Edges;
use layout::Settling;

/// More edges than this have no vector form: a file of them is larger than a picture, and slow to open.
const MOST_VECTOR_EDGES: usize = 50_000;

/// Nodes, and edges between them. Corresponds to VisPy's `GraphVisual`.
///
/// Nodes are drawn over edges, as [`Markers`] and [`Line`] draw them, with looks for all ([`GraphStyle`]) or for each (`set_` and
/// what of it). An edge with a head ends at the rim of its second node, and has none where there is no room for it. An edge
/// from a node to itself is kept and not seen. Edges of one colour are one line: where they overlap, their colour and
/// opacity are applied once. Where edges have colours or widths of their own, the nearest one is seen.
///
/// Nodes go where a [`GraphLayout`] puts them, or where they are told to. Forces work off the frame: the graph
/// [refines](Visual::progress) meanwhile, and every frame shows how far they are.
///
/// ```
/// use vispy_visuals::color::Color;
/// use vispy_visuals::visuals::{ArrowHead, Graph, GraphLayout, GraphStyle};
///
/// let style = GraphStyle { arrows: Some(ArrowHead::Stealth), ..GraphStyle::default() };
/// let mut graph = Graph::new(4, vec![[0, 1], [1, 2], [2, 0], [2, 3]], style)?.with_layout(GraphLayout::Circular);
/// graph.set_node_face_colors(vec![Color::WHITE, Color::WHITE, Color::BLACK, Color::WHITE])?;
/// assert_eq!(graph.degrees(), [2, 2, 3, 1]);
/// let error = Graph::new(2, vec![[0, 2]], style).unwrap_err();
/// assert_eq!(error.to_string(), "edge 0 of a graph: expected nodes below 2, got 0 and 2");
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[doc(alias = "GraphVisual")]
#[doc(alias = "networkx")]
#[derive(Debug)]
pub struct Graph {
    places: Vec<DVec2>,
    edges: Arc<[[u32; 2]]>,
    style: GraphStyle,
    nodes: Markers,
    node_sizes: Vec<f32>,
    edge_colors: Vec<Color>,
    edge_widths_px: Vec<f32>,
    bounds: Option<Bounds>,
    /// Forces that are to work for so many steps once the graph is seen.
    iterations: u32,
    settling: Option<Settling>,
    revision: u64,
    views: PerView<Prepared>,
}

#[derive(Debug)]
struct Prepared {
    /// The edges in pixels.
    lines: Line,
    heads: MarkBatch,
    made_for: MadeFor,
}

impl Clone for Graph {
    /// Forces that are at work begin anew from where the nodes are.
    fn clone(&self) -> Self {
        Self {
            places: self.places.clone(),
            edges: Arc::clone(&self.edges),
            nodes: self.nodes.clone(),
            node_sizes: self.node_sizes.clone(),
            edge_colors: self.edge_colors.clone(),
            edge_widths_px: self.edge_widths_px.clone(),
            settling: None,
            views: PerView::default(),
            ..*self
        }
    }
}

impl Graph {
    /// A graph of that many nodes, with edges between pairs of them, laid out by forces.
    ///
    /// # Errors
    /// `Data` when an edge names a node that is not there, or the style has a number that is not finite.
    pub fn new(nodes: usize, edges: impl Into<Arc<[[u32; 2]]>>, style: GraphStyle) -> Result<Self> {
        style.check()?;
        let edges = edges.into();
        let is_wrong = |edge: &[u32; 2]| edge.iter().any(|node| *node as usize >= nodes);
        if let Some(index) = edges.iter().position(is_wrong) {
            let [from, to] = edges[index];
            let what = format!("edge {index} of a graph");
            return Err(Error::data(&what, &format!("nodes below {nodes}"), format!("{from} and {to}")));
        }
        let graph = Self {
            places: vec![DVec2::ZERO; nodes],
            edges,
            style,
            nodes: Markers::new(vec![0.0; nodes], vec![0.0; nodes], style.node)?,
            node_sizes: Vec::new(),
            edge_colors: Vec::new(),
            edge_widths_px: Vec::new(),
            bounds: None,
            iterations: 0,
            settling: None,
            revision: 0,
            views: PerView::default(),
        };
        Ok(graph.with_layout(GraphLayout::default()))
    }

    /// Lays the nodes out.
    #[must_use]
    pub fn with_layout(mut self, layout: GraphLayout) -> Self {
        self.set_layout(layout);
        self
    }

    /// Lays the nodes out anew.
    pub fn set_layout(&mut self, layout: GraphLayout) {
        self.settling = None;
        self.iterations = match layout {
            GraphLayout::ForceDirected { iterations, .. } => iterations,
            _ => 0,
        };
        self.place(layout.first(self.places.len()));
    }

    /// Puts the nodes where they are told to, in the graph's own frame. One whose place is not finite is left out, with its
    /// edges.
    ///
    /// # Errors
    /// `Data` when there are not as many places as nodes.
    pub fn set_positions(&mut self, places: Vec<DVec2>) -> Result<()> {
        self.check_len("positions of nodes", places.len(), self.places.len())?;
        (self.settling, self.iterations) = (None, 0);
        self.place(places);
        Ok(())
    }

    /// Where the nodes are.
    #[must_use]
    pub fn positions(&self) -> &[DVec2] {
        &self.places
    }

    /// The edges.
    #[must_use]
    pub fn edges(&self) -> &[[u32; 2]] {
        &self.edges
    }

    /// How many ends of edges each node has.
    #[must_use]
    pub fn degrees(&self) -> Vec<u32> {
        let mut degrees = vec![0; self.places.len()];
        for node in self.edges.iter().flatten() {
            degrees[*node as usize] += 1;
        }
        degrees
    }

    /// Gives each node a size of its own in logical pixels. An empty list takes them back.
    ///
    /// # Errors
    /// `Data` when there are more or fewer than nodes.
    pub fn set_node_sizes(&mut self, sizes_px: Vec<f32>) -> Result<()> {
        self.nodes.set_sizes(sizes_px.clone())?;
        self.node_sizes = sizes_px;
        self.revision += 1;
        Ok(())
    }

    /// Gives each node's face a colour of its own. An empty list takes them back.
    ///
    /// # Errors
    /// `Data` when there are more or fewer than nodes.
    pub fn set_node_face_colors(&mut self, colors: Vec<Color>) -> Result<()> {
        self.nodes.set_face_colors(colors)
    }

    /// Gives each node's rim a colour of its own. An empty list takes them back.
    ///
    /// # Errors
    /// `Data` when there are more or fewer than nodes.
    pub fn set_node_edge_colors(&mut self, colors: Vec<Color>) -> Result<()> {
        self.nodes.set_edge_colors(colors)
    }

    /// Gives each node a symbol of its own. An empty list takes them back.
    ///
    /// # Errors
    /// `Data` when there are more or fewer than nodes.
    pub fn set_node_symbols(&mut self, symbols: Vec<Symbol>) -> Result<()> {
        self.nodes.set_symbols(symbols)
    }

    /// Gives each edge, with its head, a colour of its own. An empty list takes them back.
    ///
    /// # Errors
    /// `Data` when there are more or fewer than edges.
    pub fn set_edge_colors(&mut self, colors: Vec<Color>) -> Result<()> {
        self.check_len("colours of edges", colors.len(), self.edges.len())?;
        self.edge_colors = colors;
        self.revision += 1;
        Ok(())
    }

    /// Gives each edge a width of its own in logical pixels. An empty list takes them back.
    ///
    /// # Errors
    /// `Data` when there are more or fewer than edges.
    pub fn set_edge_widths(&mut self, widths_px: Vec<f32>) -> Result<()> {
        self.check_len("widths of edges", widths_px.len(), self.edges.len())?;
        self.edge_widths_px = widths_px;
        self.revision += 1;
        Ok(())
    }

    fn check_len(&self, what: &str, found: usize, needed: usize) -> Result<()> {
        if found == needed || found == 0 && !what.starts_with("positions") {
            return Ok(());
        }
        Err(Error::data(what, &format!("{needed}"), found.to_string()))
    }

    fn place(&mut self, places: Vec<DVec2>) {
        let (x, y): (Vec<f64>, Vec<f64>) = places.iter().map(|place| (place.x, place.y)).unzip();
        self.bounds = Bounds::of_points(places.iter().copied());
        self.places = places;
        self.revision += 1;
        // Both are as long as they were.
        if let Err(error) = self.nodes.set_data(x, y) {
            tracing::error!(%error, "the nodes of a graph cannot be placed");
        }
    }

    /// Starts forces that are to work, and takes over what they did.
    fn follow(&mut self) {
        if self.iterations > 0 && self.settling.is_none() {
            self.settling = Some(Settling::start(&self.places, Arc::clone(&self.edges), self.iterations));
        }
        if self.settling.as_ref().is_some_and(Settling::is_ended) {
            self.settle();
        } else if let Some(places) = self.settling.as_ref().and_then(Settling::take) {
            self.place(places);
        }
    }

    /// What all heads have in common.
    fn head(&self) -> Mark {
        Mark {
            center: DVec2::ZERO,
            half_px: 0.0,
            half_edge_px: 0.0,
            direction: DVec2::X,
            shape: 0,
            face: self.style.edge.color,
            edge: Color::TRANSPARENT,
        }
    }

    /// Heads carry their angle, their size with it, and their colour where edges have their own.
    fn head_layout(&self) -> Layout {
        let head = self.style.arrows.unwrap_or_default();
        let item_color = !self.edge_colors.is_empty();
        Layout {
            shapes: vec![head.snippet()],
            turned: true,
            item_shape: true,
            item_color,
            ..Layout::default()
        }
    }

    fn update(&self, prepared: &mut Prepared, cx: &mut DrawContext<'_>) -> Result<()> {
        if prepared.made_for.is(cx.view, self.revision) {
            return Ok(());
        }
        let edges = Edges::of(self, cx.view);
        prepared.heads.set(cx, &self.head_layout(), &self.head(), |marks| {
            for head in &edges.heads {
                marks.push(head);
            }
        })?;
        edges.write(&mut prepared.lines)?;
        prepared.made_for.set(cx.view, self.revision);
        Ok(())
    }
}

impl Edges {
    /// Makes a line of them.
    fn write(self, line: &mut Line) -> Result<()> {
        line.set_colors(None)?;
        line.set_widths(None)?;
        line.set_data(self.x, self.y)?;
        line.set_colors(Some(self.colors).filter(|colors| !colors.is_empty()))?;
        line.set_widths(Some(self.widths_px).filter(|widths| !widths.is_empty()))
    }
}

/// A view of the same pixels, in the frame of pixels.
fn pixels_of(view: &View) -> View {
    View { framebuffer_from_visual: ChainTransform::default(), ..view.clone() }
}

impl Visual for Graph {
    /// That of its nodes.
    fn bounds(&self) -> Option<Bounds> {
        self.bounds
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.follow();
        let mut views = std::mem::take(&mut self.views);
        let prepared = views.get_or_try_insert(cx.view.id, || {
            let heads = MarkBatch::new(cx, &self.head_layout())?;
            let lines = Line::from_points(&[], self.style.edge);
            Ok(Prepared { lines, heads, made_for: MadeFor::default() })
        });
        let result = prepared.and_then(|prepared| {
            self.update(prepared, cx)?;
            let view = pixels_of(cx.view);
            prepared.lines.prepare(&mut cx.with_view(&view))
        });
        self.views = views;
        result?;
        self.nodes.prepare(cx)
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        if let Some(prepared) = self.views.get_mut(cx.view.id) {
            let view = pixels_of(cx.view);
            prepared.lines.draw(&mut cx.with_view(&view))?;
            prepared.heads.draw(cx)?;
        }
        self.nodes.draw(cx)
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        if self.edges.len() > MOST_VECTOR_EDGES {
            let reason = "a file of more than 50,000 edges is larger than a picture of them";
            return Err(NotVector { visual: "Graph", reason });
        }
        let mut edges = Edges::of(self, view);
        let heads = std::mem::take(&mut edges.heads);
        let mut lines = Line::from_points(&[], self.style.edge);
        let written = edges.write(&mut lines);
        if written.is_err() {
            return Err(NotVector { visual: "Graph", reason: "its edges cannot be drawn" });
        }
        lines.vector(&pixels_of(view), sink)?;
        if let Some(head) = self.style.arrows {
            let shape = NamedShape { name: head.name(), distance: &|p| head.distance(p) };
            let mut writer = MarkWriter::default();
            for mark in &heads {
                writer.write(&shape, mark, view, sink);
            }
        }
        self.nodes.vector(view, sink)
    }

    fn progress(&self) -> Progress {
        match &self.settling {
            Some(settling) => Progress::Refining { what: "layout", fraction: settling.fraction() },
            None if self.iterations > 0 => Progress::Refining { what: "layout", fraction: 0.0 },
            None => Progress::Settled,
        }
    }

    /// Waits for the forces.
    fn settle(&mut self) {
        if self.iterations > 0 && self.settling.is_none() {
            self.settling = Some(Settling::start(&self.places, Arc::clone(&self.edges), self.iterations));
        }
        self.iterations = 0;
        if let Some(places) = self.settling.take().and_then(Settling::wait) {
            self.place(places);
        }
    }

    /// The node at or near the position.
    fn pick(&self, view: &View, pixel: DVec2, within_px: f64) -> Option<Picked> {
        let picked = self.nodes.pick(view, pixel, within_px)?;
        let node = picked.index as u32;
        let edges = self.edges.iter().flatten().filter(|end| **end == node).count();
        let lines = vec![format!("node {node}"), format!("{edges} edges")];
        Some(Picked { lines, ..picked })
    }
}
