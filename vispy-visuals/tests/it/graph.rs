//! Graphs: what they cover, what is under the pointer, and what no graph is made of.

use vispy_visuals::View;
use vispy_visuals::Visual as _;
use vispy_visuals::color::Color;
use vispy_visuals::glam::DVec2;
use vispy_visuals::visuals::{
    ArrowHead, Graph, GraphLayout, GraphStyle, LineStyle, MarkersStyle, SizeUnit, Symbol,
};

use crate::golden;
use crate::support::{Stage, pixel_view};

const NOTHING: [f32; 4] = [0.0; 4];
const RED: Color = Color::rgb(1.0, 0.0, 0.0);
const BLUE: Color = Color::rgb(0.0, 0.0, 1.0);

/// Red squares without an edge, and blue edges.
fn style() -> GraphStyle {
    let edge = LineStyle { color: BLUE, width_px: 4.0, ..GraphStyle::default().edge };
    GraphStyle { node: MarkersStyle::filled(Symbol::Square, 10.0, RED), edge, ..GraphStyle::default() }
}

fn graph(places: &[(f64, f64)], edges: &[[u32; 2]], style: GraphStyle) -> Graph {
    let mut graph = Graph::new(places.len(), edges.to_vec(), style).unwrap();
    graph.set_positions(places.iter().map(|(x, y)| DVec2::new(*x, *y)).collect()).unwrap();
    graph
}

/// The sums of red and blue over all pixels, 1 for a pixel that is all of a colour.
fn red_and_blue(stage: &mut Stage, graph: &mut Graph, view: &View) -> [f64; 2] {
    let picture = stage.draw(NOTHING, &mut [(graph, view)]);
    let sum = |channel| picture.data.chunks_exact(4).map(|pixel| f64::from(pixel[channel]) / 255.0).sum();
    [sum(0), sum(2)]
}

#[test]
fn nodes_lie_over_edges_and_both_cover_what_they_should() {
    let Some(mut stage) = Stage::new(80, 40) else { return };
    let view = pixel_view(stage.target);
    // 50 px apart; 5 px of the edge are under each node.
    let mut two = graph(&[(15.0, 20.0), (65.0, 20.0)], &[[0, 1]], style());
    let [red, blue] = red_and_blue(&mut stage, &mut two, &view);
    assert!((red - 200.0).abs() < 2.0, "two squares of 10 px: {red}");
    assert!((blue - 160.0).abs() < 2.0, "40 px of 4 px: {blue}");
    two.set_node_sizes(vec![10.0, 20.0]).unwrap();
    two.set_edge_widths(vec![2.0]).unwrap();
    two.set_edge_colors(vec![RED]).unwrap();
    two.set_node_face_colors(vec![BLUE, BLUE]).unwrap();
    let [red, blue] = red_and_blue(&mut stage, &mut two, &view);
    assert!((blue - 500.0).abs() < 3.0, "squares of 10 and 20 px: {blue}");
    assert!((red - 70.0).abs() < 2.0, "35 px of 2 px: {red}");
}

#[test]
fn a_head_ends_at_the_rim_of_the_second_node() {
    let Some(mut stage) = Stage::new(80, 40) else { return };
    let view = pixel_view(stage.target);
    let thin = LineStyle { width_px: 1.0, ..style().edge };
    let pointed =
        GraphStyle { arrows: Some(ArrowHead::Triangle60), head_size_px: 12.0, edge: thin, ..style() };
    let mut two = graph(&[(15.0, 20.0), (65.0, 20.0)], &[[0, 1]], pointed);
    let picture = stage.draw(NOTHING, &mut [(&mut two, &view)]);
    // How many pixels of a column are blue: the head is 12 px long, and its tip at 60.
    let blue =
        |x: usize| -> f64 { (0..40).map(|y| f64::from(picture.data[4 * (y * 80 + x) + 2]) / 255.0).sum() };
    assert!((blue(40) - 1.0).abs() < 0.05, "the edge: {}", blue(40));
    assert!(blue(49) > 4.0 && blue(58) < 3.0, "wide at its back, narrow at its tip");
    assert!(blue(21) < 1.1, "no head at the first node");
    let mut near = graph(&[(30.0, 20.0), (45.0, 20.0)], &[[0, 1]], pointed);
    let [_, blue] = red_and_blue(&mut stage, &mut near, &view);
    assert!((blue - 5.0).abs() < 0.5, "no head where there is no room: {blue}");
}

#[test]
fn nodes_are_picked_and_say_how_many_edges_they_have() {
    let stage_view = |stage: &Stage| pixel_view(stage.target);
    let Some(stage) = Stage::new(80, 40) else { return };
    let graph = graph(&[(15.0, 20.0), (65.0, 20.0)], &[[0, 1], [1, 1]], style());
    let picked = graph.pick(&stage_view(&stage), DVec2::new(66.0, 21.0), 3.0).unwrap();
    assert_eq!((picked.index, picked.at), (1, DVec2::new(65.0, 20.0)));
    assert_eq!(picked.lines, ["node 1", "3 edges"]);
    assert_eq!(graph.pick(&stage_view(&stage), DVec2::new(40.0, 20.0), 3.0), None, "an edge is no node");
}

