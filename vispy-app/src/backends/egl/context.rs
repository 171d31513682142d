//! A GL context without a window.
//!
//! Invariants that the `SAFETY` comments refer to:
//! - C1: the gloo context of a `HeadlessContext` is only used while its EGL context is current on this
//!   thread. A `HeadlessContext` cannot leave its thread, every way to its gloo context goes
//!   through [`HeadlessContext::make_current`], and it is current again when the gloo context is dropped.
//! - C2: configurations, contexts and surfaces are only used with the display that made them.
#![expect(unsafe_code, reason = "EGL objects are made through raw handles")]

use std::ffi::CString;
use std::fmt;
use std::mem::ManuallyDrop;
use std::num::NonZeroU32;
use std::ops::{Deref, DerefMut};

use glutin::api::egl::config::Config;
use glutin::api::egl::context::PossiblyCurrentContext;
use glutin::api::egl::display::Display;
use glutin::api::egl::surface::Surface;
use glutin::config::{ConfigSurfaceTypes, ConfigTemplateBuilder};
use glutin::display::GetGlDisplay as _;
use glutin::prelude::*;
use glutin::surface::{PbufferSurface, SurfaceAttributesBuilder};
use vispy_gloo::{Context, Recovery};

use super::{EglOptions, devices};
use crate::Api;
use crate::error::{Attempts, Error};

/// An OpenGL context without a window, for drawing into frame buffers and reading them back.
///
/// It dereferences to the [`vispy_gloo::Context`] and makes itself current on the way, so that several of
/// them can be used in turn on one thread. It has no frame buffer of its own that one should draw to:
/// draw into a `FrameBuffer`.
///
/// ```no_run
/// use vispy_app::egl::{EglOptions, HeadlessContext};
///
/// let mut ctx = HeadlessContext::new(&EglOptions::default())?;
/// println!("drawing by {}", ctx.description());
/// ctx.flush()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct HeadlessContext {
    /// Dropped by hand, first, while the EGL context is current.
    gl: ManuallyDrop<Context>,
    egl: Current,
    api: Api,
    description: String,
}

/// An EGL context and, where surfaceless ones are not supported, the pixel buffer that it needs.
struct Current {
    context: PossiblyCurrentContext,
    /// Dropped after the context.
    pbuffer: Option<Surface<PbufferSurface>>,
}

impl HeadlessContext {
    /// Makes a context and makes it current on this thread.
    ///
    /// Tries each device of [`EglOptions::device`] without a surface, then with a pixel buffer.
    ///
    /// # Errors
    ///
    /// - [`Error::NoGl`] when no way works: libEGL or every driver is missing, or none has the API. It lists
    ///   each try and names the packages to install.
    /// - [`Error::Gloo`] when the driver lacks what gloo needs.
    pub fn new(options: &EglOptions) -> Result<Self, Error> {
        let api = options.resolved_api();
        let mut tried = Attempts::default();
        for (name, display) in devices::displays(options.device, &mut tried) {
            for with_pbuffer in [false, true] {
                let how = if with_pbuffer { "with a pixel buffer" } else { "without a surface" };
                match Current::new(&display, api, with_pbuffer, None) {
                    Ok(egl) => return Self::from_current(egl, &display, api, format!("{name}, {how}")),
                    Err(error) => tried.note(format!("{name}, {how}"), error),
                }
            }
        }
        Err(Error::NoGl { wanted: api.to_string(), tried, packages: Error::PACKAGES })
    }

    /// Makes another OpenGL context on the same device and brings all objects back in it, after a flush has returned
    /// `ContextLost`.
    ///
    /// # Errors
    ///
    /// - [`Error::NoGl`] when the driver gives no context any more.
    /// - [`Error::Context`] while another context shares objects with it.
    /// - [`Error::Gloo`] when an object cannot be made anew.
    pub fn recover(&mut self) -> Result<Recovery, Error> {
        if self.gl.is_sharing() {
            return Err(Error::Context {
                operation: "recover a headless context",
                reason: "it shares objects with another, which is to be dropped before".to_owned(),
            });
        }
        let display = self.egl.context.display();
        let Self { api, egl, .. } = self;
        let mut tried = Attempts::default();
        let new = Current::new(&display, *api, egl.pbuffer.is_some(), None).map_err(|error| {
            tried.note(&self.description, error);
            Error::NoGl { wanted: api.to_string(), tried, packages: Error::PACKAGES }
        })?;
        // The old one goes: what was in it is lost.
        self.egl = new;
        self.egl.make_current()?;
        // SAFETY: the context was made current just before, and C1 keeps it so.
        Ok(unsafe { self.gl.recover_from_loader(|symbol| load(&display, symbol)) }?)
    }

    /// Another context on the same device, which shares its programs, buffers, textures and render buffers with this one:
    /// what was used in one can be used in the other. See
    /// [`Context::from_loader_sharing`](vispy_gloo::Context::from_loader_sharing) for what that means. The new one is current.
    ///
    /// (The windows of one `winit::run` need nothing of the kind: they have one context between them.)
    ///
    /// # Errors
    ///
    /// - [`Error::NoGl`] when the driver cannot share.
    /// - [`Error::Gloo`] when the driver lacks what gloo needs.
    pub fn share(&mut self) -> Result<Self, Error> {
        self.flush()?;
        let display = self.egl.context.display();
        let new = Current::new(&display, self.api, self.egl.pbuffer.is_some(), Some(&self.egl.context));
        let egl = new.map_err(|error| {
            let mut tried = Attempts::default();
            tried.note(&self.description, error);
            Error::NoGl { wanted: self.api.to_string(), tried, packages: Error::PACKAGES }
        })?;
        // SAFETY: the context was made current on this thread just before, C1 keeps it so, and it shares objects with
        // that of `self.gl`.
        let gl = unsafe { Context::from_loader_sharing(|symbol| load(&display, symbol), &self.gl) }?;
        let description = format!("{}, sharing objects", self.description);
        Ok(Self { gl: ManuallyDrop::new(gl), egl, api: self.api, description })
    }

