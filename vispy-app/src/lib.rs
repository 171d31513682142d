//! Canvases for scientific pictures: a window, a headless context, or your own loop.
pub use frame_rate::FrameRate;
pub use timer::{Timer, TimerTick};

#[forbid(unsafe_code)]
pub mod events;
#[forbid(unsafe_code)]
mod frame_rate;
#[forbid(unsafe_code)]
mod timer;
