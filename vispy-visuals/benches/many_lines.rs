//! The first frame of 1,000 lines, each with a colour, a width and a transform of its own, beside that of one line with as many
//! samples, and of one along the same points.
//!
//! The lines are in a cell each, which together fill the picture, or are stacked: each goes from side to side and is 8 px high, so that
//! their rectangles are eighteen pictures.
//!
//! `cargo bench -p vispy-visuals --bench many_lines`. Each frame is the first of a fresh context, from the making of the visuals to
//! the pixels in memory, with all programs compiled and linked in it.

#[path = "support/median.rs"]
mod median;
mod support;

use std::time::Instant;

use median::median;
use support::{AnyError, Canvas, SIZE};
use vispy_visuals::color::Color;
use vispy_visuals::glam::DVec2;
use vispy_visuals::samples::Samples;
use vispy_visuals::transforms::ChainTransform;
use vispy_visuals::visuals::{Line, LineStyle};
use vispy_visuals::{View, Visual};

const SAMPLES: usize = 100_000;
const LINES: usize = 1000;
const ROUNDS: usize = 11;

/// What is drawn.
#[derive(Debug, Clone, Copy)]
struct Scene {
    what: &'static str,
    lines: usize,
    /// Columns and rows of cells, and how high a line is at least.
    cells: [usize; 2],
    least_height: f64,
    /// Whether all points are those of one line with gaps.
    joined: bool,
}

const ONE: Scene = Scene { what: "one line", lines: 1, cells: [1, 1], least_height: 0.0, joined: false };
const CELLS: Scene =
    Scene { what: "in cells", lines: LINES, cells: [25, 40], least_height: 0.0, joined: false };
const STACKED: Scene =
    Scene { what: "stacked", lines: LINES, cells: [1, LINES], least_height: 8.0, joined: false };

/// The lines of a scene, of as many samples together as one has.
fn lines(scene: Scene, canvas: &Canvas) -> Result<Vec<(Line, View)>, AnyError> {
    let count = scene.lines;
    let samples = SAMPLES / count;
    let [columns, rows] = scene.cells;
    let cell = [f64::from(SIZE[0]) / columns as f64, f64::from(SIZE[1]) / rows as f64];
    let line = |index: usize| {
        let wave = |i: usize| ((i * (index + 3)) as f32 * 0.37).sin();
        let part = index as f32 / count as f32;
        let style = LineStyle {
            color: Color::rgb(part, 0.4, 1.0 - part),
            width_px: 1.0 + part,
            ..LineStyle::default()
        };
        let values: Vec<f32> = (0..samples).map(wave).collect();
        let line = Line::new(Samples::uniform(0.0, 1.0, samples), values, style)?;
        let [column, row] = [index % columns, index / columns].map(|place| place as f64);
        let map = [
            cell[0] / samples as f64,
            0.45 * cell[1].max(scene.least_height),
            column * cell[0],
            (row + 0.5) * cell[1],
        ];
        Ok((line, canvas.view(map)))
    };
    let lines = (0..count).map(line).collect::<Result<Vec<_>, AnyError>>()?;
    if !scene.joined {
        return Ok(lines);
    }
    let mut points = Vec::with_capacity(SAMPLES + count);
    for (index, (_, view)) in lines.iter().enumerate() {
        let wave = |i: usize| f64::from(((i * (index + 3)) as f32 * 0.37).sin());
        points.extend((0..samples).map(|i| view.map(DVec2::new(i as f64, wave(i)))));
        points.push(DVec2::NAN);
    }
    Ok(vec![(
        Line::from_points(&points, LineStyle::default()),
        View { framebuffer_from_visual: ChainTransform::default(), ..View::of_canvas(canvas.target, 1.0) },
    )])
}

/// Milliseconds of the first frame, and the programs that were linked for it.
fn first_frame(scene: Scene) -> Result<(f64, u64), AnyError> {
    let mut canvas = Canvas::new()?;
    canvas.ctx.flush()?;
    let start = Instant::now();
    let mut lines = lines(scene, &canvas)?;
    let mut visuals: Vec<_> =
        lines.iter_mut().map(|(line, view)| (line as &mut dyn Visual, view.clone())).collect();
    canvas.frame(&mut visuals)?;
    let took = start.elapsed().as_secs_f64() * 1e3;
    Ok((took, canvas.ctx.take_stats().links))
}

fn main() -> Result<(), AnyError> {
    // The first context of a process loads the driver.
    first_frame(ONE)?;
    let one = typical(ONE)?;
    for scene in [CELLS, STACKED] {
        let same = typical(Scene { what: "one line along the same points", joined: true, ..scene })?;
        let many = typical(scene)?;
        println!("ratio: {:.2}; to one line along the same points: {:.2}", many / one, many / same);
    }
    Ok(())
}

/// Milliseconds of the first frame of a scene, which are printed.
fn typical(scene: Scene) -> Result<f64, AnyError> {
    let mut all = Vec::with_capacity(ROUNDS);
    let mut links = 0;
    for _ in 0..ROUNDS {
        let (took, linked) = first_frame(scene)?;
        all.push(took);
        links = linked;
    }
    let (what, took) = (scene.what, median(all));
    println!("{} lines, {what}, {SAMPLES} samples: {took:.1} ms, {links} programs", scene.lines);
    Ok(took)
}
