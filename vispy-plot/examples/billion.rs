//! A billion samples in a window: pan and zoom, and see how long each frame took.
//!
//! `billion` opens a window and prints what frames cost; `billion PATH`, or without a display, sweeps 200 zooms without a
//! window and prints percentiles (and writes the picture). `BILLION_SAMPLES` is another number of samples. The file, 2 GB,
//! is made once, in the user's cache folder.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::time::Instant;

use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_app::events::PhysicalSize;
use vispy_gloo::{Context, FrameBuffer, ReadFormat, RenderTarget, Texture2D, TextureFormat};
use vispy_plot::data::readers::{RawLayout, read_raw};
use vispy_plot::data::{DType, cache_folder};
use vispy_plot::{Figure, FigureView};
use vispy_visuals::Progress;

const RATE_HZ: f64 = 30_000.0;
const SIZE: [u32; 2] = [800, 600];
const ZOOMS: usize = 200;

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let count =
        std::env::var("BILLION_SAMPLES").ok().and_then(|text| text.parse().ok()).unwrap_or(1_000_000_000);
    let path = cache_folder().unwrap_or_default().join(format!("billion-{count}.i16"));
    if fs::metadata(&path).map_or(0, |file| file.len()) != 2 * count as u64 {
        make(&path, count)?;
    }
    let start = Instant::now();
    let layout = RawLayout { number: DType::I16.into(), channels: 1, skip_bytes: 0 };
    let signal = read_raw(&path, &layout, &mut ())?.values;
    let mut figure = Figure::new();
    figure.size_px(SIZE[0], SIZE[1]);
    let mut axes = figure.axes(0, 0);
    axes.line(signal).rate_hz(RATE_HZ);
    axes.title(format!("{count} samples")).x_label("time (s)").y_label("counts");
    let picture = std::env::args().nth(1);
    #[cfg(feature = "window")]
    if picture.is_none() && vispy_app::winit::display_available() {
        return window::show(&figure);
    }
    sweep(&figure, start, count as f64 / RATE_HZ)?;
    if let Some(path) = picture {
        figure.save(path)?;
    }
    Ok(())
}

/// Writes noise on a slow wave, with a spike that is one sample wide.
fn make(path: &Path, count: usize) -> Result<(), Box<dyn Error + Send + Sync>> {
    const AT_ONCE: usize = 1 << 20;
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    // A file that was begun and not ended is not taken for whole.
    let begun = path.with_extension("begun");
    let mut file = BufWriter::with_capacity(4 * AT_ONCE, File::create(&begun)?);
    let mut state = 1_u32;
    let mut bytes = Vec::with_capacity(2 * AT_ONCE);
    for first in (0..count).step_by(AT_ONCE) {
        let end = (first + AT_ONCE).min(count);
        let wave = (first as f64 / count as f64 * 40.0).sin() * 8000.0;
        bytes.clear();
        for index in first..end {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = (state >> 20) as i16 - 2048;
            let value = if index == count / 3 { i16::MAX } else { wave as i16 + noise };
            bytes.extend_from_slice(&value.to_le_bytes());
        }
        file.write_all(&bytes)?;
        let percent = |samples: usize| 100 * samples as u64 / count as u64;
        if percent(end) > percent(first) {
            eprint!("\rmaking {}: {:3} %", path.display(), percent(end));
        }
    }
    file.flush()?;
    eprintln!();
    Ok(fs::rename(begun, path)?)
}

