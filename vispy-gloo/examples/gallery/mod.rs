//! What the examples of this folder share: a window or a picture file, the time, the mouse and a camera.
#![expect(dead_code, reason = "each example uses a part")]

pub(crate) mod passes;
pub(crate) mod random;
pub(crate) mod shapes;

use std::error::Error;

use glam::camera::rh::{proj::opengl::perspective, view::look_at_mat4};
use glam::{Mat4, Vec3};
use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_app::events::{Event, LogicalPos, LogicalSize, MouseButton};
use vispy_app::winit::{WindowOptions, run};
use vispy_app::{CanvasHandler, DrawError, Frame};
use vispy_gloo::{
    Context, FrameBuffer, ReadFormat, RenderBuffer, RenderTarget, Result, Texture2D, TextureFormat,
};

/// What an example draws.
pub(crate) trait Picture: Sized + 'static {
    /// Width and height in logical pixels.
    const SIZE: [u32; 2] = [640, 480];
    /// How many frames of a sixtieth of a second are drawn before the one that is written to a file; the first is at
    /// time 0.
    const FRAMES_BEFORE: u32 = 0;
    /// Where a file has the mouse: -1 to 1, from left to right and from the bottom to the top.
    const MOUSE: [f32; 2] = [0.0, 0.0];
    /// Whether a window shows something else at each moment, or only after the mouse did something.
    const ANIMATED: bool = true;

    /// Makes the objects.
    fn new(ctx: &mut Context) -> Result<Self>;

    /// Draws a frame.
    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()>;
}

/// A frame: into what, when, and what the mouse did.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View {
    pub(crate) target: RenderTarget,
    /// Seconds since the start.
    pub(crate) time: f32,
    /// Where the mouse is: -1 to 1, from left to right and from the bottom to the top.
    pub(crate) mouse: [f32; 2],
    /// How far it was dragged so far, in heights of the window, to the right and up.
    pub(crate) drag: [f32; 2],
    /// By how much the wheel magnified.
    pub(crate) zoom: f32,
}

impl View {
    /// Width and height of the target in physical pixels.
    pub(crate) fn size(&self) -> [f32; 2] {
        [self.target.width as f32, self.target.height as f32]
    }

    /// Width by height of the target.
    pub(crate) fn aspect(&self) -> f32 {
        self.target.width as f32 / self.target.height as f32
    }

    /// A camera that looks at the origin from so far away, so many radians to the right of the z axis and above the
    /// xz plane; dragging turns it, and the wheel brings it nearer.
    pub(crate) fn camera(&self, distance: f32, azimuth: f32, elevation: f32) -> Camera {
        let azimuth = azimuth - 4.0 * self.drag[0];
        let elevation = (elevation - 4.0 * self.drag[1]).clamp(-1.5, 1.5);
        let direction =
            Vec3::new(azimuth.sin() * elevation.cos(), elevation.sin(), azimuth.cos() * elevation.cos());
        let eye = direction * distance / self.zoom;
        let projection = perspective(0.7, self.aspect(), 0.1, 100.0);
        Camera { eye, clip_from_world: projection * look_at_mat4(eye, Vec3::ZERO, Vec3::Y) }
    }
}

/// From where a scene is seen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Camera {
    pub(crate) eye: Vec3,
    pub(crate) clip_from_world: Mat4,
}

/// Shows a picture in a window; or, with the arguments `FILE.png [WIDTHxHEIGHT]`, writes it.
pub(crate) fn show<P: Picture>(title: &str) -> std::result::Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let [width, height] = P::SIZE;
    let Some(path) = arguments.next() else {
        let options = WindowOptions::default()
            .with_title(title)
            .with_size(LogicalSize::new(f64::from(width), f64::from(height)));
        return Ok(run(vec![(options, Box::new(Window::<P>::new()))])?);
    };
    let Some(size) = arguments.next() else { return save::<P>(&path, width, height) };
    let (width, height) = size.split_once('x').ok_or("the size is not WIDTHxHEIGHT")?;
    save::<P>(&path, width.parse()?, height.parse()?)
}

fn save<P: Picture>(path: &str, width: u32, height: u32) -> std::result::Result<(), Box<dyn Error>> {
    let mut ctx = HeadlessContext::new(&EglOptions::default())?;
    let color = Texture2D::empty(TextureFormat::Rgba8, width, height)?;
    let depth = RenderBuffer::new(TextureFormat::Depth24, width, height)?;
    let framebuffer = FrameBuffer::with_attachments(vec![(&color).into()], Some((&depth).into()))?;
    let target = ctx.use_framebuffer(&framebuffer)?;
    let mut picture = P::new(&mut ctx)?;
    for frame in 0..=P::FRAMES_BEFORE {
        let time = frame as f32 / 60.0;
        picture.draw(&mut ctx, &View { target, time, mouse: P::MOUSE, drag: [0.0; 2], zoom: 1.0 })?;
        ctx.end_frame(target)?;
    }
    let pixels = ctx.read_pixels(target, target.rect(), ReadFormat::Rgba8).wait(&mut ctx)?;
    let mut png = png::Encoder::new(std::fs::File::create(path)?, width, height);
    png.set_color(png::ColorType::Rgba);
    png.write_header()?.write_image_data(&pixels.rows_from_top().collect::<Vec<_>>().concat())?;
    Ok(())
}

/// What a window shows; the picture is made at the first drawing, when there is a context.
struct Window<P> {
    picture: Option<P>,
    size: LogicalSize,
    pointer: LogicalPos,
    drag: [f32; 2],
    zoom: f32,
    changed: bool,
}

impl<P> Window<P> {
    fn new() -> Self {
        let (size, pointer) = (LogicalSize::new(1.0, 1.0), LogicalPos::new(0.5, 0.5));
        Self { picture: None, size, pointer, drag: [0.0; 2], zoom: 1.0, changed: true }
    }
}

impl<P: Picture> CanvasHandler for Window<P> {
    fn event(&mut self, event: &Event) {
        match event {
            Event::Resize(resize) => self.size = resize.size,
            Event::MouseMove(moved) => {
                if moved.buttons.contains(MouseButton::Left) {
                    self.drag[0] += ((moved.pos.x_px - self.pointer.x_px) / self.size.height_px) as f32;
                    self.drag[1] -= ((moved.pos.y_px - self.pointer.y_px) / self.size.height_px) as f32;
                }
                self.pointer = moved.pos;
            }
            Event::MouseWheel(wheel) => self.zoom *= 1.1_f32.powf(wheel.delta_y_lines as f32),
            _ => return,
        }
        self.changed = true;
    }

    fn needs_redraw(&self) -> bool {
        P::ANIMATED || self.changed
    }

    fn draw(&mut self, ctx: &mut Context, frame: &Frame) -> std::result::Result<(), DrawError> {
        let picture = match &mut self.picture {
            Some(picture) => picture,
            none => none.insert(P::new(ctx)?),
        };
        let place = |pos: f64, length: f64| (2.0 * pos / length - 1.0) as f32;
        let mouse =
            [place(self.pointer.x_px, self.size.width_px), -place(self.pointer.y_px, self.size.height_px)];
        let (time, drag, zoom) = (frame.time_secs as f32, self.drag, self.zoom);
        picture.draw(ctx, &View { target: frame.target, time, mouse, drag, zoom })?;
        self.changed = false;
        Ok(())
    }
}
