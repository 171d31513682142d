//! The OpenGL context that the windows of one `run` share.
//!
//! Invariants that the `SAFETY` comments refer to:
//! - W1: the raw display is that of winit's event loop, which is never dropped; a raw window is that of
//!   a live window, which is dropped after its surface.
//! - W2: configurations, contexts and surfaces are only used with the display that made them.
//! - W3: the gloo context is only reached through [`Graphics::make_current`], and is dropped by
//!   [`Graphics::release`] while the context is current on a live surface.
#![expect(unsafe_code, reason = "contexts and surfaces are made from raw handles")]

use std::ffi::CString;
use std::num::NonZeroU32;

use glutin::config::{Config, ConfigSurfaceTypes, ConfigTemplateBuilder};
use glutin::context::PossiblyCurrentContext;
use glutin::display::{Display, DisplayApiPreference};
use glutin::prelude::*;
use glutin::surface::{Surface, SurfaceAttributesBuilder, SwapInterval, WindowSurface};
use raw_window_handle::{HasDisplayHandle as _, HasWindowHandle as _, RawDisplayHandle};
use vispy_gloo::Context;
use winit::event_loop::ActiveEventLoop;
use winit::window::{Window, WindowAttributes};

use crate::Api;
use crate::error::{Attempts, Error};

/// The OpenGL context that all windows share, and how to make windows that fit it.
pub(super) struct Graphics {
    /// Made when the context is current for the first time.
    gl: Option<Context>,
    context: PossiblyCurrentContext,
    config: Config,
    display: Display,
}

impl Graphics {
    /// Makes a context for windows of this event loop: the first way that works.
    pub(super) fn new(event_loop: &ActiveEventLoop) -> Result<Self, Error> {
        let apis = Api::from_env().map_or_else(|| vec![Api::Es30, Api::Gl33], |api| vec![api]);
        let wanted = apis.iter().map(Api::to_string).collect::<Vec<_>>().join(" or ");
        let mut tried = Attempts::default();
        match event_loop.display_handle() {
            Ok(handle) => {
                for (name, preference) in preferences() {
                    if let Some(graphics) = Self::on(name, preference, handle.as_raw(), &apis, &mut tried) {
                        return Ok(graphics);
                    }
                }
            }
            Err(error) => tried.note("the window system", error),
        }
        Err(Error::NoGl { wanted, tried, packages: Error::PACKAGES })
    }

    /// Tries one of EGL and GLX.
    fn on(
        name: &str,
        preference: DisplayApiPreference,
        handle: RawDisplayHandle,
        apis: &[Api],
        tried: &mut Attempts,
    ) -> Option<Self> {
        // SAFETY: W1.
        let display = match unsafe { Display::new(handle, preference) } {
            Ok(display) => display,
            Err(error) => {
                tried.note(name, error);
                return None;
            }
        };
        for &api in apis {
            match Self::with_api(&display, api) {
                Ok(graphics) => {
                    let version = display.version_string();
                    tracing::debug!(%api, platform = name, version, "context made");
                    return Some(graphics);
                }
                Err(reason) => tried.note(format!("{api} through {name}"), reason),
            }
        }
        None
    }

    fn with_api(display: &Display, api: Api) -> Result<Self, String> {
        let config = choose_config(display, api)?;
        // SAFETY: W2; the attributes name no window.
        let context = unsafe { display.create_context(&config, &api.context_builder().build(None)) }
            .map_err(|error| format!("no context: {error}"))?
            .treat_as_possibly_current();
        Ok(Self { gl: None, context, config, display: display.clone() })
    }

    /// Opens a window whose pixels this context can draw.
    pub(super) fn open_window(
        &self,
        event_loop: &ActiveEventLoop,
        attributes: WindowAttributes,
    ) -> Result<Window, String> {
        glutin_winit::finalize_window(event_loop, attributes, &self.config).map_err(|error| error.to_string())
    }

