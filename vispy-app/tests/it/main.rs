//! The integration tests of vispy-app, in one binary.

#[cfg(feature = "egl")]
mod headless;
#[cfg(all(feature = "egl", feature = "winit", feature = "x11", target_os = "linux"))]
mod loops;
#[cfg(all(feature = "egl", feature = "winit", feature = "x11", target_os = "linux"))]
mod window;
#[cfg(all(feature = "egl", feature = "winit", feature = "x11", target_os = "linux"))]
mod xvfb;
