//! Render buffers: images that are only drawn into.

use std::sync::Arc;

use crate::command::{Command, ObjectKind};
use crate::error::{Error, Result};
use crate::object::Object;
use crate::texture::TextureFormat;

/// An image that is drawn into but not read in a shader. Corresponds to VisPy's `gloo.RenderBuffer`, with
/// multisampling.
#[derive(Debug, Clone)]
pub struct RenderBuffer {
    pub(crate) object: Arc<Object>,
    format: TextureFormat,
    size: [u32; 2],
}

impl RenderBuffer {
    /// A render buffer of `width` x `height` pixels.
    ///
    /// # Errors
    /// `Shape` when a side is 0.
    pub fn new(format: TextureFormat, width: u32, height: u32) -> Result<Self> {
        Self::multisampled(format, width, height, 0)
    }

    /// The same with `samples` samples a pixel (0: not multisampled); the driver may take more, and clamps to its limit.
    ///
    /// # Errors
    /// `Shape` when a side is 0.
    pub fn multisampled(format: TextureFormat, width: u32, height: u32, samples: u32) -> Result<Self> {
        let object = Object::new(ObjectKind::RenderBuffer);
        if width == 0 || height == 0 {
            return Err(Error::Shape {
                what: format!("size of {}", object.label()),
                expected: "at least 1 x 1 pixels".to_owned(),
                found: format!("{width} x {height}"),
            });
        }
        let id = object.id();
        object.push(Command::RenderBufferStorage { id, format, width, height, samples });
        Ok(Self { object, format, size: [width, height] })
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn size(&self) -> [u32; 2] {
        self.size
    }

    /// Format of a pixel.
    #[must_use]
    pub fn format(&self) -> TextureFormat {
        self.format
    }
}