    fn from_current(egl: Current, display: &Display, api: Api, how: String) -> Result<Self, Error> {
        // SAFETY: the context was made current on this thread just before, and C1 keeps it so.
        let gl = unsafe { Context::from_loader(|symbol| load(display, symbol)) }?;
        Ok(Self { gl: ManuallyDrop::new(gl), egl, api, description: format!("{api} on {how}") })
    }

    /// Makes this context current on this thread, if it is not, and gives its gloo context.
    ///
    /// # Errors
    ///
    /// [`Error::Context`] when the driver refuses, for example because the graphics card was reset.
    pub fn make_current(&mut self) -> Result<&mut Context, Error> {
        self.egl.make_current()?;
        Ok(&mut self.gl)
    }

    /// The OpenGL that the context speaks.
    pub fn api(&self) -> Api {
        self.api
    }

    /// How the context was made, for messages: API, device and surface.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// The address of an OpenGL function, null where there is none: for code that calls OpenGL itself, beside gloo. Such
    /// code calls [`Context::invalidate_state`] afterwards.
    pub fn get_proc_address(&self, name: &str) -> *const std::ffi::c_void {
        load(&self.egl.context.display(), name)
    }

    /// Makes the context current, and when that fails makes sure that none is: calls then do nothing.
    fn ensure_current(&self) {
        if let Err(error) = self.egl.make_current() {
            tracing::error!(%error, "headless context cannot be used");
            if let Err(error) = self.egl.context.make_not_current_in_place() {
                tracing::error!(%error, "headless context cannot be released");
            }
        }
    }
}

impl Current {
    fn new(
        display: &Display,
        api: Api,
        with_pbuffer: bool,
        sharing: Option<&PossiblyCurrentContext>,
    ) -> Result<Self, String> {
        let config = choose_config(display, api, with_pbuffer)?;
        let attributes = api.context_builder();
        let attributes = match sharing {
            Some(other) => attributes.with_sharing(other),
            None => attributes,
        };
        // SAFETY: C2, the configuration and the context to share with are of this display; the attributes name no window.
        let context = unsafe { display.create_context(&config, &attributes.build(None)) }
            .map_err(|error| format!("no context: {error}"))?;
        if !with_pbuffer {
            let context = context
                .make_current_surfaceless()
                .map_err(|error| format!("cannot be made current: {error}"))?;
            return Ok(Self { context, pbuffer: None });
        }
        // Frames go to frame buffers; one pixel is enough to make the context current.
        let attributes =
            SurfaceAttributesBuilder::<PbufferSurface>::new().build(NonZeroU32::MIN, NonZeroU32::MIN);
        // SAFETY: C2, the configuration is of this display.
        let pbuffer = unsafe { display.create_pbuffer_surface(&config, &attributes) }
            .map_err(|error| format!("no pixel buffer: {error}"))?;
        let context =
            context.make_current(&pbuffer).map_err(|error| format!("cannot be made current: {error}"))?;
        Ok(Self { context, pbuffer: Some(pbuffer) })
    }

    fn make_current(&self) -> Result<(), Error> {
        if self.context.is_current() {
            return Ok(());
        }
        match &self.pbuffer {
            Some(pbuffer) => self.context.make_current(pbuffer),
            None => self.context.make_current_surfaceless(),
        }
        .map_err(|error| Error::Context {
            operation: "make a headless context current",
            reason: error.to_string(),
        })
    }
}

/// A configuration for the API, the plainest one: nothing is drawn to the surface itself.
fn choose_config(display: &Display, api: Api, with_pbuffer: bool) -> Result<Config, String> {
    let surfaces = if with_pbuffer { ConfigSurfaceTypes::PBUFFER } else { ConfigSurfaceTypes::empty() };
    // The template asks for windows, depth and stencil unless told otherwise; device displays have no windows.
    let template = ConfigTemplateBuilder::new()
        .with_surface_type(surfaces)
        .with_api(api.config_api())
        .with_depth_size(0)
        .with_stencil_size(0)
        .build();
    // SAFETY: the template names no window.
    unsafe { display.find_configs(template) }
        .map_err(|error| format!("no configuration: {error}"))?
        .min_by_key(GlConfig::num_samples)
        .ok_or_else(|| format!("no configuration for {api}"))
}

/// The address of a GL function, null when the driver does not know it.
fn load(display: &Display, symbol: &str) -> *const std::ffi::c_void {
    CString::new(symbol).map_or(std::ptr::null(), |symbol| display.get_proc_address(&symbol))
}

impl Deref for HeadlessContext {
    type Target = Context;

    fn deref(&self) -> &Context {
        self.ensure_current();
        &self.gl
    }
}

impl DerefMut for HeadlessContext {
    fn deref_mut(&mut self) -> &mut Context {
        self.ensure_current();
        &mut self.gl
    }
}

impl Drop for HeadlessContext {
    fn drop(&mut self) {
        self.ensure_current();
        // SAFETY: C1; the field is not used after this, and nothing else drops it.
        unsafe { ManuallyDrop::drop(&mut self.gl) };
    }
}

impl fmt::Debug for HeadlessContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HeadlessContext").field("description", &self.description).finish_non_exhaustive()
    }
}
