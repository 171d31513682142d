//! Plots of data that is too big for other tools: a few lines of code, a whole figure.
//!
//! Meet first: [`line()`] and [`image()`], which make a [`Plot`] in one expression; [`Figure`], which has several axes and
//! can be changed; [`data::Column`], which holds numbers of any type without copying them.
//!
//! ```
//! # fn main() -> Result<(), vispy_plot::Error> {
//! let y: Vec<f32> = (0..1000).map(|i| (i as f32 * 0.02).sin()).collect();
//! let plot = vispy_plot::line(&y).rate_hz(100.0).title("A sine").x_label("time (s)");
//! plot.check()?;
//! # Ok(())
//! # }
//! ```

#![deny(unsafe_code)]

pub mod analysis;
pub mod data;
pub mod error;
mod export;
pub mod figure;
mod view;

pub use error::Error;
pub use export::{FileFormat, Picture, SaveOptions};
#[cfg(all(feature = "window", not(target_family = "wasm")))]
pub use export::{show_all, show_all_opening};
pub use figure::{
    Figure, Plot, bar, errorbar, fill_between, hist, image, line, polygon, scatter, spectrogram, step,
};
pub use view::{FigureView, Hovered, ViewRequest};

/// Compiles the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// Compiles the examples of the guide.
#[cfg(doctest)]
#[doc = include_str!("../GUIDE.md")]
struct Guide;
