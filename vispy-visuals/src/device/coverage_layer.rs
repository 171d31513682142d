//! The layer in which coverage is the maximum over the parts of a visual, and who has which place in it.

use vispy_gloo::{Context, FrameBuffer, Rect, RenderTarget, Result, Texture2D, TextureFormat};

use super::shelves::Shelves;

/// An 8-bit layer as large as the largest target so far. Every visual of a flush has a rectangle of it.
#[derive(Debug, Default)]
pub(crate) struct CoverageLayer {
    objects: Option<(FrameBuffer, Texture2D)>,
    size: [u32; 2],
    shelves: Shelves,
}

/// Where a visual's pixels are in the layer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot {
    /// From a pixel of the target to its place in the layer.
    pub(crate) offset: [i32; 2],
    /// The only pixels of the layer that may be touched, where not all parts are within the slot.
    pub(crate) scissor: Option<Rect>,
}

impl CoverageLayer {
    /// A place for parts that touch the pixels of `cover`, of which only those of `area`, in a target of that size, are
    /// wanted. `None` when there is no room left.
    pub(super) fn place(&mut self, target: [u32; 2], cover: Rect, area: Rect) -> Option<Slot> {
        let grown = [0, 1].map(|i| self.size[i].max(target[i]).max(1));
        if grown != self.size {
            if !self.shelves.is_empty() {
                return None;
            }
            self.size = grown;
        }
        let offset = |at: [u32; 2], rect: Rect| [at[0] as i32 - rect.x, at[1] as i32 - rect.y];
        if cover.width <= self.size[0] && cover.height <= self.size[1] {
            let at = self.shelves.place(self.size, [cover.width, cover.height])?;
            return Some(Slot { offset: offset(at, cover), scissor: None });
        }
        // Too large, though not what is seen of it: it has the layer alone.
        if !self.shelves.is_empty() {
            return None;
        }
        let at = self.shelves.place(self.size, [area.width, area.height])?;
        self.shelves.fill();
        let scissor = Some(Rect::new(at[0] as i32, at[1] as i32, area.width, area.height));
        Some(Slot { offset: offset(at, area), scissor })
    }

    /// The pixels of the layer that have been given away.
    pub(super) fn used(&self) -> Rect {
        let [width, height] = self.shelves.used();
        Rect::new(0, 0, width, height)
    }

    /// Every place is free again.
    pub(super) fn clear(&mut self) {
        self.shelves = Shelves::default();
    }

    /// The layer as a texture; `None` before its first use.
    pub(super) fn texture(&self) -> Option<&Texture2D> {
        self.objects.as_ref().map(|(_, texture)| texture)
    }

    /// The layer as a target.
    pub(crate) fn target(&mut self, ctx: &mut Context) -> Result<RenderTarget> {
        let [width, height] = self.size;
        let (framebuffer, texture) = match &mut self.objects {
            Some(known) => known,
            empty => {
                let texture =
                    Texture2D::empty(TextureFormat::R8, width, height)?.with_label("coverage of lines");
                let framebuffer = FrameBuffer::new(&texture)?.with_label("coverage of lines");
                empty.insert((framebuffer, texture))
            }
        };
        texture.resize(width, height)?;
        ctx.use_framebuffer(framebuffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: [u32; 2] = [100, 60];

    #[test]
    fn what_is_too_large_has_the_layer_alone_and_only_what_is_seen_of_it() {
        let mut layer = CoverageLayer::default();
        let (cover, area) = (Rect::new(-5000, 10, 9000, 20), Rect::new(0, 10, 100, 20));
        let small = Rect::new(3, 4, 5, 6);
        assert_eq!(layer.place(SIZE, small, small).unwrap().offset, [-3, -4]);
        assert!(layer.place(SIZE, cover, area).is_none(), "another is there");
        layer.clear();
        let slot = layer.place(SIZE, cover, area).unwrap();
        assert_eq!((slot.offset, slot.scissor), ([0, -10], Some(Rect::new(0, 0, 100, 20))));
        assert_eq!(layer.used(), Rect::new(0, 0, 100, 20));
        assert!(layer.place(SIZE, small, small).is_none(), "it is alone");
    }

    #[test]
    fn the_layer_is_as_large_as_the_largest_target() {
        let mut layer = CoverageLayer::default();
        let all = |[width, height]: [u32; 2]| Rect::new(0, 0, width, height);
        assert!(layer.place(SIZE, all(SIZE), all(SIZE)).is_some());
        assert!(layer.place([200, 10], all([1, 1]), all([1, 1])).is_none(), "it grows when it is empty");
        layer.clear();
        assert!(layer.place([200, 10], all([200, 60]), all([200, 60])).is_some());
        assert_eq!(layer.size, [200, 60]);
    }
}