    /// The surface of a window, and the context made current on it.
    pub(super) fn open_surface(
        &mut self,
        window: &Window,
        vsync: bool,
    ) -> Result<Surface<WindowSurface>, Error> {
        let operation = "make a drawing surface for a window";
        let failed = |reason: String| Error::Context { operation, reason };
        let handle = window.window_handle().map_err(|error| failed(error.to_string()))?;
        let size = window.inner_size();
        let at_least_one = |length| NonZeroU32::new(length).unwrap_or(NonZeroU32::MIN);
        let attributes = SurfaceAttributesBuilder::<WindowSurface>::new().with_srgb(Some(false)).build(
            handle.as_raw(),
            at_least_one(size.width),
            at_least_one(size.height),
        );
        // SAFETY: W1 and W2.
        let surface = unsafe { self.display.create_window_surface(&self.config, &attributes) }
            .map_err(|error| failed(error.to_string()))?;
        self.make_current(&surface)?;
        let interval = if vsync { SwapInterval::Wait(NonZeroU32::MIN) } else { SwapInterval::DontWait };
        if let Err(error) = surface.set_swap_interval(&self.context, interval) {
            tracing::debug!(%error, vsync, "the driver keeps its own swap interval");
        }
        Ok(surface)
    }

    /// Makes the context current on a surface and gives it.
    pub(super) fn make_current(&mut self, surface: &Surface<WindowSurface>) -> Result<&mut Context, Error> {
        if !(self.context.is_current() && surface.is_current(&self.context)) {
            self.context.make_current(surface).map_err(|error| Error::Context {
                operation: "make the context of a window current",
                reason: error.to_string(),
            })?;
        }
        if let Some(ref mut gl) = self.gl {
            return Ok(gl);
        }
        let display = &self.display;
        // SAFETY: the context was made current on this thread just before, and W3 keeps it so.
        let gl = unsafe {
            Context::from_loader(|symbol| {
                CString::new(symbol).map_or(std::ptr::null(), |symbol| display.get_proc_address(&symbol))
            })
        }?;
        Ok(self.gl.insert(gl))
    }

    /// Shows what was drawn on a surface that is current.
    pub(super) fn present(&self, surface: &Surface<WindowSurface>) -> Result<(), Error> {
        surface
            .swap_buffers(&self.context)
            .map_err(|error| Error::Context { operation: "show a frame", reason: error.to_string() })
    }

    /// Gives a surface its window's new size.
    pub(super) fn resize(&self, surface: &Surface<WindowSurface>, width: u32, height: u32) {
        if let (Some(width), Some(height)) = (NonZeroU32::new(width), NonZeroU32::new(height)) {
            surface.resize(&self.context, width, height);
        }
    }

    /// Drops the gloo context. To be called with the context current, before its last surface is dropped.
    pub(super) fn release(&mut self) {
        self.gl = None;
        if let Err(error) = self.context.make_not_current_in_place() {
            tracing::debug!(%error, "context was not released");
        }
    }
}

/// The ways to OpenGL on this system, best first.
fn preferences() -> Vec<(&'static str, DisplayApiPreference)> {
    #[cfg(target_os = "macos")]
    return vec![("CGL", DisplayApiPreference::Cgl)];
    #[cfg(not(target_os = "macos"))]
    vec![
        ("EGL", DisplayApiPreference::Egl),
        #[cfg(all(target_os = "linux", feature = "x11"))]
        ("GLX", DisplayApiPreference::Glx(Box::new(winit::platform::x11::register_xlib_error_hook))),
    ]
}

/// A configuration for opaque windows without multisampling: scenes that need samples have their own target.
fn choose_config(display: &Display, api: Api) -> Result<Config, String> {
    for (depth, stencil) in [(24, 8), (0, 0)] {
        let template = ConfigTemplateBuilder::new()
            .with_surface_type(ConfigSurfaceTypes::WINDOW)
            .with_api(api.config_api())
            .with_alpha_size(0)
            .with_depth_size(depth)
            .with_stencil_size(stencil)
            .build();
        // SAFETY: the template names no window.
        let configs = unsafe { display.find_configs(template) }
            .map_err(|error| format!("no configuration: {error}"))?;
        let best = configs.min_by_key(|config| {
            (config.supports_transparency() == Some(true), config.num_samples(), config.alpha_size())
        });
        if let Some(config) = best {
            return Ok(config);
        }
    }
    Err(format!("no configuration for {api}"))
}
