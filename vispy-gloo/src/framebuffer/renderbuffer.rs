//! Render buffers: images that are only drawn into.

use std::sync::{Arc, Mutex, PoisonError};

use crate::caps::Caps;
use crate::command::{Command, ObjectKind};
use crate::error::{Error, Result};
use crate::object::Object;
use crate::texture::TextureFormat;

/// An image that is drawn into but not read in a shader. Corresponds to VisPy's `gloo.RenderBuffer`, with
/// multisampling. Cloning shares it.
///
/// ```
/// use vispy_gloo::{FrameBuffer, RenderBuffer, TextureFormat};
///
/// // Four samples a pixel; `Context::blit` resolves them into another target.
/// let smooth = RenderBuffer::multisampled(TextureFormat::Rgba8, 320, 200, 4)?;
/// assert_eq!(FrameBuffer::new(&smooth)?.size(), [320, 200]);
/// # Ok::<(), vispy_gloo::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct RenderBuffer {
    pub(crate) object: Arc<Object>,
    format: TextureFormat,
    samples: u32,
    size: Arc<Mutex<[u32; 2]>>,
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
        let buffer = Self { object, format, samples, size: Arc::new(Mutex::new([0, 0])) };
        buffer.store(width, height)?;
        Ok(buffer)
    }

    /// A name for messages.
    #[must_use]
    pub fn with_label(self, label: &str) -> Self {
        self.object.set_label(label);
        self
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn size(&self) -> [u32; 2] {
        *self.size.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Format of a pixel.
    #[must_use]
    pub fn format(&self) -> TextureFormat {
        self.format
    }

    /// Changes the size; what it held is gone. Nothing happens when the size is the same.
    ///
    /// # Errors
    /// `Shape` when a side is 0.
    pub fn resize(&self, width: u32, height: u32) -> Result<()> {
        if self.size() == [width, height] {
            return Ok(());
        }
        self.store(width, height)
    }

    fn store(&self, width: u32, height: u32) -> Result<()> {
        if width == 0 || height == 0 {
            return Err(Error::Shape {
                what: format!("size of {}", self.object.described()),
                expected: "at least 1 x 1 pixels".to_owned(),
                found: format!("{width} x {height}"),
            });
        }
        *self.size.lock().unwrap_or_else(PoisonError::into_inner) = [width, height];
        let (id, format, samples) = (self.object.id(), self.format, self.samples);
        let command = Command::RenderBufferStorage { id, format, width, height, samples };
        self.object.replace(command, |waiting| matches!(waiting, Command::RenderBufferStorage { .. }));
        Ok(())
    }

    /// Refuses sizes that the device has not. OpenGL promises render buffers as large as textures.
    pub(crate) fn check_caps(&self, caps: &Caps) -> Result<()> {
        let [width, height] = self.size();
        if width.max(height) <= caps.max_texture_size {
            return Ok(());
        }
        Err(Error::Limit {
            what: format!("a side of {}", self.object.described()),
            requested: u64::from(width.max(height)),
            maximum: u64::from(caps.max_texture_size),
        })
    }
}
