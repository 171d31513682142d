//! Two-dimensional textures.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytemuck::Pod;

use super::{Sampling, TextureFormat};
use crate::caps::Caps;
use crate::command::{Command, ObjectKind};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::object::Object;
use crate::payload::{IntoPayload, Payload};
use crate::state::Rect;

/// An image in GPU memory. Corresponds to VisPy's `gloo.Texture2D`. Cloning shares it.
///
/// Rows are counted from the bottom: row 0 holds texture coordinate `y = 0`.
///
/// ```
/// use vispy_gloo::{Texture2D, TextureFormat};
///
/// let checker = Texture2D::new(TextureFormat::R8, 2, 2, &[0_u8, 255, 255, 0])?;
/// assert_eq!(checker.size(), [2, 2]);
/// # Ok::<(), vispy_gloo::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Texture2D {
    pub(crate) object: Arc<Object>,
    shape: Arc<Mutex<Shape>>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Shape {
    format: TextureFormat,
    width: u32,
    height: u32,
    sampling: Sampling,
}

impl Texture2D {
    /// A texture of undefined contents; `width` and `height` in texels.
    ///
    /// # Errors
    /// `Shape` when a side is 0. A side beyond the device's limit is an error at first use.
    pub fn empty(format: TextureFormat, width: u32, height: u32) -> Result<Self> {
        let object = Object::new(ObjectKind::Texture2D);
        let shape = Shape { format, width, height, sampling: Sampling::NEAREST };
        let texture = Self { object, shape: Arc::new(Mutex::new(shape)) };
        texture.store(shape)?;
        Ok(texture)
    }

    /// A texture with these texels: `width * height` of them, tightly packed, rows from the bottom up.
    ///
    /// # Errors
    /// `Shape` when a side is 0 or the data do not fill the texture exactly.
    pub fn new<T: Pod>(
        format: TextureFormat,
        width: u32,
        height: u32,
        data: impl IntoPayload<T>,
    ) -> Result<Self> {
        let texture = Self::empty(format, width, height)?;
        texture.set_rect(Rect::new(0, 0, width, height), data)?;
        Ok(texture)
    }

    /// Sets filters and wrapping. Default: [`Sampling::NEAREST`].
    #[must_use]
    pub fn with_sampling(self, sampling: Sampling) -> Self {
        self.set_sampling(sampling);
        self
    }

    /// Keeps a copy of the contents, so that they come back after the context was lost
    /// ([`Context::recover`](crate::Context::recover)). To be called before the first use. Costs their bytes; what was given
    /// away as a `Vec` or an `Arc` is kept without copying it.
    #[must_use]
    pub fn retained(self) -> Self {
        self.object.retain();
        self
    }

    /// A name for messages.
    #[must_use]
    pub fn with_label(self, label: &str) -> Self {
        self.object.set_label(label);
        self
    }

    /// Width and height in texels.
    #[must_use]
    pub fn size(&self) -> [u32; 2] {
        let shape = self.shape();
        [shape.width, shape.height]
    }

    /// Format of a texel.
    #[must_use]
    pub fn format(&self) -> TextureFormat {
        self.shape().format
    }

    /// Sets filters and wrapping.
    pub fn set_sampling(&self, sampling: Sampling) {
        self.lock().sampling = sampling;
        let command = Command::TextureSampling { id: self.object.id(), sampling };
        self.object.replace(command, |waiting| matches!(waiting, Command::TextureSampling { .. }));
    }

    /// Changes the size; what it held is gone. Nothing happens when the size is the same.
    ///
    /// # Errors
    /// `Shape` when a side is 0.
    pub fn resize(&self, width: u32, height: u32) -> Result<()> {
        let shape = self.shape();
        if [shape.width, shape.height] == [width, height] {
            return Ok(());
        }
        self.store(Shape { width, height, ..shape })
    }

    /// Replaces the texels of a rectangle: tightly packed, rows from the bottom up.
    ///
    /// # Errors
    /// `Shape` when the rectangle is not inside the texture, or the data do not fill it exactly.
    pub fn set_rect<T: Pod>(&self, rect: Rect, data: impl IntoPayload<T>) -> Result<()> {
        let data: Payload = data.into_payload();
        self.check(rect, data.len())?;
        if rect.is_empty() {
            return Ok(());
        }
        let command = Command::TextureData { id: self.object.id(), rect, data };
        if rect == self.rect() {
            self.object.replace(command, |waiting| matches!(waiting, Command::TextureData { .. }));
        } else {
            self.object.push(command);
        }
        Ok(())
    }

    /// Uploads at once from borrowed memory, without a copy in between.
    ///
    /// # Errors
    /// `Shape` as for [`set_rect`](Self::set_rect); `WrongContext`; what the driver says.
    pub fn write_now<T: Pod>(&self, ctx: &mut Context, rect: Rect, data: &[T]) -> Result<()> {
        let bytes: &[u8] = bytemuck::cast_slice(data);
        self.check(rect, bytes.len())?;
        if rect.is_empty() {
            return Ok(());
        }
        self.check_caps(ctx.caps())?;
        ctx.adopt(&self.object)?;
        ctx.write_texture_now(self.object.id(), rect, bytes)
    }

    /// Refuses what the device cannot do; asked at each use, because both size and sampling may change.
    pub(crate) fn check_caps(&self, caps: &Caps) -> Result<()> {
        let Shape { format, width, height, sampling } = self.shape();
        if width.max(height) > caps.max_texture_size {
            return Err(Error::Limit {
                what: format!("a side of {}", self.object.described()),
                requested: u64::from(width.max(height)),
                maximum: u64::from(caps.max_texture_size),
            });
        }
        sampling.check(format, caps, || self.object.described())
    }

    fn rect(&self) -> Rect {
        let shape = self.shape();
        Rect::new(0, 0, shape.width, shape.height)
    }

    fn lock(&self) -> MutexGuard<'_, Shape> {
        self.shape.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn shape(&self) -> Shape {
        *self.lock()
    }

    fn store(&self, shape: Shape) -> Result<()> {
        let Shape { format, width, height, .. } = shape;
        if width == 0 || height == 0 {
            return Err(Error::Shape {
                what: format!("size of {}", self.object.described()),
                expected: "at least 1 x 1 texels".to_owned(),
                found: format!("{width} x {height}"),
            });
        }
        *self.lock() = shape;
        let command = Command::TextureStorage { id: self.object.id(), format, width, height };
        self.object.replace(command, |waiting| {
            matches!(waiting, Command::TextureStorage { .. } | Command::TextureData { .. })
        });
        Ok(())
    }

    fn check(&self, rect: Rect, bytes: usize) -> Result<()> {
        let what = || format!("texels of {}", self.object.described());
        if !self.rect().contains(rect) {
            let [width, height] = self.size();
            return Err(Error::Shape {
                what: what(),
                expected: format!("a rectangle inside {width} x {height}"),
                found: rect.to_string(),
            });
        }
        let expected = rect.area().saturating_mul(self.format().texel_bytes() as u64);
        if bytes as u64 == expected {
            return Ok(());
        }
        Err(Error::Shape {
            what: what(),
            expected: format!("{expected} bytes ({} x {} of {:?})", rect.width, rect.height, self.format()),
            found: format!("{bytes} bytes"),
        })
    }
}
