//! Images that frame buffers draw into.

use std::sync::Arc;

use super::RenderBuffer;
use crate::caps::Caps;
use crate::command::AttachmentId;
use crate::error::{Error, Result};
use crate::object::Object;
use crate::texture::{CubeFace, Texture, TextureFormat, TextureKind};

/// An image that a frame buffer draws into: a render buffer, or a level of an image, a slice, a layer or a face of a
/// texture, which can be read in a shader afterwards.
///
/// ```
/// use vispy_gloo::{Attachment, CubeFace, FrameBuffer, TextureCube, TextureFormat};
///
/// let sky = TextureCube::empty(TextureFormat::Rgba8, 64)?.with_mipmaps();
/// let up = Attachment::from(&sky).with_face(CubeFace::PositiveY).with_level(1);
/// assert_eq!(FrameBuffer::new(up)?.size(), [32, 32]);
/// # Ok::<(), vispy_gloo::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Attachment {
    image: Image,
    level: u32,
    layer: u32,
}

#[derive(Debug, Clone)]
enum Image {
    Texture(Texture),
    RenderBuffer(RenderBuffer),
}

impl Attachment {
    /// Another level of the texture. Default: 0.
    #[must_use]
    pub fn with_level(self, level: u32) -> Self {
        Self { level, ..self }
    }

    /// Another slice of a 3D texture, layer of an array, or face of a cube. Default: 0.
    #[must_use]
    pub fn with_layer(self, layer: u32) -> Self {
        Self { layer, ..self }
    }

    /// A face of a cube texture.
    #[must_use]
    pub fn with_face(self, face: CubeFace) -> Self {
        self.with_layer(face.index())
    }

    pub(super) fn id(&self) -> AttachmentId {
        let Self { image, level, layer } = self;
        match image {
            Image::Texture(texture) => {
                AttachmentId::Texture { id: texture.object.id(), level: *level, layer: *layer }
            }
            Image::RenderBuffer(buffer) => AttachmentId::RenderBuffer(buffer.object.id()),
        }
    }

    pub(super) fn size(&self) -> [u32; 2] {
        match &self.image {
            Image::Texture(texture) => {
                let [width, height, _] = texture.level_size(self.level);
                [width, height]
            }
            Image::RenderBuffer(buffer) => buffer.size(),
        }
    }

    pub(super) fn format(&self) -> TextureFormat {
        match &self.image {
            Image::Texture(texture) => texture.format(),
            Image::RenderBuffer(buffer) => buffer.format(),
        }
    }

    pub(super) fn object(&self) -> &Arc<Object> {
        match &self.image {
            Image::Texture(texture) => &texture.object,
            Image::RenderBuffer(buffer) => &buffer.object,
        }
    }

    /// Gives this image that size, and with it all levels and layers of its texture.
    pub(super) fn resize(&self, width: u32, height: u32) -> Result<()> {
        match &self.image {
            Image::Texture(texture) => {
                let [_, _, depth] = texture.extent();
                let first = |side: u32| side.checked_shl(self.level).unwrap_or(u32::MAX);
                texture.resize_to([first(width), first(height), depth])
            }
            Image::RenderBuffer(buffer) => buffer.resize(width, height),
        }
    }

    /// Refuses levels and layers that the image has not.
    pub(super) fn check(&self) -> Result<()> {
        let (levels, layers) = match &self.image {
            Image::Texture(texture) => {
                let [_, _, depth] = texture.level_size(self.level);
                (texture.levels(), if texture.kind() == TextureKind::D2 { 1 } else { depth })
            }
            Image::RenderBuffer(_) => (1, 1),
        };
        if self.level < levels && self.layer < layers {
            return Ok(());
        }
        Err(Error::Shape {
            what: format!("image of {}", self.object().described()),
            expected: format!("a level below {levels} and a layer below {layers}"),
            found: format!("level {} and layer {}", self.level, self.layer),
        })
    }

    pub(super) fn check_caps(&self, caps: &Caps) -> Result<()> {
        match &self.image {
            Image::Texture(texture) => texture.check_caps(caps),
            Image::RenderBuffer(buffer) => buffer.check_caps(caps),
        }
    }
}

impl From<&Texture> for Attachment {
    fn from(texture: &Texture) -> Self {
        Self { image: Image::Texture(texture.clone()), level: 0, layer: 0 }
    }
}

impl From<&RenderBuffer> for Attachment {
    fn from(buffer: &RenderBuffer) -> Self {
        Self { image: Image::RenderBuffer(buffer.clone()), level: 0, layer: 0 }
    }
}
