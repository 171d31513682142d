//! Headless contexts through EGL: no window, no display server.
//!
//! A [`HeadlessContext`] draws into frame buffers of its own and is read back; it works on servers, in
//! containers and in tests. A graphics card is used when there is one, else Mesa's software driver.

#[cfg(not(any(target_vendor = "apple", target_family = "wasm")))]
mod context;
#[cfg(not(any(target_vendor = "apple", target_family = "wasm")))]
mod devices;
mod options;
#[cfg(any(target_vendor = "apple", target_family = "wasm"))]
mod unavailable;

#[cfg(not(any(target_vendor = "apple", target_family = "wasm")))]
pub use context::HeadlessContext;
pub use options::{DeviceChoice, EglOptions};
#[cfg(any(target_vendor = "apple", target_family = "wasm"))]
pub use unavailable::HeadlessContext;