#[test]
fn graphs_of_next_to_nothing_are_drawn() {
    let Some(mut stage) = Stage::new(40, 40) else { return };
    let view = pixel_view(stage.target);
    for layout in [
        GraphLayout::Circular,
        GraphLayout::Random { seed: 1 },
        GraphLayout::ForceDirected { iterations: 5, seed: 1 },
        GraphLayout::ForceDirected { iterations: 0, seed: 1 },
    ] {
        for nodes in 0..3 {
            let mut graph = Graph::new(nodes, Vec::new(), style()).unwrap().with_layout(layout);
            graph.settle();
            assert_eq!(graph.positions().len(), nodes, "{layout:?}");
            assert!(graph.positions().iter().all(|place| place.is_finite()), "{layout:?}: {graph:?}");
            stage.draw(NOTHING, &mut [(&mut graph, &view)]);
        }
    }
    let places = [(20.0, 20.0), (f64::NAN, 20.0), (f64::INFINITY, 0.0), (1e300, -1e300)];
    let mut odd = graph(&places, &[[0, 0], [0, 1], [1, 2], [2, 3]], style());
    let [red, blue] = red_and_blue(&mut stage, &mut odd, &view);
    assert!((red - 100.0).abs() < 1.0, "only the first node can be seen: {red}");
    assert!(
        blue < 0.1,
        "an edge of a node that is nowhere is not drawn, nor one from a node to itself: {blue}"
    );
}

#[test]
fn forces_put_neighbours_next_to_each_other() {
    // Two rings of six that share no edge.
    let ring = |first: u32| (0..6).map(move |i| [first + i, first + (i + 1) % 6]);
    let edges: Vec<[u32; 2]> = ring(0).chain(ring(6)).collect();
    let mut graph = Graph::new(12, edges.clone(), style()).unwrap();
    graph.settle();
    let at = graph.positions();
    let distance = |a: usize, b: usize| at[a].distance(at[b]);
    let near = edges.iter().map(|[a, b]| distance(*a as usize, *b as usize)).fold(0.0, f64::max);
    let opposite = (0..3).map(|i| distance(i, i + 3)).fold(f64::INFINITY, f64::min);
    assert!(near < opposite, "the longest edge {near} beside opposite nodes {opposite}");
}

/// Left: filled heads, and nodes and edges that all differ. Right: open heads, wide edges of one look, and a node that is seen through.
#[test]
fn a_graph_of_looks_of_its_own() {
    let Some(mut stage) = Stage::new(200, 110) else { return };
    let view = pixel_view(stage.target);
    let black = Color::rgb(0.1, 0.1, 0.1);
    let node =
        MarkersStyle { edge: black, edge_width_px: 1.5, ..MarkersStyle::filled(Symbol::Disc, 14.0, RED) };
    let styled = GraphStyle { node, arrows: Some(ArrowHead::Stealth), head_size_px: 11.0, ..style() };
    let places = [(16.0, 20.0), (90.0, 18.0), (52.0, 56.0), (18.0, 92.0), (88.0, 94.0)];
    let mut left = graph(&places, &[[0, 1], [1, 2], [2, 0], [3, 2], [2, 4], [3, 4]], styled);
    let symbols = [Symbol::Disc, Symbol::Square, Symbol::Star, Symbol::Diamond, Symbol::TriangleUp];
    left.set_node_symbols(symbols.to_vec()).unwrap();
    left.set_node_sizes(vec![14.0, 18.0, 26.0, 16.0, 20.0]).unwrap();
    let face = |i: usize| Color::rgb(0.2 * i as f32, 0.7, 1.0 - 0.2 * i as f32);
    left.set_node_face_colors((0..5).map(face).collect()).unwrap();
    let edge = |i: usize| Color::rgb(0.9 - 0.15 * i as f32, 0.15 * i as f32, 0.3);
    left.set_edge_colors((0..6).map(edge).collect()).unwrap();
    left.set_edge_widths((0..6).map(|i| 1.0 + 0.6 * i as f32).collect()).unwrap();

    let seen_through = MarkersStyle { face: RED.with_alpha(0.4), edge_width_px: 3.0, ..node };
    let open =
        GraphStyle { node: seen_through, arrows: Some(ArrowHead::Angle60), head_size_px: 14.0, ..styled };
    let mut right = graph(&[(122.0, 92.0), (182.0, 60.0), (124.0, 18.0)], &[[0, 1], [1, 2], [2, 0]], open);
    let picture = stage.draw([1.0; 4], &mut [(&mut left, &view), (&mut right, &view)]);
    golden::check(&stage, &picture, "graph/a_graph_of_looks_of_its_own");
}

#[test]
fn what_is_no_graph_is_said() {
    let error = |result: vispy_visuals::Result<()>| result.unwrap_err().to_string();
    let mut two = graph(&[(0.0, 0.0), (1.0, 1.0)], &[[0, 1]], style());
    let wrong_style = GraphStyle { head_size_px: f32::NAN, ..style() };
    let in_data = MarkersStyle { unit: SizeUnit::Data, ..style().node };
    let messages = [
        error(Graph::new(2, vec![[0, 1], [2, 1]], style()).map(drop)),
        error(Graph::new(1, Vec::new(), wrong_style).map(drop)),
        error(Graph::new(1, Vec::new(), GraphStyle { node: in_data, ..style() }).map(drop)),
        error(two.set_positions(Vec::new())),
        error(two.set_edge_colors(vec![RED; 2])),
        error(two.set_edge_widths(vec![1.0; 3])),
        error(two.set_node_sizes(vec![1.0; 3])),
    ];
    insta::assert_snapshot!(messages.join("\n"));
}
