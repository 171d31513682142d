//! One row of the table of scale: `scale WORKLOAD N [WIDTHxHEIGHT]`; `cargo xtask bench scale` runs them all.
//!
//! A figure of 800 x 600 pixels with axes, ticks, grid and title; a frame is drawn when its pixels have been read. Frames are
//! those of one session of drags and wheels, from the whole signal down to some hundred samples and back. The result is a
//! line of JSON; what the frames took of all cores goes to the standard error. Files are made in a folder below the user's
//! cache, and removed; `cold_ms` is the first frame with the file in the page cache.
#![expect(unsafe_code, reason = "the raw program calls OpenGL itself")]

mod raw;
mod rows;
mod session;
mod walk;

use std::time::Instant;

use raw::Raw;
use rows::Row;
use session::Session;
use vispy_visuals::Progress;

type AnyError = Box<dyn std::error::Error>;

const SIZE: [u32; 2] = [800, 600];
/// Views of the session.
const FRAMES: usize = 300;

/// No frame may take longer; one that does is told.
const LONGEST_MS: f64 = 50.0;

/// Frames of raw OpenGL, as long as they take less than so many milliseconds.
const RAW_FRAMES: usize = 15;
const RAW_MS: f64 = 20_000.0;

/// A row: its name, and what its median must be and should be at 800 x 600, in milliseconds.
const ROWS: [(&str, f64, f64); 9] = [
    ("signal", 8.0, 3.0),
    ("signal-mmap", 16.0, 8.0),
    ("signal-mmap-evicted", 16.0, 8.0),
    ("signals-1000", 16.0, 5.0),
    ("W3", 16.0, 5.0),
    ("interleaved-384", 16.0, 8.0),
    ("interleaved-384-evicted", 16.0, 8.0),
    ("replace-20", 10.0, 5.0),
    ("append-64", 16.0, 6.0),
];

fn main() -> Result<(), AnyError> {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let (Some(name), Some(count)) = (arguments.next(), arguments.next()) else {
        // `cargo bench` of the whole workspace comes by without arguments.
        println!("usage: scale WORKLOAD N [WIDTHxHEIGHT]; `cargo xtask bench scale` runs all");
        return Ok(());
    };
    let count: usize = count.parse()?;
    let size = match arguments.next() {
        Some(size) => {
            let (width, height) = size.split_once('x').ok_or("a size is like 800x600")?;
            [width.parse()?, height.parse()?]
        }
        None => SIZE,
    };
    let row = ROWS.iter().find(|(row, ..)| *row == name);
    let (_, must_ms, aim_ms) = row.ok_or_else(|| format!("no row is called {name}"))?;
    // The hundred lines are to be twice as fast.
    let part = if (name.as_str(), count) == ("W3", 100) { 0.5 } else { 1.0 };
    let wanted = |ms: f64| if size == SIZE { (ms * part).to_string() } else { "null".to_owned() };
    let row = Row::new(&name, count)?;
    let start = Instant::now();
    let mut session = Session::new(&row, size)?;
    session.frame()?;
    let cold_ms = ms(start);
    let mut times = Vec::new();
    // While all samples are looked at, frames count too.
    let mut index = 0;
    while is_reading(session.progress()) {
        times.push(next(&mut session, &row, index)?);
        index += 1;
    }
    if index > 0 {
        eprintln!("all samples were looked at after {:.2} s and {index} frames", ms(start) / 1e3);
        tell("frames meanwhile", &mut times.clone());
    }
    let cpu_before = cpu_ms();
    for index in 0..FRAMES {
        times.push(next(&mut session, &row, index)?);
    }
    if let (Some(before), Some(after)) = (cpu_before, cpu_ms()) {
        eprintln!("{:.1} ms a frame of all cores together", (after - before) / FRAMES as f64);
    }
    let [p50, p99, worst] = percentiles(&mut times);
    let beyond = rss_mb()? - row.data_bytes as f64 / 1e6;
    let (raw_ms, ratio) = match raw_ms(&session, &row, size, (&name, count))? {
        Some(raw_ms) => (format!("{raw_ms:.3}"), format!("{:.5}", p50 / raw_ms)),
        None => ("null".to_owned(), "null".to_owned()),
    };
    println!(
        "{{\"workload\":\"{name}\",\"n\":{count},\"size\":\"{}x{}\",\"ms\":{p50:.3},\"p99_ms\":{p99:.3},\
         \"worst_ms\":{worst:.3},\"must_ms\":{},\"aim_ms\":{},\"strategy\":\"{}\",\"raw_ms\":{raw_ms},\
         \"ratio\":{ratio},\"cold_ms\":{cold_ms:.1},\"rss_mb\":{beyond:.1},\"renderer\":\"{}\"}}",
        size[0],
        size[1],
        wanted(*must_ms),
        wanted(*aim_ms),
        session.strategy()?.name(),
        session.renderer(),
    );
    Ok(())
}

