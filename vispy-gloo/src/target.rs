//! Where a draw goes.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::id::ObjectId;
use crate::state::Rect;

/// A target of drawing: the canvas, or a [`FrameBuffer`](crate::FrameBuffer). A plain value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RenderTarget {
    /// The frame buffer; `None` is the canvas.
    pub(crate) framebuffer: Option<ObjectId>,
    /// Width in physical pixels.
    pub width: u32,
    /// Height in physical pixels.
    pub height: u32,
}

impl RenderTarget {
    /// The canvas (the default frame buffer) of that many physical pixels.
    #[must_use]
    pub const fn canvas(width: u32, height: u32) -> Self {
        Self { framebuffer: None, width, height }
    }

    /// The frame buffer of that id and size, for those who write streams of commands; programs ask
    /// [`Context::use_framebuffer`](crate::Context::use_framebuffer).
    #[must_use]
    pub const fn of_framebuffer(id: ObjectId, width: u32, height: u32) -> Self {
        Self { framebuffer: Some(id), width, height }
    }

    /// The whole target.
    #[must_use]
    pub const fn rect(self) -> Rect {
        Rect::new(0, 0, self.width, self.height)
    }

    /// Refuses rectangles that reach beyond the target.
    pub(crate) fn check_inside(self, rect: Rect) -> Result<()> {
        if self.rect().contains(rect) {
            return Ok(());
        }
        Err(Error::Shape {
            what: "pixels to read".to_owned(),
            expected: format!("a rectangle inside {} x {}", self.width, self.height),
            found: rect.to_string(),
        })
    }

    /// Id of the frame buffer; `None` is the canvas.
    #[must_use]
    pub const fn framebuffer(self) -> Option<ObjectId> {
        self.framebuffer
    }
}