/// Draws zooms, first while the signal is still being read, then after, and prints what frames took with read-back.
fn sweep(figure: &Figure, start: Instant, seconds: f64) -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut host = HeadlessContext::new(&EglOptions::default())?;
    let ctx = host.make_current()?;
    let texture = Texture2D::empty(TextureFormat::Rgba8, SIZE[0], SIZE[1])?;
    let framebuffer = FrameBuffer::new(&texture)?;
    let target = ctx.use_framebuffer(&framebuffer)?;
    let mut view = FigureView::new(figure, PhysicalSize::new(SIZE[0], SIZE[1]), 1.0)?;
    let mut pixels = Vec::new();
    frame(&mut view, ctx, target, &mut pixels)?;
    println!("first frame: {:.0} ms after the start", ms(start));
    let mut times = Vec::new();
    while view.progress() != Progress::Settled {
        view.set_limits(0, zoom(times.len(), seconds), [-12_000.0, 33_000.0])?;
        times.push(frame(&mut view, ctx, target, &mut pixels)?);
    }
    println!("all samples read: {:.2} s after the start", ms(start) / 1e3);
    tell("zooms while they were read", times);
    let mut times = Vec::new();
    for index in 0..ZOOMS {
        view.set_limits(0, zoom(index, seconds), [-12_000.0, 33_000.0])?;
        times.push(frame(&mut view, ctx, target, &mut pixels)?);
    }
    tell("zooms after", times);
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    for line in status.lines().filter(|line| line.starts_with("Rss")) {
        println!("{}", line.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    Ok(())
}

/// What is seen along x: from everything down to some hundred samples, and back.
fn zoom(index: usize, seconds: f64) -> [f64; 2] {
    let phase = index as f64 / ZOOMS as f64 % 1.0;
    let depth = 1.0 - (2.0 * phase - 1.0).abs();
    let span = seconds * (300.0 / (seconds * RATE_HZ)).powf(depth);
    let middle = seconds * (1.0 / 3.0 + 0.1 * (phase * 7.0).sin() * (1.0 - depth));
    [middle - span / 2.0, middle + span / 2.0]
}

/// Draws a frame and waits for its pixels; how many milliseconds that took.
fn frame(
    view: &mut FigureView,
    ctx: &mut Context,
    target: RenderTarget,
    pixels: &mut Vec<u8>,
) -> Result<f64, Box<dyn Error + Send + Sync>> {
    let begun = Instant::now();
    view.draw(ctx, target)?;
    pixels.clear();
    ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba8, pixels)?;
    Ok(ms(begun))
}

fn tell(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |part: f64| {
        times.get(((times.len() as f64 - 1.0) * part).round() as usize).copied().unwrap_or(f64::NAN)
    };
    let [p50, p99, worst] = [0.5, 0.99, 1.0].map(at);
    println!("{what}: {} frames, p50 {p50:.1} ms, p99 {p99:.1} ms, worst {worst:.1} ms", times.len());
}

fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

#[cfg(feature = "window")]
mod window {
    //! The figure in a window that says how long its frames took.

    use std::error::Error;
    use std::time::Instant;

    use vispy_app::events::{Event, LogicalSize};
    use vispy_app::winit::{WindowOptions, run};
    use vispy_app::{CanvasHandler, CursorIcon, DrawError, Frame, Waker};
    use vispy_gloo::Context;
    use vispy_plot::{Figure, FigureView};

    /// Frames that a line is printed for.
    const FRAMES: usize = 30;

    struct Timed {
        view: FigureView,
        times: Vec<f64>,
    }

    pub(super) fn show(figure: &Figure) -> Result<(), Box<dyn Error + Send + Sync>> {
        let [width, height] = figure.document.size_px.map(f64::from);
        let size = LogicalSize::new(width, height);
        let view = FigureView::new(figure, size.to_physical(1.0), 1.0)?;
        let options = WindowOptions::default().with_title("A billion samples").with_size(size);
        Ok(run(vec![(options, Box::new(Timed { view, times: Vec::new() }))])?)
    }

    impl CanvasHandler for Timed {
        fn attach(&mut self, waker: &Waker) {
            self.view.attach(waker);
        }

        fn event(&mut self, event: &Event) {
            self.view.event(event);
        }

        fn tick(&mut self, now_secs: f64) {
            self.view.tick(now_secs);
        }

        fn needs_redraw(&self) -> bool {
            self.view.needs_redraw()
        }

        fn draw(&mut self, ctx: &mut Context, frame: &Frame) -> Result<(), DrawError> {
            let begun = Instant::now();
            CanvasHandler::draw(&mut self.view, ctx, frame)?;
            self.times.push(super::ms(begun));
            if self.times.len() == FRAMES {
                super::tell("the last frames", std::mem::take(&mut self.times));
            }
            Ok(())
        }

        fn next_wakeup_secs(&self) -> Option<f64> {
            self.view.next_wakeup_secs()
        }

        fn wants_close(&self) -> bool {
            self.view.wants_close()
        }

        fn cursor_icon(&self) -> CursorIcon {
            self.view.cursor_icon()
        }

        fn title(&self) -> Option<&str> {
            Some("A billion samples")
        }
    }
}
