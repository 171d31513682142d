//! Textures.

mod format;
mod sampling;
mod texture_2d;

pub use format::{Channels, TextureFormat};
pub use sampling::{Filter, Sampling, Wrap};
pub use texture_2d::Texture2D;
