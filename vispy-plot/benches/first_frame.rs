//! What the first frame of the seismogram is made of: how much is the driver's, how much is ours.
//!
//! `cargo bench -p vispy-plot --bench first_frame` prints milliseconds, the median of several fresh contexts in one
//! process; the very first is shown apart, for it loads the driver too.

use std::path::Path;
use std::time::Instant;

use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_app::events::PhysicalSize;
use vispy_gloo::{DrawCall, FrameBuffer, ReadFormat, State, Texture2D, TextureFormat, Topology};
use vispy_plot::data::readers::{Content, read};
use vispy_plot::{FigureView, line};
use vispy_visuals::{Device, device::ProgramSpec, visuals::all_program_specs};

const SIZE: [u32; 2] = [800, 600];
const ROUNDS: usize = 9;
/// The programs that the picture needs.
const PROGRAMS: [&str; 4] = ["line: round segments", "line: coverage to colour", "boxes", "glyphs"];

type AnyError = Box<dyn std::error::Error>;
/// A part of a round, in milliseconds.
type Part = fn(&Round) -> f64;

#[derive(Debug, Clone, Copy, Default)]
struct Round {
    /// Opening the file and making the figure.
    figure: f64,
    /// Display, context, loading functions.
    context: f64,
    /// The scene.
    view: f64,
    /// Everything up to the pixels in memory.
    draw: f64,
    /// Compiling, linking and first using the same programs, alone, in another fresh context.
    programs: f64,
    /// A second frame with another view.
    again: f64,
}

fn main() -> Result<(), AnyError> {
    let mut rounds = (0..ROUNDS).map(|_| round()).collect::<Result<Vec<Round>, AnyError>>()?;
    let first = rounds.remove(0);
    let median = |of: Part| {
        let mut all: Vec<f64> = rounds.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    };
    let rows: [(&str, Part); 5] = [
        ("file and figure", |r| r.figure),
        ("context (driver)", |r| r.context),
        ("scene", |r| r.view),
        ("first frame with read-back", |r| r.draw),
        ("all of these", |r| r.figure + r.context + r.view + r.draw),
    ];
    println!("{:<52} {:>8} {:>8}", "ms", "first", "median");
    for (what, of) in rows {
        println!("{what:<52} {:>8.1} {:>8.1}", of(&first), median(of));
    }
    let rows: [(&str, Part); 3] = [
        ("the four programs of the first frame, alone (driver)", |r| r.programs),
        ("ours and rasterising: all but context and programs", |r| r.figure + r.view + r.draw - r.programs),
        ("a frame with a changed view, with read-back", |r| r.again),
    ];
    for (what, of) in rows {
        println!("{what:<52} {:>8} {:>8.1}", "", median(of));
    }
    Ok(())
}

fn timed<T>(into: &mut f64, f: impl FnOnce() -> Result<T, AnyError>) -> Result<T, AnyError> {
    let start = Instant::now();
    let value = f()?;
    *into = start.elapsed().as_secs_f64() * 1e3;
    Ok(value)
}

fn round() -> Result<Round, AnyError> {
    let mut round = Round::default();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/seismogram_kw1_2011-090.npy");
    let figure = timed(&mut round.figure, || match read(&path, &mut ())? {
        Content::Array1(counts) => Ok(line(&counts)
            .rate_hz(100.0)
            .title("Ground motion at BW.KW1")
            .x_label("time (s)")
            .y_label("counts")
            .into_figure()),
        _ => Err("not a signal".into()),
    })?;
    let mut ctx = timed(&mut round.context, || Ok(HeadlessContext::new(&EglOptions::default())?))?;
    let [width, height] = SIZE;
    let mut view =
        timed(&mut round.view, || Ok(FigureView::new(&figure, PhysicalSize::new(width, height), 1.0)?))?;
    let texture = Texture2D::empty(TextureFormat::Rgba8, width, height)?;
    let framebuffer = FrameBuffer::new(&texture)?;
    let target = ctx.use_framebuffer(&framebuffer)?;
    let mut pixels = Vec::new();
    timed(&mut round.draw, || {
        view.draw(&mut ctx, target)?;
        Ok(ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba8, &mut pixels)?)
    })?;
    view.scene_view().resize(PhysicalSize::new(width - 40, height), 1.0);
    timed(&mut round.again, || {
        view.scene_view().draw(&mut ctx, target)?;
        Ok(ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba8, &mut pixels)?)
    })?;
    let mut other = HeadlessContext::new(&EglOptions::default())?;
    timed(&mut round.programs, || link_and_use(&mut other))?;
    Ok(round)
}

/// Links the programs and draws a triangle outside of the view with each: drivers compile at the first draw.
fn link_and_use(ctx: &mut HeadlessContext) -> Result<(), AnyError> {
    let specs: Vec<&ProgramSpec> =
        all_program_specs()?.into_iter().filter(|spec| PROGRAMS.contains(&spec.label)).collect();
    assert_eq!(specs.len(), PROGRAMS.len(), "the programs have kept their names");
    let texture = Texture2D::empty(TextureFormat::Rgba8, 1, 1)?;
    let framebuffer = FrameBuffer::new(&texture)?;
    let target = ctx.use_framebuffer(&framebuffer)?;
    let mut pixels = Vec::new();
    Device::with(ctx, |ctx, device| {
        for spec in specs {
            let mut program = device.program(ctx, spec)?;
            for name in ["u_rows", "u_vertices", "u_glyphs", "u_coverage_layer"] {
                let reads = program
                    .interface()
                    .is_some_and(|known| known.uniforms.iter().any(|variable| *variable.name == *name));
                if reads {
                    program.set_texture(name, &texture)?;
                }
            }
            let call = DrawCall::new(Topology::Triangles, 0..3);
            ctx.draw(&mut program, target, State::TRANSLUCENT, call)?;
        }
        Ok::<_, vispy_visuals::Error>(())
    })?;
    Ok(ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba8, &mut pixels)?)
}
