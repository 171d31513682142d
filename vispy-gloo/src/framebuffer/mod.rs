//! Frame buffers: drawing into textures and render buffers.

mod attachment;
mod renderbuffer;

use std::sync::Arc;

pub use attachment::Attachment;
pub use renderbuffer::RenderBuffer;

use crate::caps::Caps;
use crate::command::{Command, ObjectKind};
use crate::error::{Error, Result};
use crate::object::Object;
use crate::target::RenderTarget;
use crate::texture::{Channels, Where};

/// A target of drawing other than the canvas. Corresponds to VisPy's `gloo.FrameBuffer`, with any number of colours.
///
/// ```
/// use vispy_gloo::{FrameBuffer, Texture2D, TextureFormat};
///
/// let picture = Texture2D::empty(TextureFormat::Rgba8, 320, 200)?;
/// let framebuffer = FrameBuffer::new(&picture)?;
/// assert_eq!(framebuffer.size(), [320, 200]);
/// // `ctx.use_framebuffer(&framebuffer)?` is the target to give to draws.
/// # Ok::<(), vispy_gloo::Error>(())
/// ```
#[derive(Debug)]
pub struct FrameBuffer {
    pub(crate) object: Arc<Object>,
    color: Vec<Attachment>,
    depth: Option<Attachment>,
}

impl FrameBuffer {
    /// A frame buffer with one colour attachment.
    ///
    /// # Errors
    /// `Shape` when the attachment is a depth format.
    pub fn new(color: impl Into<Attachment>) -> Result<Self> {
        Self::with_attachments(vec![color.into()], None)
    }

    /// A frame buffer with colour attachments in the order of the fragment outputs, and one for depth, stencil or both,
    /// as its format says.
    ///
    /// # Errors
    /// `Shape` when there is no attachment, sizes differ, an image has no such level or layer, or a format does not
    /// belong where it is. How many colours there may be is asked of the device at first use.
    pub fn with_attachments(color: Vec<Attachment>, depth: Option<Attachment>) -> Result<Self> {
        let object = Object::new(ObjectKind::FrameBuffer);
        let wrong = |expected: &str, found: String| Error::Shape {
            what: format!("attachments of {}", object.described()),
            expected: expected.to_owned(),
            found,
        };
        for attachment in &color {
            if is_depth(attachment) {
                return Err(wrong("a colour format", format!("{:?}", attachment.format())));
            }
            if attachment.format().drawing() == Where::Never {
                return Err(wrong("formats that can be drawn into", format!("{:?}", attachment.format())));
            }
        }
        if let Some(depth) = depth.as_ref().filter(|depth| !is_depth(depth)) {
            return Err(wrong("a depth format", format!("{:?}", depth.format())));
        }
        color.iter().chain(&depth).try_for_each(Attachment::check)?;
        let sizes: Vec<[u32; 2]> = color.iter().chain(&depth).map(Attachment::size).collect();
        let Some(first) = sizes.first() else {
            return Err(wrong("at least one", "none".to_owned()));
        };
        if sizes.iter().any(|size| size != first) {
            return Err(wrong("one size", format!("{sizes:?}")));
        }
        object.push(Command::FrameBufferAttach {
            id: object.id(),
            color: color.iter().map(Attachment::id).collect(),
            depth: depth.as_ref().map(Attachment::id),
        });
        Ok(Self { object, color, depth })
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
        self.attachments().next().map_or([0, 0], Attachment::size)
    }

    pub(crate) fn target(&self) -> RenderTarget {
        let [width, height] = self.size();
        RenderTarget { framebuffer: Some(self.object.id()), width, height }
    }

    fn attachments(&self) -> impl Iterator<Item = &Attachment> {
        self.color.iter().chain(&self.depth)
    }

    /// Gives all attachments another size; what they held is gone. Nothing happens when the size is the same.
    ///
    /// # Errors
    /// `Shape` when a side is 0.
    pub fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.attachments().try_for_each(|attachment| attachment.resize(width, height))
    }

    /// Refuses what the device cannot do, and attachments that were resized apart.
    pub(crate) fn check(&self, caps: &Caps) -> Result<()> {
        caps.check_colors(self.color.len(), || self.object.described())?;
        let lacking = self.color.iter().map(Attachment::format).find(|format| !format.drawing().holds(caps));
        if let Some(format) = lacking {
            return Err(Error::Unsupported {
                feature: format!("drawing into {format:?}, as {} does,", self.object.described()),
                requires: format.drawing().requires().to_owned(),
            });
        }
        for attachment in self.attachments() {
            attachment.check_caps(caps)?;
            if attachment.size() != self.size() {
                return Err(Error::Shape {
                    what: format!("attachments of {}", self.object.described()),
                    expected: "one size; FrameBuffer::resize() gives it to all".to_owned(),
                    found: format!("{:?} and {:?}", self.size(), attachment.size()),
                });
            }
        }
        Ok(())
    }

    /// The objects it needs, itself last.
    pub(crate) fn objects(&self) -> impl Iterator<Item = &Arc<Object>> {
        self.attachments().map(Attachment::object).chain([&self.object])
    }
}

fn is_depth(attachment: &Attachment) -> bool {
    matches!(attachment.format().channels(), Channels::Depth | Channels::Stencil)
}
