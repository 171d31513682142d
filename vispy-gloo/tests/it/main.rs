//! Tests of vispy-gloo from outside: command streams without a GPU, then numbers that OpenGL drew.

mod attributes;
mod blending;
mod calls;
mod capture;
mod contexts;
mod drawing;
mod errors;
mod feedback;
mod foreign;
mod formats;
mod gallery;
mod hostile;
mod lifetimes;
mod linking;
mod readback;
mod recovery;
#[cfg(feature = "reflect")]
mod reflect;
mod sharing;
mod state;
mod streams;
mod support;
mod targets;
mod textures;
mod uniforms;
