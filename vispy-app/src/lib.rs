//! Canvases for scientific pictures: a window, a headless context, or your own loop.
//!
//! This crate gives what draws (a [`CanvasHandler`]) its events, its turns and its OpenGL context, which is a
//! [`vispy_gloo::Context`]. The handler does no input or output of its own, so that the same one runs
//! in a window, headless on a server, in a test, or inside somebody else's program.
//!
//! # Types to meet first
//!
//! - [`CanvasHandler`]: what you implement, or what `vispy-scene` implements for you.
//! - [`events::Event`]: what the user did, in logical and in physical pixels.
//! - `winit::run` opens windows; `egl::HeadlessContext` is a context without one;
//!   [`external::ExternalCanvas`] lets your own loop drive a handler.
//! - [`Timer`] and [`Waker`]: for what changes without the user.
//!
//! # Example
//!
//! A window whose colour follows the mouse:
//!
#![cfg_attr(feature = "winit", doc = "```no_run")]
#![cfg_attr(not(feature = "winit"), doc = "```ignore")]
//! use vispy_app::winit::{WindowOptions, run};
//! use vispy_app::{CanvasHandler, DrawError, Frame, events::Event};
//!
//! struct Tint { red: f32, dirty: bool }
//!
//! impl CanvasHandler for Tint {
//!     fn event(&mut self, event: &Event) {
//!         self.red = event.pos().map_or(self.red, |pos| pos.x_px as f32 / 800.0);
//!         self.dirty = true;
//!     }
//!     fn needs_redraw(&self) -> bool { self.dirty }
//!     fn draw(&mut self, ctx: &mut vispy_gloo::Context, frame: &Frame) -> Result<(), DrawError> {
//!         ctx.clear(frame.target, None, Some([self.red, 0.2, 0.4, 1.0]), None);
//!         self.dirty = false;
//!         Ok(())
//!     }
//! }
//!
//! run(vec![(WindowOptions::default(), Box::new(Tint { red: 0.5, dirty: true }))])?;
//! # Ok::<(), vispy_app::Error>(())
//! ```
//!
//! # Backends
//!
//! | backend | feature | tier | what it needs |
//! |---|---|---|---|
//! | [`external`] | always | tested in CI | your loop and your context |
//! | `egl` | `egl` | tested in CI on Linux | libEGL and a driver; no display |
//! | `winit` on X11 | `winit`, `x11` | tested in CI on Linux | an X server, EGL or GLX |
//! | `winit` on Wayland | `winit`, `wayland` | compiled in CI, not run | a compositor, EGL |
//! | `winit` on Windows, macOS | `winit` | compiled in CI, never run | EGL (ANGLE) on Windows |
//!
//! `egl` on macOS and in browsers compiles, and every request for a context is refused. `winit` is absent in browsers.
//!
//! All features but `wayland-frames` are on by default: it gives windows a frame with a title where the compositor leaves
//! that to the program, as GNOME's does; without it such frames are plain. On Linux, `winit` needs `x11` or `wayland`. Without
//! features there remain events, timers and traits.
//!
//! # VisPy equivalents
//!
//! | VisPy | here |
//! |---|---|
//! | `app.Canvas`, `on_draw`, `on_resize`, `on_mouse_press` ... | [`CanvasHandler`], [`events::Event`] |
//! | `app.run()` | `winit::run` |
//! | `app.Timer` | [`Timer`], asked by the handler instead of calling it |
//! | `canvas.measure_fps()` | [`FrameRate`] |
//! | `canvas.update()` | [`CanvasHandler::needs_redraw`]; from other threads [`Waker::wake`] |
//! | `vispy.use('egl')` | `egl::HeadlessContext` |
//! | keys, `event.button` 1, 2, 3 | [`events::Key`], [`events::MouseButton`] |

#![deny(unsafe_code)]

#[cfg(any(feature = "egl", feature = "winit"))]
pub use backends::Api;
#[cfg(feature = "egl")]
pub use backends::egl;
pub use backends::external;
#[cfg(all(feature = "winit", not(target_family = "wasm")))]
pub use backends::winit;
pub use canvas::{CanvasHandler, CursorIcon, DrawError, Frame, Waker};
pub use error::{Attempt, Attempts, Error};
pub use frame_rate::FrameRate;
pub use timer::{Timer, TimerTick};

mod backends;
#[forbid(unsafe_code)]
mod canvas;
#[forbid(unsafe_code)]
mod error;
#[forbid(unsafe_code)]
pub mod events;
#[forbid(unsafe_code)]
mod frame_rate;
#[cfg(feature = "egl")]
#[forbid(unsafe_code)]
pub mod testing;
#[forbid(unsafe_code)]
mod timer;

#[cfg(all(doctest, feature = "winit"))]
#[doc = include_str!("../README.md")]
struct Readme;

/// Compiles the examples of the guide.
#[cfg(doctest)]
#[doc = include_str!("../GUIDE.md")]
struct Guide;
