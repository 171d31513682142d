//! A figure as a widget: egui's events go to it, and it paints in egui's turn, with egui's OpenGL.

use std::cell::RefCell;
use std::sync::Arc;

use eframe::egui;
use eframe::egui_glow::{CallbackFn, Painter};
use vispy_app::events::{MouseButton, PhysicalPos, PhysicalSize, WheelDelta};
use vispy_app::external::ExternalCanvas;
use vispy_gloo::{Context, FrameBuffer, Rect, RenderTarget, Texture2D, TextureFormat};
use vispy_plot::{Figure, FigureView};

/// What a figure needs on the thread that paints. OpenGL stays on it, and egui's callbacks may not own such things.
struct Painted {
    canvas: ExternalCanvas<FigureView>,
    gl: Option<(Context, Texture2D, FrameBuffer)>,
}

thread_local! {
    static PAINTED: RefCell<Option<Painted>> = const { RefCell::new(None) };
}

pub struct FigureWidget;

impl FigureWidget {
    pub fn new(figure: &Figure) -> Self {
        let mut widget = Self;
        widget.show_figure(figure);
        widget
    }

    /// Shows another figure from now on.
    pub fn show_figure(&mut self, figure: &Figure) {
        let (size, scale_factor) = PAINTED.with_borrow_mut(|painted| match painted {
            Some(Painted { canvas, .. }) => (canvas.input().size_physical(), canvas.input().scale_factor()),
            None => (PhysicalSize::new(1, 1), 1.0),
        });
        match FigureView::new(figure, size, scale_factor) {
            Ok(view) => PAINTED.with_borrow_mut(|painted| {
                let gl = painted.take().and_then(|painted| painted.gl);
                *painted = Some(Painted { canvas: ExternalCanvas::new(view, size, scale_factor), gl });
            }),
            Err(error) => eprintln!("{error}"),
        }
    }

    pub fn with_view<R>(&self, ask: impl FnOnce(&FigureView) -> R) -> Option<R> {
        PAINTED.with_borrow(|painted| Some(ask(painted.as_ref()?.canvas.handler())))
    }

    pub fn ui(&mut self, ui: &mut egui::Ui) {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), egui::Sense::click_and_drag());
        let now_secs = ui.input(|input| input.time);
        let update = PAINTED.with_borrow_mut(|painted| {
            let canvas = &mut painted.as_mut()?.canvas;
            hand_over(ui, canvas, rect, response.hovered() || response.dragged(), now_secs);
            Some(canvas.update(now_secs))
        });
        if let Some(update) = update {
            if update.needs_redraw {
                ui.ctx().request_repaint();
            }
            if let Some(next) = update.next_wakeup_secs {
                ui.ctx().request_repaint_after_secs((next - now_secs).max(0.0) as f32);
            }
        }
        let paint = CallbackFn::new(move |info, painter| {
            let painted = PAINTED.with_borrow_mut(|painted| {
                painted.as_mut().map_or(Ok(()), |painted| painted.paint(&info, painter, now_secs))
            });
            if let Err(error) = painted {
                eprintln!("{error}");
            }
        });
        ui.painter().add(egui::PaintCallback { rect, callback: Arc::new(paint) });
    }
}

/// Tells the figure what happened over it.
fn hand_over(
    ui: &egui::Ui,
    canvas: &mut ExternalCanvas<FigureView>,
    rect: egui::Rect,
    over: bool,
    now_secs: f64,
) {
    let scale = ui.ctx().pixels_per_point();
    let input = canvas.input();
    input.set_scale_factor(f64::from(scale), now_secs);
    let size = (rect.size() * scale).round();
    input.resize(PhysicalSize::new(size.x as u32, size.y as u32), now_secs);
    let position = |pos: egui::Pos2| {
        let pos = (pos - rect.min) * scale;
        PhysicalPos::new(f64::from(pos.x), f64::from(pos.y))
    };
    let button = |button| match button {
        egui::PointerButton::Secondary => MouseButton::Right,
        egui::PointerButton::Middle => MouseButton::Middle,
        _ => MouseButton::Left,
    };
    for event in ui.input(|input| input.events.clone()) {
        match event {
            egui::Event::PointerMoved(pos) => input.mouse_move(position(pos), now_secs),
            egui::Event::PointerButton { pos, button: which, pressed, .. } if over || !pressed => {
                input.mouse_move(position(pos), now_secs);
                input.mouse_button(button(which), pressed, now_secs);
            }
            egui::Event::MouseWheel { delta, .. } if over => {
                let delta = WheelDelta::Lines { x: f64::from(delta.x), y: f64::from(delta.y) };
                input.mouse_wheel(delta, now_secs);
            }
            egui::Event::PointerGone => input.cursor_leave(now_secs),
            _ => {}
        }
    }
}

impl Painted {
    /// Draws the figure into a layer of its own and copies that to its place, with egui's state left as it was.
    fn paint(
        &mut self,
        info: &egui::PaintCallbackInfo,
        painter: &Painter,
        now_secs: f64,
    ) -> Result<(), Box<dyn std::error::Error>> {
        let Self { canvas, gl } = self;
        let place = info.viewport_in_pixels();
        let [width, height] = [place.width_px, place.height_px].map(|side| side.max(1) as u32);
        let (ctx, texture, layer) = match gl {
            Some(gl) => gl,
            None => {
                // SAFETY: eframe has its context current whenever it paints, and keeps it for as long as it runs.
                let ctx = unsafe { Context::from_glow(painter.gl().clone())? };
                let texture = Texture2D::empty(TextureFormat::Rgba8, width, height)?;
                let layer = FrameBuffer::new(&texture)?;
                gl.insert((ctx, texture, layer))
            }
        };
        let [screen_width, screen_height] = info.screen_size_px;
        ctx.as_guest(|ctx| {
            texture.resize(width, height)?;
            let target = ctx.use_framebuffer(layer)?;
            canvas.draw(ctx, target, now_secs).map_err(|error| error as Box<dyn std::error::Error>)?;
            let to = Rect::new(place.left_px, place.from_bottom_px, width, height);
            ctx.blit((target, target.rect()), (RenderTarget::canvas(screen_width, screen_height), to), false);
            Ok::<(), Box<dyn std::error::Error>>(())
        })
    }
}
