//! A coloured triangle in a window, with vispy-gloo, winit and glutin.
use std::{error::Error, ffi::CString, num::NonZeroU32, ptr::null};

use glutin::context::{ContextAttributesBuilder, PossiblyCurrentContext};
use glutin::surface::{Surface, SurfaceAttributesBuilder, WindowSurface};
use glutin::{config::ConfigTemplate, display::Display, display::DisplayApiPreference, prelude::*};
use vispy_gloo::{Context, DrawCall, Program, RenderTarget, State, Topology, VertexBuffer};
use winit::event_loop::{ActiveEventLoop, EventLoop};
use winit::raw_window_handle::{HasDisplayHandle, HasWindowHandle};
use winit::{application::ApplicationHandler, event::WindowEvent, window::Window, window::WindowId};

const VERTEX: &str = "#version 330
in vec2 a_position; in vec3 a_color; out vec3 v_color;
void main() { gl_Position = vec4(a_position, 0.0, 1.0); v_color = a_color; }";
const FRAGMENT: &str = "#version 330\nin vec3 v_color; out vec4 c; void main() { c = vec4(v_color, 1); }";

struct Scene(Context, Program, Surface<WindowSurface>, PossiblyCurrentContext, Window);

fn scene(event_loop: &ActiveEventLoop) -> Result<Scene, Box<dyn Error>> {
    let window = event_loop.create_window(Window::default_attributes().with_title("gloo triangle"))?;
    let handle = window.window_handle()?.as_raw();
    let display = unsafe { Display::new(event_loop.display_handle()?.as_raw(), DisplayApiPreference::Egl)? };
    let config = unsafe { display.find_configs(ConfigTemplate::default())? }.next().ok_or("no config")?;
    let [width, height] = [800, 600].map(|side| NonZeroU32::new(side).unwrap());
    let surface = SurfaceAttributesBuilder::<WindowSurface>::new().build(handle, width, height);
    let surface = unsafe { display.create_window_surface(&config, &surface)? };
    let gl = ContextAttributesBuilder::new().build(Some(handle));
    let gl = unsafe { display.create_context(&config, &gl)? }.make_current(&surface)?;
    let address = |name: &str| CString::new(name).map_or(null(), |name| display.get_proc_address(&name));
    let mut triangle = Program::new(VERTEX, FRAGMENT);
    triangle.set_attribute("a_position", &VertexBuffer::new(&[[-0.8_f32, -0.7], [0.8, -0.7], [0.0, 0.8]]))?;
    triangle.set_attribute("a_color", &VertexBuffer::new(&[[1_f32, 0., 0.], [0., 1., 0.], [0., 0., 1.]]))?;
    Ok(Scene(unsafe { Context::from_loader(address)? }, triangle, surface, gl, window))
}

fn draw(Scene(ctx, triangle, surface, gl, window): &mut Scene) -> Result<(), Box<dyn Error>> {
    let target = RenderTarget::canvas(window.inner_size().width, window.inner_size().height);
    ctx.clear(target, None, Some([1.0; 4]), Some(1.0));
    ctx.draw(triangle, target, State::OPAQUE, DrawCall::new(Topology::Triangles, 0..3))?;
    ctx.flush()?;
    Ok(surface.swap_buffers(gl)?)
}

struct App(Option<Scene>);
impl ApplicationHandler for App {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        self.0 = Some(scene(event_loop).unwrap());
    }
    fn window_event(&mut self, event_loop: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        match event {
            WindowEvent::RedrawRequested => self.0.iter_mut().for_each(|scene| draw(scene).unwrap()),
            WindowEvent::CloseRequested => event_loop.exit(),
            _ => {}
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    Ok(EventLoop::new()?.run_app(&mut App(None))?)
}
