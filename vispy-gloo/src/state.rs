//! The fixed-function state that a draw carries.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A rectangle in physical pixels of a target, origin at its lower left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub x: i32,
    /// Lower edge.
    pub y: i32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl Rect {
    /// A rectangle from its lower left corner and its size.
    #[must_use]
    pub const fn new(x: i32, y: i32, width: u32, height: u32) -> Self {
        Self { x, y, width, height }
    }

    /// What two rectangles have in common; empty where they have nothing.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        let common = |a: (i32, u32), b: (i32, u32)| {
            let end = |(start, length): (i32, u32)| i64::from(start) + i64::from(length);
            let start = a.0.max(b.0);
            // Not longer than the shorter of the two, so that it fits.
            (start, (end(a).min(end(b)) - i64::from(start)).max(0) as u32)
        };
        let (x, width) = common((self.x, self.width), (other.x, other.width));
        let (y, height) = common((self.y, self.height), (other.y, other.height));
        Self { x, y, width, height }
    }

    /// Whether all of `inner` is inside; an empty rectangle is inside any.
    #[must_use]
    pub fn contains(self, inner: Self) -> bool {
        inner.is_empty() || self.intersection(inner) == inner
    }

    /// How many pixels it holds.
    #[must_use]
    pub const fn area(self) -> u64 {
        self.width as u64 * self.height as u64
    }

    /// Left, lower, right and upper edge; an edge beyond `i32` is taken to be at its end.
    pub(crate) const fn corners(self) -> [i32; 4] {
        [
            self.x,
            self.y,
            self.x.saturating_add_unsigned(self.width),
            self.y.saturating_add_unsigned(self.height),
        ]
    }

    /// Whether it holds no pixel.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }
}

impl fmt::Display for Rect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} x {} at ({}, {})", self.width, self.height, self.x, self.y)
    }
}

/// A comparison of depth values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it: they are OpenGL's")]
pub enum Compare {
    Never,
    Less,
    Equal,
    LessEqual,
    Greater,
    NotEqual,
    GreaterEqual,
    Always,
}

/// A factor of the blend equation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it: they are OpenGL's")]
pub enum BlendFactor {
    Zero,
    One,
    SrcColor,
    OneMinusSrcColor,
    DstColor,
    OneMinusDstColor,
    SrcAlpha,
    OneMinusSrcAlpha,
    DstAlpha,
    OneMinusDstAlpha,
    /// [`Blend::constant`].
    ConstantColor,
    OneMinusConstantColor,
    ConstantAlpha,
    OneMinusConstantAlpha,
    /// The smaller of source alpha and what is left of destination alpha; of alpha itself, one.
    SrcAlphaSaturate,
}

/// How source and destination are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlendEquation {
    /// source x factor + destination x factor.
    Add,
    /// source x factor - destination x factor.
    Subtract,
    /// destination x factor - source x factor.
    ReverseSubtract,
    /// The smaller of the two; factors are not used.
    Min,
    /// The larger of the two; factors are not used.
    Max,
}

/// Blending of colour and of alpha.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Blend {
    /// Equation of the colour channels.
    pub color_equation: BlendEquation,
    /// Equation of the alpha channel.
    pub alpha_equation: BlendEquation,
    /// Factor of the source colour.
    pub src_color: BlendFactor,
    /// Factor of the destination colour.
    pub dst_color: BlendFactor,
    /// Factor of the source alpha.
    pub src_alpha: BlendFactor,
    /// Factor of the destination alpha.
    pub dst_alpha: BlendFactor,
    /// The colour of the factors that are constant.
    pub constant: [f32; 4],
}

impl Blend {
    /// Source over destination, for premultiplied colours: what fragments here output.
    pub const PREMULTIPLIED: Self =
        Self::same(BlendEquation::Add, BlendFactor::One, BlendFactor::OneMinusSrcAlpha);
    /// The sum of source and destination, for premultiplied colours.
    pub const ADDITIVE: Self = Self::same(BlendEquation::Add, BlendFactor::One, BlendFactor::One);
    /// The larger of source and destination in each channel.
    pub const MAX: Self = Self::same(BlendEquation::Max, BlendFactor::One, BlendFactor::One);

    /// The same equation and factors for colour and alpha.
    #[must_use]
    pub const fn same(equation: BlendEquation, src: BlendFactor, dst: BlendFactor) -> Self {
        Self {
            color_equation: equation,
            alpha_equation: equation,
            src_color: src,
            dst_color: dst,
            src_alpha: src,
            dst_alpha: dst,
            constant: [0.0; 4],
        }
    }
}

/// The faces that are not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CullFace {
    /// Faces that show their front, whose corners run counter-clockwise.
    Front,
    /// Faces that show their back.
    Back,
}

/// Which way the corners of a face run that shows its front.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FrontFace {
    /// Against the clock, as in OpenGL.
    CounterClockwise,
    /// With the clock.
    Clockwise,
}

/// What becomes of a stencil value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum StencilOp {
    /// It stays.
    Keep,
    /// It becomes 0.
    Zero,
    /// It becomes the reference.
    Replace,
    /// It grows by one, up to 255.
    Increment,
    /// It grows by one; after 255 comes 0.
    IncrementWrap,
    /// It falls by one, down to 0.
    Decrement,
    /// It falls by one; after 0 comes 255.
    DecrementWrap,
    /// Its bits are turned round.
    Invert,
}

/// Stencil test of the faces of one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct StencilFace {
    /// How the reference is compared with what is stored, both under `read_mask`.
    pub compare: Compare,
    /// The reference.
    pub reference: u8,
    /// The bits that are compared.
    pub read_mask: u8,
    /// The bits that are written.
    pub write_mask: u8,
    /// What happens where the stencil test fails.
    pub fail: StencilOp,
    /// What happens where it passes and the depth test fails.
    pub depth_fail: StencilOp,
    /// What happens where both pass.
    pub pass: StencilOp,
}

