//! What gloo costs over calling OpenGL by hand, through the same glow, in one process.
//!
//! `cargo bench -p vispy-gloo --bench raw` (`-- steady` for those whose names contain that word) prints milliseconds, ours and raw by turns, and the ratio of the medians. Both
//! draw the same pixels, which is checked.
#![expect(unsafe_code, reason = "OpenGL is called by hand here, to compare with")]

mod by_hand;
mod ours;

use std::time::Instant;

use by_hand::ByHand;
use ours::Ours;
use vispy_app::egl::{EglOptions, HeadlessContext};

/// How often each is measured.
const ROUNDS: usize = 21;
/// Side of the square that is drawn to: small, so that pixels cost next to nothing.
pub(crate) const SIDE: u32 = 64;
/// Draws of the first workload, each with a uniform of its own.
pub(crate) const DRAWS: usize = 10_000;
/// Programs and textures of the second; each pair of them is a draw.
pub(crate) const PROGRAMS: usize = 20;
pub(crate) const TEXTURES: usize = 50;
/// The pieces of the third: 64 of 16 MiB.
pub(crate) const PIECES: usize = 64;
pub(crate) const PIECE_FLOATS: usize = 4 << 20;
/// Objects of the fourth, each with a vertex buffer and a colour of its own.
pub(crate) const OBJECTS: usize = 2_000;

pub(crate) const VERTEX: &str = "#version 300 es\nin vec2 a_position;\nuniform vec2 u_offset;\n\
    void main() { gl_Position = vec4(a_position + u_offset, 0.0, 1.0); gl_PointSize = 1.0; }";
pub(crate) const PLAIN: &str = "#version 300 es\nprecision highp float;\nuniform vec4 u_color;\nout vec4 color;\n\
    void main() { color = u_color; }";
pub(crate) const TEXTURED: &str = "#version 300 es\nprecision highp float;\nuniform sampler2D u_picture;\nout vec4 color;\n\
    void main() { color = texelFetch(u_picture, ivec2(0), 0); }";

pub(crate) type AnyError = Box<dyn std::error::Error>;

/// What is measured of both.
pub(crate) trait Contender {
    /// Points, one a draw, each at an offset of its own.
    fn many_draws(&mut self) -> Result<(), AnyError>;
    /// Each program with each texture.
    fn interleaved(&mut self) -> Result<(), AnyError>;
    /// A buffer filled again and again.
    fn upload(&mut self) -> Result<(), AnyError>;
    /// Objects that stay as they are.
    fn steady(&mut self) -> Result<(), AnyError>;
    /// Waits for the driver; the pixels that were drawn.
    fn finish(&mut self) -> Result<Vec<u8>, AnyError>;
}

/// The place of point `index` in the target, so that no two neighbours overlap.
pub(crate) fn place(index: usize) -> [f32; 2] {
    let (column, row) = (index % SIDE as usize, index / SIDE as usize % SIDE as usize);
    [column, row].map(|at| (at as f32 + 0.5) / SIDE as f32 * 2.0 - 1.0)
}

/// The colour of object `index`.
pub(crate) fn color(index: usize) -> [f32; 4] {
    [(index % 7) as f32 / 6.0, (index % 5) as f32 / 4.0, (index % 3) as f32 / 2.0, 1.0]
}

type Work<T> = fn(&mut T) -> Result<(), AnyError>;

fn milliseconds<T: Contender>(contender: &mut T, work: Work<T>) -> Result<(f64, Vec<u8>), AnyError> {
    contender.finish()?;
    let start = Instant::now();
    work(contender)?;
    let pixels = contender.finish()?;
    Ok((start.elapsed().as_secs_f64() * 1e3, pixels))
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

fn main() -> Result<(), AnyError> {
    let options = EglOptions::default().with_api(vispy_app::Api::Es30);
    let context = HeadlessContext::new(&options)?;
    let mut other = HeadlessContext::new(&options)?;
    other.make_current()?;
    let mut raw = ByHand::new(|name| other.get_proc_address(name))?;
    let renderer = context.caps().renderer.clone();
    let mut ours = Ours::new(context)?;
    println!("{renderer}, {ROUNDS} rounds by turns");
    println!("{:<48} {:>9} {:>9} {:>6}", "ms, medians", "ours", "raw", "ratio");
    let rows: [(&str, Work<Ours>, Work<ByHand>); 4] = [
        ("10,000 draws, each with a changed uniform", Ours::many_draws, ByHand::many_draws),
        ("1,000 draws of programs x textures", Ours::interleaved, ByHand::interleaved),
        ("1 GiB uploaded in pieces of 16 MiB", Ours::upload, ByHand::upload),
        ("a steady frame of 2,000 objects", Ours::steady, ByHand::steady),
    ];
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    for (what, work, by_hand) in rows.into_iter().filter(|(what, ..)| what.contains(&wanted)) {
        let (mut all, mut all_raw) = (Vec::new(), Vec::new());
        for round in 0..=ROUNDS {
            ours.make_current()?;
            let (time, pixels) = milliseconds(&mut ours, work)?;
            other.make_current()?;
            let (raw_time, raw_pixels) = milliseconds(&mut raw, by_hand)?;
            if pixels != raw_pixels {
                return Err(format!("{what}: the pixels differ").into());
            }
            // The first round warms up.
            if round > 0 {
                all.push(time);
                all_raw.push(raw_time);
            }
        }
        let (time, raw_time) = (median(all), median(all_raw));
        println!("{what:<48} {time:>9.2} {raw_time:>9.2} {:>6.2}", time / raw_time);
    }
    Ok(())
}
