//! Graphs of 100,000 and 1,000,000 edges with 0.3 nodes an edge, 800 x 600, read back, beside raw OpenGL in the same process.
//!
//! `cargo bench -p vispy-visuals --bench graph [EDGES ...]`. The nodes are discs of 4 px, the edges 1 px wide and antialiased; raw
//! is `GL_LINES` over the same places, not antialiased, and point sprites. Each graph is drawn at random places, where edges go
//! across the whole picture, and where forces have put its nodes. Frames of ours and raw ones take turns, each of another view.
#![expect(unsafe_code, reason = "the raw program calls OpenGL itself")]

#[path = "support/beside_raw.rs"]
mod beside_raw;
#[path = "support/median.rs"]
mod median;
#[path = "raw/graph.rs"]
mod raw;
mod support;

use std::sync::Arc;
use std::time::Instant;

use median::median;
use raw::RawGraph;
use support::{AnyError, Canvas, SIZE};
use vispy_visuals::Visual as _;
use vispy_visuals::color::Color;
use vispy_visuals::visuals::{Graph, GraphLayout, GraphStyle, MarkersStyle, Symbol};

const FRAMES: usize = 3;
/// How often forces move the nodes before their places are drawn.
const STEPS: u32 = 40;

fn main() -> Result<(), AnyError> {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let counts = if asked.is_empty() { vec![100_000, 1_000_000] } else { asked };
    for edges in counts {
        compare(edges, None)?;
        compare(edges, Some(STEPS))?;
    }
    Ok(())
}

/// Neighbours on a sheet, and one edge in a hundred from anywhere to anywhere, as among roads or people.
fn edges(count: usize, nodes: usize) -> Vec<[u32; 2]> {
    let mut state = 1_u64;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    };
    let width = (nodes as f64).sqrt() as usize;
    let edge = |index: usize| {
        let from = index % nodes;
        let to = match index / nodes {
            _ if below(100) == 0 => below(nodes),
            0 => from + 1,
            1 => from + width,
            _ => from + width + 1 + below(3),
        };
        [from as u32, (to % nodes) as u32]
    };
    (0..count).map(edge).collect()
}

/// Scale and shift from the square from -1 to 1 to pixels in frame `index`.
fn map(index: usize) -> [f64; 4] {
    [290.0, 290.0, 400.0 + 7.0 * index as f64, 300.0 - 4.0 * index as f64]
}

/// Megabytes that the process has in memory.
fn memory_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1024.0
}

/// Measures a graph at random places, or where forces have put it in so many steps.
fn compare(count: usize, steps: Option<u32>) -> Result<(), AnyError> {
    let nodes = count * 3 / 10;
    let edges: Arc<[[u32; 2]]> = edges(count, nodes).into();
    let mut canvas = Canvas::new()?;
    let node = MarkersStyle::filled(Symbol::Disc, 4.0, Color::rgb(0.8, 0.2, 0.1));
    let style = GraphStyle { node, ..GraphStyle::default() };
    let before_mb = memory_mb();
    let start = Instant::now();
    let mut graph =
        Graph::new(nodes, Arc::clone(&edges), style)?.with_layout(GraphLayout::Random { seed: 1 });
    let made_ms = start.elapsed().as_secs_f64() * 1e3;
    let mut first_ms = made_ms + canvas.timed(&mut graph, map(0))?;
    let what = if let Some(iterations) = steps {
        graph.set_layout(GraphLayout::ForceDirected { iterations, seed: 1 });
        let start = Instant::now();
        first_ms = canvas.timed(&mut graph, map(0))?;
        graph.settle();
        let step_ms = start.elapsed().as_secs_f64() * 1e3 / f64::from(iterations);
        format!("after {iterations} steps of the forces, {step_ms:.0} ms each")
    } else {
        "at random places".to_owned()
    };
    let places: Vec<[f32; 2]> = graph.positions().iter().map(|place| place.as_vec2().to_array()).collect();
    let ours_mb = memory_mb() - before_mb;
    let mut raw = RawGraph::new(canvas.glow(), &places, &edges)?;
    raw.draw(map(0).map(|value| value as f32));
    let (mut ours, mut raws) = (Vec::new(), Vec::new());
    for index in 1..=FRAMES {
        canvas.ctx.invalidate_state();
        ours.push(canvas.timed(&mut graph, map(index))?);
        let start = Instant::now();
        raw.draw(map(index).map(|value| value as f32));
        raws.push(start.elapsed().as_secs_f64() * 1e3);
    }
    canvas.ctx.invalidate_state();
    let same_ms = canvas.timed(&mut graph, map(FRAMES))?;
    let (ours, raw) = (median(ours), median(raws));
    println!(
        "{count} edges, {nodes} nodes {what}: first frame {first_ms:.0} ms, panned {ours:.1} ms, unchanged {same_ms:.1} ms, raw \
         {raw:.1} ms, ratio {:.2}; {ours_mb:.0} MB",
        ours / raw
    );
    if let Some(folder) = std::env::var_os("VISPY_BENCH_PICTURES") {
        let name = format!("graph-{count}-{}.png", if steps.is_some() { "forces" } else { "random" });
        write_picture(&std::path::Path::new(&folder).join(name), &canvas.pixels)?;
    }
    Ok(())
}

fn write_picture(path: &std::path::Path, pixels: &[u8]) -> Result<(), AnyError> {
    let mut encoder =
        png::Encoder::new(std::io::BufWriter::new(std::fs::File::create(path)?), SIZE[0], SIZE[1]);
    encoder.set_color(png::ColorType::Rgba);
    let rows: Vec<u8> = pixels.chunks_exact(4 * SIZE[0] as usize).rev().flatten().copied().collect();
    Ok(encoder.write_header()?.write_image_data(&rows)?)
}