/// The median time of raw OpenGL in views of the session, as many as there is time for; `None` where it is not tried.
fn raw_ms(
    session: &Session,
    row: &Row,
    size: [u32; 2],
    case: (&str, usize),
) -> Result<Option<f64>, AnyError> {
    let Some(mut raw) = Raw::new(&session.ctx, size, case)? else { return Ok(None) };
    // The first frame sends what is drawn to where the driver wants it.
    raw.frame(row.seen(0), size)?;
    let begun = Instant::now();
    let mut times = Vec::new();
    for index in (0..FRAMES).step_by(FRAMES / RAW_FRAMES) {
        if times.is_empty() || ms(begun) < RAW_MS {
            times.push(raw.frame(row.seen(index), size)?);
        }
    }
    Ok(Some(percentiles(&mut times)[0]))
}

/// Whether samples are still being looked at; a view that moves is finished when it rests, which is not waited for.
fn is_reading(progress: Progress) -> bool {
    matches!(progress, Progress::Refining { what, .. } if what.starts_with("reading"))
}

fn percentiles(times: &mut [f64]) -> [f64; 3] {
    times.sort_by(f64::total_cmp);
    let at = |part: f64| times.get(((times.len() as f64 - 1.0) * part).round() as usize).copied();
    [0.5, 0.99, 1.0].map(|part| at(part).unwrap_or(f64::NAN))
}

fn tell(what: &str, times: &mut [f64]) {
    let [p50, p99, worst] = percentiles(times);
    eprintln!("{what}: p50 {p50:.1} ms, p99 {p99:.1} ms, worst {worst:.1} ms");
}

fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

/// The memory of the process now that is not of a mapped file, in MB; an error where the system does not say.
fn rss_mb() -> Result<f64, AnyError> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).ok_or("no RssAnon")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse::<f64>()? * 1024.0 / 1e6)
}

/// Draws the next frame, and tells if it took long: also how much of that the hypervisor of a virtual machine gave no core, which
/// no program can help.
fn next(session: &mut Session, row: &Row, index: usize) -> Result<f64, AnyError> {
    let before = stolen_ms();
    let ms = session.next(row, index)?;
    if ms > LONGEST_MS {
        let stolen = stolen_ms().zip(before).map_or(0.0, |(after, before)| after - before);
        eprintln!("frame {index} took {ms:.0} ms; cores were away for {stolen:.0} ms");
    }
    Ok(ms)
}

/// The time that cores of a virtual machine were not there when they were wanted, of all cores, where the system says so.
fn stolen_ms() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/stat").ok()?;
    // In 1/100 s, after the word `cpu`.
    Some(stat.split_whitespace().nth(8)?.parse::<f64>().ok()? * 10.0)
}

/// The time that the process has taken of all cores, where the system says so.
fn cpu_ms() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // After the name, which may have spaces in it: times of the user and of the system, in 1/100 s.
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    Some((fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?) * 10.0)
}
