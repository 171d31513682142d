//! Graphs: nodes that push each other away, and edges that pull; an order of tasks with arrows.
//!
//! In a window, the first graph is seen finding its places.

use vispy_plot::{Error, Figure};
use vispy_visuals::color::{Color, cycle};
use vispy_visuals::glam::DVec2;
use vispy_visuals::visuals::{ArrowHead, Graph, GraphLayout, GraphStyle, MarkersStyle, Symbol};

/// Groups of people who mostly know each other, and a few from elsewhere.
fn friends() -> Result<Graph, Error> {
    const GROUPS: u32 = 6;
    const EACH: u32 = 40;
    let mut state = 3_u32;
    let mut random = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    let mut edges = Vec::new();
    for node in 0..GROUPS * EACH {
        let group = node / EACH;
        // Some know many.
        let known = 1 + random(8) * random(8) / 12;
        edges.extend((0..known).map(|_| [node, group * EACH + random(EACH)]));
        if random(12) == 0 {
            edges.push([node, random(GROUPS * EACH)]);
        }
    }
    let group_color = |node: u32| cycle::color((node / EACH) as usize);
    let edge_color = |[from, to]: &[u32; 2]| match from / EACH == to / EACH {
        true => group_color(*from).with_alpha(0.45),
        false => Color::rgb(0.35, 0.35, 0.35).with_alpha(0.8),
    };
    let colors = edges.iter().map(edge_color).collect();
    let node = MarkersStyle { edge: Color::WHITE, edge_width_px: 0.8, ..MarkersStyle::default() };
    let mut graph =
        Graph::new((GROUPS * EACH) as usize, edges, GraphStyle { node, ..GraphStyle::default() })?;
    graph.set_layout(GraphLayout::ForceDirected { iterations: 300, seed: 1 });
    graph.set_edge_colors(colors)?;
    let sizes = graph.degrees().iter().map(|degree| 4.0 + 2.2 * (*degree as f32).sqrt()).collect();
    graph.set_node_sizes(sizes)?;
    graph.set_node_face_colors((0..GROUPS * EACH).map(group_color).collect())?;
    Ok(graph)
}

/// Tasks, each after those that it needs.
fn tasks() -> Result<Graph, Error> {
    let edges = vec![[0, 1], [0, 2], [1, 3], [2, 3], [2, 4], [3, 5], [4, 5], [5, 6], [4, 6]];
    let node = MarkersStyle {
        symbol: Symbol::Square,
        size: 22.0,
        face: Color::rgb(1.0, 0.88, 0.65),
        edge_width_px: 1.5,
        ..MarkersStyle::default()
    };
    let style =
        GraphStyle { node, arrows: Some(ArrowHead::Stealth), head_size_px: 13.0, ..GraphStyle::default() };
    let mut graph = Graph::new(7, edges, style)?;
    let places = [(0.0, 0.0), (1.0, 1.0), (1.0, -1.0), (2.0, 0.6), (2.4, -1.0), (3.3, 0.3), (4.3, -0.5)];
    graph.set_positions(places.map(DVec2::from).to_vec())?;
    graph.set_edge_widths(vec![3.0, 1.5, 1.5, 1.5, 3.0, 1.5, 1.5, 1.5, 3.0])?;
    graph.set_node_symbols(vec![
        Symbol::Diamond,
        Symbol::Square,
        Symbol::Square,
        Symbol::Square,
        Symbol::Square,
        Symbol::Square,
        Symbol::Disc,
    ])?;
    Ok(graph)
}

fn main() -> Result<(), Error> {
    let mut figure = Figure::new();
    figure.size_px(1000, 480);
    let mut axes = figure.axes(0, 0);
    axes.add(friends()?);
    axes.title("Who knows whom").aspect(1.0).grid(false);
    let mut axes = figure.axes(0, 1);
    axes.add(tasks()?);
    axes.title("What comes after what").y_limits(-1.8, 1.8).x_limits(-0.6, 4.9).grid(false);
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
