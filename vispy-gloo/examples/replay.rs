//! Shows the frames of a capture that another program made, or writes them as PNG files.
//!
//! `VISPY_CAPTURE=run.glir some-program` makes one. `replay run.glir` shows it in a window, a frame at each refresh;
//! `replay run.glir -o frames` writes `frames/0001.png` and so on.

use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_app::events::{Event, LogicalSize};
use vispy_app::winit::{WindowOptions, run};
use vispy_app::{Api, CanvasHandler, DrawError, Frame};
use vispy_gloo::command::{Command, Reader};
use vispy_gloo::{
    Context, FrameBuffer, Limits, ReadFormat, RenderTarget, Replay, Shown, Texture2D, TextureFormat,
};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What has to be known of a capture before it is executed.
struct Capture {
    commands: Vec<Command>,
    /// The largest canvas.
    size: [u32; 2],
    /// The OpenGL that its shaders are written for.
    api: Api,
    has_frames: bool,
}

impl Capture {
    fn read(path: &Path) -> Outcome<Self> {
        let file = File::open(path)?;
        let commands = Reader::new(BufReader::new(file))?.collect::<Result<Vec<Command>, _>>()?;
        let mut capture = Self { commands, size: [1, 1], api: Api::Es30, has_frames: false };
        for command in &capture.commands {
            if let Some(canvas) = command.canvas() {
                capture.size = [capture.size[0].max(canvas.width), capture.size[1].max(canvas.height)];
            }
            if let Command::LinkProgram { vertex, .. } = command
                && vertex.trim_start().starts_with("#version 330")
            {
                capture.api = Api::Gl33;
            }
            capture.has_frames |= matches!(command, Command::Frame { .. });
        }
        Ok(capture)
    }
}

/// A capture while it is executed.
struct Player {
    commands: std::vec::IntoIter<Command>,
    has_frames: bool,
    replay: Replay,
    canvas: RenderTarget,
    _layer: FrameBuffer,
    errors: Vec<String>,
}

impl Player {
    fn new(ctx: &mut Context, capture: Capture) -> vispy_gloo::Result<Self> {
        let [width, height] = capture.size;
        let color = Texture2D::empty(TextureFormat::Rgba8, width, height)?.with_label("canvas");
        let depth = vispy_gloo::RenderBuffer::new(TextureFormat::Depth24, width, height)?;
        let layer = FrameBuffer::with_attachments(vec![(&color).into()], Some((&depth).into()))?;
        let canvas = ctx.use_framebuffer(&layer)?;
        Ok(Self {
            commands: capture.commands.into_iter(),
            has_frames: capture.has_frames,
            replay: Replay::new(ctx, canvas, Limits::default()),
            canvas,
            _layer: layer,
            errors: Vec::new(),
        })
    }

    /// Executes commands up to the end of a frame. A capture without frames shows what its program read back.
    fn next_frame(&mut self, ctx: &mut Context) -> Option<Shown> {
        for command in self.commands.by_ref() {
            let name = command.name();
            match self.replay.execute(ctx, command) {
                Ok(Some(shown)) if self.has_frames == shown.read_as.is_none() => {
                    if let Err(error) = ctx.flush() {
                        self.errors.push(error.to_string());
                    }
                    return Some(shown);
                }
                Ok(_) => {}
                Err(error) => self.errors.push(format!("{name}: {error}")),
            }
        }
        None
    }

    /// One line about what could not be executed.
    fn report(&self) {
        if let Some(first) = self.errors.first() {
            eprintln!("replay: {} commands could not be executed; the first: {first}", self.errors.len());
        }
    }
}

fn save(capture: Capture, folder: &Path) -> Outcome<()> {
    let mut ctx = HeadlessContext::new(&EglOptions::default().with_api(capture.api))?;
    let mut player = Player::new(&mut ctx, capture)?;
    std::fs::create_dir_all(folder)?;
    let mut pixels = Vec::new();
    let mut written = 0;
    while let Some(shown) = player.next_frame(&mut ctx) {
        if !matches!(shown.read_as, None | Some(ReadFormat::Rgba8)) || shown.rect.is_empty() {
            continue;
        }
        ctx.read_pixels_now(shown.target, shown.rect, ReadFormat::Rgba8, &mut pixels)?;
        written += 1;
        let file = File::create(folder.join(format!("{written:04}.png")))?;
        let mut png = png::Encoder::new(file, shown.rect.width, shown.rect.height);
        png.set_color(png::ColorType::Rgba);
        let row = shown.rect.width as usize * 4;
        let rows: Vec<u8> = pixels.chunks_exact(row).rev().flat_map(straight).collect();
        png.write_header()?.write_image_data(&rows)?;
    }
    player.report();
    println!("{written} frames in {}", folder.display());
    Ok(())
}

/// A row with straight alpha, as PNG has it; canvases are premultiplied.
fn straight(row: &[u8]) -> Vec<u8> {
    let divided = row.chunks_exact(4).flat_map(|pixel| {
        let alpha = u32::from(pixel[3]);
        let channel =
            |value: u8| (u32::from(value) * 255 + alpha / 2).checked_div(alpha).unwrap_or(0).min(255) as u8;
        [channel(pixel[0]), channel(pixel[1]), channel(pixel[2]), pixel[3]]
    });
    divided.collect()
}

/// What the window shows.
struct Window {
    /// Until there is a context.
    capture: Option<Capture>,
    player: Option<Player>,
    ended: bool,
}

impl CanvasHandler for Window {
    fn event(&mut self, _event: &Event) {}

    fn needs_redraw(&self) -> bool {
        !self.ended
    }

    fn draw(&mut self, ctx: &mut Context, frame: &Frame) -> Result<(), DrawError> {
        if let Some(capture) = self.capture.take() {
            self.player = Some(Player::new(ctx, capture)?);
        }
        let Some(player) = &mut self.player else { return Ok(()) };
        if !self.ended && player.next_frame(ctx).is_none() {
            self.ended = true;
            player.report();
        }
        ctx.clear(frame.target, None, Some([0.0, 0.0, 0.0, 1.0]), None);
        let seen = player.canvas.rect().intersection(frame.target.rect());
        ctx.blit((player.canvas, seen), (frame.target, seen), false);
        Ok(())
    }
}

fn show(capture: Capture, path: &Path) -> Outcome<()> {
    let [width, height] = capture.size.map(f64::from);
    let options = WindowOptions::default()
        .with_title(format!("replay of {}", path.display()))
        .with_size(LogicalSize::new(width, height));
    let window = Window { capture: Some(capture), player: None, ended: false };
    Ok(run(vec![(options, Box::new(window))])?)
}

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let (path, folder) = match &arguments[..] {
        [path] => (path, None),
        [path, option, folder] if option.as_os_str() == "-o" => (path, Some(folder)),
        _ => {
            eprintln!("usage: replay FILE [-o FOLDER]");
            return ExitCode::from(2);
        }
    };
    let done = Capture::read(path).and_then(|capture| match folder {
        Some(folder) => save(capture, folder),
        None => show(capture, path),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("replay: {}: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}
