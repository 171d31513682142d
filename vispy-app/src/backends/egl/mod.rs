//! Headless contexts through EGL: no window, no display server.
//!
//! A [`HeadlessContext`] draws into frame buffers of its own and is read back; it works on servers, in
//! containers and in tests. A graphics card is used when there is one, else Mesa's software driver.

mod context;
mod devices;
mod options;

pub use context::HeadlessContext;
pub use options::{DeviceChoice, EglOptions};
