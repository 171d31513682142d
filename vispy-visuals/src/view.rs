//! Where and how large a visual is seen.

mod axis_maps;

use glam::{DAffine2, DMat4, DVec2, DVec3};
use vispy_gloo::{Rect, RenderTarget};

pub use axis_maps::AxisMaps;

use crate::transforms::{ChainTransform, Transform};
use crate::visual::Bounds;

/// Names a view of a visual: the same visual seen in two view boxes has two of them, each with its own prepared data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct ViewId(pub u64);

/// Where and how large a visual is seen: the way from its own frame to the pixels of the target.
///
/// The frame buffer's frame is in physical pixels with the origin at the lower left corner of the target and y upwards;
/// pixel (0, 0) covers 0..1.
#[derive(Debug, Clone)]
pub struct View {
    /// Which view this is.
    pub id: ViewId,
    /// Maps the visual's own frame to the frame buffer.
    pub framebuffer_from_visual: ChainTransform,
    /// The only pixels that may be touched.
    pub clip: Rect,
    /// What is drawn into.
    pub target: RenderTarget,
    /// Physical pixels in a logical pixel.
    pub scale_factor: f64,
    /// Opacity of everything drawn, 0 to 1, multiplied into the visual's own.
    pub opacity: f32,
}

impl View {
    /// A view of a whole target whose visuals are in logical pixels, origin at the upper left corner and y downwards
    /// (VisPy's canvas frame).
    #[must_use]
    pub fn of_canvas(target: RenderTarget, scale_factor: f64) -> Self {
        let flip = crate::transforms::StTransform::new(
            DVec3::new(scale_factor, -scale_factor, 1.0),
            DVec3::new(0.0, f64::from(target.height), 0.0),
        );
        Self {
            id: ViewId::default(),
            framebuffer_from_visual: ChainTransform::new([std::sync::Arc::new(flip) as _]),
            clip: target.rect(),
            target,
            scale_factor,
            opacity: 1.0,
        }
    }

    /// The pixel position of a point of the visual's frame.
    #[must_use]
    pub fn map(&self, point: DVec2) -> DVec2 {
        self.framebuffer_from_visual.map(point.extend(0.0)).truncate()
    }

    /// The point of the visual's frame at a pixel position.
    #[must_use]
    pub fn imap(&self, pixel: DVec2) -> DVec2 {
        self.framebuffer_from_visual.imap(pixel.extend(0.0)).truncate()
    }

    /// The whole pixels, among those that may be touched, within `reach` pixels of an extent in pixels: what a
    /// [`Batch`](crate::batch::Batch) takes as its area.
    #[must_use]
    pub fn pixels_within(&self, extent: Option<Bounds>, reach: f64) -> Rect {
        let Some(Bounds { min, max }) = extent else { return Rect::default() };
        let corner = DVec2::new(f64::from(self.clip.x), f64::from(self.clip.y));
        let size = DVec2::new(f64::from(self.clip.width), f64::from(self.clip.height));
        let low = (min - reach).floor().max(corner);
        let high = (max + reach).ceil().min(corner + size);
        if low.cmpge(high).any() {
            return Rect::default();
        }
        let size = (high - low).as_uvec2();
        Rect::new(low.x as i32, low.y as i32, size.x, size.y)
    }

    /// The map in the plane, if it is affine.
    #[must_use]
    pub fn affine(&self) -> Option<DAffine2> {
        let matrix: DMat4 = self.framebuffer_from_visual.matrix()?;
        Some(DAffine2::from_cols(
            matrix.x_axis.truncate().truncate(),
            matrix.y_axis.truncate().truncate(),
            matrix.w_axis.truncate().truncate(),
        ))
    }

    /// The maps of x and of y, each by itself; `None` where the view turns or bends lines parallel to the axes.
    #[must_use]
    pub fn axis_maps(&self) -> Option<AxisMaps<'_>> {
        AxisMaps::of(&self.framebuffer_from_visual)
    }

    /// Whether lines parallel to the axes stay so.
    pub(crate) fn keeps_axes(&self) -> bool {
        self.framebuffer_from_visual.axis_signs().is_some()
    }

    /// Whether lines parallel to the axes stay so, and even spacing along them too.
    pub(crate) fn is_upright(&self) -> bool {
        self.keeps_axes() && self.affine().is_some()
    }

    /// Whether `other` shows the same picture of an unchanged visual.
    #[must_use]
    pub fn shows_the_same(&self, other: &Self) -> bool {
        let parts =
            |view: &Self| (view.clip, view.target, view.scale_factor.to_bits(), view.opacity.to_bits());
        parts(self) == parts(other) && self.framebuffer_from_visual.equals(&other.framebuffer_from_visual)
    }
}

/// The view and the revision of a visual that something was made for: it is made anew when either is another.
///
/// ```
/// use vispy_gloo::RenderTarget;
/// use vispy_visuals::{MadeFor, View};
///
/// let view = View::of_canvas(RenderTarget::canvas(100, 100), 1.0);
/// let mut made_for = MadeFor::default();
/// assert!(!made_for.is(&view, 1), "nothing was made yet");
/// made_for.set(&view, 1);
/// assert!(made_for.is(&view, 1) && !made_for.is(&view, 2));
/// ```
#[derive(Debug, Default)]
pub struct MadeFor(Option<(View, u64)>);

impl MadeFor {
    /// Whether it is what a view of a revision needs.
    #[must_use]
    pub fn is(&self, view: &View, revision: u64) -> bool {
        self.0.as_ref().is_some_and(|(known, of)| *of == revision && known.shows_the_same(view))
    }

    /// It has been made for these now.
    pub fn set(&mut self, view: &View, revision: u64) {
        self.0 = Some((view.clone(), revision));
    }
}
