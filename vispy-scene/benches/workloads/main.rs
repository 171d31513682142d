//! One workload of many, beside raw OpenGL in the same process: `workloads NAME COUNT`; `cargo xtask bench` runs them all.
//! `workloads NAME COUNT ours` leaves out the raw program, for profilers.
//!
//! A scene of 800 x 600 pixels; a frame is drawn when its pixels have been read. Each frame shows another view. Frames of ours
//! and raw ones take turns, so that whatever else the machine does meets both. The raw program is the least one whose picture
//! is ours; where the pictures differ is told on standard error. The result is a line of JSON.
#![expect(unsafe_code, reason = "the raw programs call OpenGL themselves")]

mod data;
mod ours;
#[path = "../raw/mod.rs"]
mod raw;

use std::time::Instant;

use data::Random;
use ours::Ours;
use raw::Raw;
use vispy_app::Api;
use vispy_app::egl::{EglOptions, HeadlessContext};

pub(crate) type AnyError = Box<dyn std::error::Error>;

pub(crate) const SIZE: [u32; 2] = [800, 600];
/// Changed frames, if they do not take too long.
const FRAMES: usize = 30;
/// Changed frames at least.
const FEWEST_FRAMES: usize = 10;
/// After so many seconds no more frames are drawn than needed.
const LONG_SECS: f64 = 20.0;

/// What is drawn.
pub(crate) enum Workload {
    Nothing,
    /// Discs of 4 px.
    Discs(Vec<[f32; 2]>),
    /// Lines of 1 px, and the data that replace theirs in turn.
    Lines {
        lines: Vec<Vec<f32>>,
        replaced: Vec<Vec<Vec<f32>>>,
    },
    /// Numbers in viridis: of each pixel the mean of what it covers, or the texel in its middle.
    Image {
        side: usize,
        values: Vec<f32>,
        is_mean: bool,
    },
    /// Texts at places.
    Labels(Vec<[f64; 2]>),
    /// Discs and lines by turns, each a visual of its own.
    SmallItems(Vec<Vec<[f32; 2]>>),
}

impl Workload {
    /// The workload of a name, and the rectangle that is seen first.
    fn new(name: &str, count: usize) -> Result<(Self, [f64; 4]), AnyError> {
        let mut random = Random::new();
        let many = |lines: usize, replaced: Vec<Vec<Vec<f32>>>, random: &mut Random| {
            let seen = [0.0, 10_000.0, -1.0, lines as f64];
            (Self::Lines { lines: random.walks(lines, 10_000), replaced }, seen)
        };
        let one = |x: [f64; 2], random: &mut Random| {
            let seen = [x[0] * count as f64, x[1] * count as f64, -1.05, 1.05];
            (Self::Lines { lines: vec![random.walk(count)], replaced: Vec::new() }, seen)
        };
        Ok(match name {
            "W0" => (Self::Nothing, [0.0, 1.0, 0.0, 1.0]),
            "W1" => (Self::Discs(random.cloud(count)), [-4.0, 4.0, -4.0, 4.0]),
            "W2full" => one([0.0, 1.0], &mut random),
            "W2zoom" => one([0.42, 0.43], &mut random),
            "W3" => many(count, Vec::new(), &mut random),
            "W4" | "W4mean" => {
                let (values, is_mean) = (random.image(count), name == "W4mean");
                (Self::Image { side: count, values, is_mean }, [0.1, 0.9, 0.1, 0.7])
            }
            "W7" => (Self::Labels(random.places(count)), [0.0, 1000.0, 0.0, 1000.0]),
            "W8" => (Self::SmallItems(random.small_items(count)), [0.0, 40.0, 0.0, 25.0]),
            "W9" => {
                let sets = (0..3).map(|_| random.walks(count, 10_000)).collect();
                many(count, sets, &mut random)
            }
            _ => return Err(format!("no workload is called {name}").into()),
        })
    }

    /// Whether the view stays and the data change.
    fn has_new_data(&self) -> bool {
        matches!(self, Self::Lines { replaced, .. } if !replaced.is_empty())
    }
}

