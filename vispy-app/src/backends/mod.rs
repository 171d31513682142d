//! Backends: what gives a handler its events, its context and its turns.

#[cfg(feature = "egl")]
pub mod egl;
#[forbid(unsafe_code)]
pub mod external;
#[cfg(any(feature = "egl", feature = "winit"))]
mod gl_api;
#[cfg(all(feature = "winit", not(target_family = "wasm")))]
pub mod winit;

#[cfg(any(feature = "egl", feature = "winit"))]
pub use gl_api::Api;