impl StencilFace {
    /// Passes where the stored value compares so with `reference`, and changes nothing.
    #[must_use]
    pub const fn test(compare: Compare, reference: u8) -> Self {
        Self {
            compare,
            reference,
            read_mask: u8::MAX,
            write_mask: u8::MAX,
            fail: StencilOp::Keep,
            depth_fail: StencilOp::Keep,
            pass: StencilOp::Keep,
        }
    }

    /// Passes always, and writes `reference` where the depth test passes too.
    #[must_use]
    pub const fn write(reference: u8) -> Self {
        Self { pass: StencilOp::Replace, ..Self::test(Compare::Always, reference) }
    }
}

/// Stencil test of both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stencil {
    /// Faces that show their front; points and lines too.
    pub front: StencilFace,
    /// Faces that show their back.
    pub back: StencilFace,
}

impl Stencil {
    /// The same for both sides.
    #[must_use]
    pub const fn both(face: StencilFace) -> Self {
        Self { front: face, back: face }
    }
}

/// Moves the depth of triangles, so that what lies in the same plane does not fight with them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PolygonOffset {
    /// Times the steepest slope of depth.
    pub factor: f32,
    /// Times the smallest difference that depth can show.
    pub units: f32,
}

/// Everything beside program and data that decides how a draw ends up in its target.
///
/// A plain value: it is part of each draw, the interpreter sets only what differs from the draw before, and so
/// nothing leaks from one draw into the next.
///
/// ```
/// use vispy_gloo::{Rect, State};
///
/// let state = State { scissor: Some(Rect::new(10, 10, 50, 20)), ..State::TRANSLUCENT };
/// assert!(state.blend.is_some() && state.depth_test.is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// Blending; `None` overwrites.
    pub blend: Option<Blend>,
    /// Depth test; `None` passes always.
    pub depth_test: Option<Compare>,
    /// Whether passing fragments write their depth (only with a depth test, as in OpenGL).
    pub depth_write: bool,
    /// What depth the nearest and the farthest of normalised device coordinates become, 0 to 1 each.
    pub depth_range: [f32; 2],
    /// Stencil test; `None` passes always and writes nothing.
    pub stencil: Option<Stencil>,
    /// Which faces are dropped; `None` draws all.
    pub cull_face: Option<CullFace>,
    /// Which faces show their front.
    pub front_face: FrontFace,
    /// Moves the depth of triangles; `None` does not.
    pub polygon_offset: Option<PolygonOffset>,
    /// Width of lines in physical pixels, up to [`Caps::max_line_width`](crate::Caps::max_line_width), which is often 1.
    pub line_width: f32,
    /// Turns alpha into coverage of the samples of a multisampled target.
    pub alpha_to_coverage: bool,
    /// Only pixels inside are touched; `None` is the whole target.
    pub scissor: Option<Rect>,
    /// Where normalised device coordinates land; `None` is the whole target.
    pub viewport: Option<Rect>,
    /// Which of red, green, blue and alpha are written.
    pub color_mask: [bool; 4],
}

impl State {
    /// VisPy's `opaque`: no blending, nearer fragments win.
    pub const OPAQUE: Self = Self {
        blend: None,
        depth_test: Some(Compare::Less),
        depth_write: true,
        depth_range: [0.0, 1.0],
        stencil: None,
        cull_face: None,
        front_face: FrontFace::CounterClockwise,
        polygon_offset: None,
        line_width: 1.0,
        alpha_to_coverage: false,
        scissor: None,
        viewport: None,
        color_mask: [true; 4],
    };
    /// VisPy's `translucent` for premultiplied colours: source over destination, in drawing order.
    pub const TRANSLUCENT: Self =
        Self { blend: Some(Blend::PREMULTIPLIED), depth_test: None, depth_write: false, ..Self::OPAQUE };
    /// VisPy's `additive` for premultiplied colours: light adds up.
    pub const ADDITIVE: Self = Self { blend: Some(Blend::ADDITIVE), ..Self::TRANSLUCENT };
}

impl Default for State {
    /// [`State::TRANSLUCENT`].
    fn default() -> Self {
        Self::TRANSLUCENT
    }
}

#[cfg(test)]
mod tests {
    use super::Rect;

    #[test]
    fn rectangles_that_do_not_meet_have_nothing_in_common() {
        let a = Rect::new(0, 0, 10, 10);
        assert_eq!(a.intersection(Rect::new(5, 8, 10, 10)), Rect::new(5, 8, 5, 2));
        assert!(a.intersection(Rect::new(20, 0, 5, 5)).is_empty(), "side by side");
        assert!(a.intersection(Rect::new(i32::MIN, 0, 5, 5)).is_empty(), "at the edge of i32");
    }

    #[test]
    fn the_largest_rectangles_keep_their_size() {
        let all = Rect::new(i32::MIN, i32::MIN, u32::MAX, u32::MAX);
        assert_eq!(all.intersection(all), all);
        let corner = Rect::new(i32::MAX - 1, 0, 10, 1);
        assert_eq!(corner.intersection(corner), corner);
        assert_eq!(all.area(), u64::from(u32::MAX) * u64::from(u32::MAX));
        assert_eq!(corner.corners(), [i32::MAX - 1, 0, i32::MAX, 1]);
    }

    #[test]
    fn an_empty_rectangle_is_inside_any() {
        let a = Rect::new(0, 0, 2, 2);
        assert!(a.contains(Rect::new(5, 5, 0, 3)), "it holds no pixel that could be outside");
        assert!(a.contains(a) && !a.contains(Rect::new(1, 1, 2, 1)), "the second ends outside");
    }
}