fn main() -> Result<(), AnyError> {
    let start = Instant::now();
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let (Some(name), Some(count)) = (arguments.next(), arguments.next()) else {
        // `cargo bench` of the whole workspace comes by without arguments.
        println!("usage: workloads NAME COUNT; `cargo xtask bench` runs all");
        return Ok(());
    };
    let count: usize = count.parse()?;
    let making = Instant::now();
    let (workload, first) = Workload::new(&name, count)?;
    let made_ms = ms(making);

    let mut ctx = HeadlessContext::new(&EglOptions::default().with_api(Api::Es30))?;
    let mut ours = Ours::new(&mut ctx, &workload)?;
    ours.frame(&mut ctx, data::view(0, first))?;
    let cold_ms = ms(start) - made_ms;
    let rss_mb = peak_rss_mb();
    // SAFETY: the context is current on this thread until the end.
    let gl = unsafe { glow::Context::from_loader_function(|name| ctx.get_proc_address(name)) };
    let is_alone = arguments.next().is_some_and(|argument| argument == "ours");
    let mut raw = if is_alone { None } else { Raw::new(gl, &workload)? };
    if let Some(raw) = &mut raw {
        raw.frame(data::view(0, first), usize::from(workload.has_new_data()))?;
        tell_differences(&ours.pixels, raw.pixels());
    }
    let mut times: [Vec<f64>; 2] = Default::default();
    let (session, cpu_before) = (Instant::now(), cpu_ms());
    for index in 1..=FRAMES {
        if index > FEWEST_FRAMES && ms(session) > LONG_SECS * 1e3 {
            break;
        }
        let seen = data::view(if workload.has_new_data() { 0 } else { index }, first);
        ctx.invalidate_state();
        let begun = Instant::now();
        ours.frame(&mut ctx, seen)?;
        times[0].push(ms(begun));
        if let Some(raw) = &mut raw {
            let begun = Instant::now();
            raw.frame(seen, index + 1)?;
            times[1].push(ms(begun));
        }
    }
    if is_alone {
        eprintln!("of a frame, {:.2} ms on the main thread", (cpu_ms() - cpu_before) / times[0].len() as f64);
    }
    let [(ours_ms, p99_ms), (raw_ms, _)] = times.map(median_and_p99);
    let raw = raw.map(|_| (format!("{raw_ms:.3}"), format!("{:.3}", ours_ms / raw_ms)));
    let (raw_ms, ratio) = raw.unwrap_or_else(|| ("null".to_owned(), "null".to_owned()));
    println!(
        "{{\"workload\":\"{name}\",\"n\":{count},\"size\":\"{}x{}\",\"ms\":{ours_ms:.3},\"p99_ms\":{p99_ms:.3},\
         \"raw_ms\":{raw_ms},\"ratio\":{ratio},\"cold_ms\":{cold_ms:.1},\"rss_mb\":{rss_mb:.1},\"renderer\":\"{}\"}}",
        SIZE[0],
        SIZE[1],
        ctx.caps().renderer.replace(['"', '\\'], "'"),
    );
    Ok(())
}

fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

/// What the main thread has computed so far, whatever else the machine did; 0 where the system does not say.
fn cpu_ms() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let ns = stat.split(' ').next().and_then(|ns| ns.parse::<f64>().ok());
    ns.unwrap_or(0.0) / 1e6
}

fn median_and_p99(mut times: Vec<f64>) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    let at = |part: f64| times.get(((times.len() as f64 - 1.0) * part).round() as usize).copied();
    (at(0.5).unwrap_or(f64::NAN), at(0.99).unwrap_or(f64::NAN))
}

/// The most memory that the process has had so far; 0 where the system does not say.
fn peak_rss_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kib.unwrap_or(0.0) / 1024.0
}

/// Says on standard error in how many pixels two pictures differ by more than 2/255.
fn tell_differences(ours: &[u8], raw: &[u8]) {
    let pairs = ours.chunks_exact(4).zip(raw.chunks_exact(4));
    let worst = pairs.map(|(a, b)| a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0));
    let worst: Vec<u8> = worst.collect();
    let many = worst.iter().filter(|difference| **difference > 2).count();
    let inked = raw.chunks_exact(4).filter(|pixel| *pixel != [255; 4]).count();
    let most = worst.iter().max().copied().unwrap_or(0);
    eprintln!("{many} of {inked} inked pixels differ by more than 2/255 from raw ones, the worst by {most}");
}
