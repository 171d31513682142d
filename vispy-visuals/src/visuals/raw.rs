//! What is drawn with the context itself.

use std::fmt;
use std::sync::Arc;

use glam::{DMat3, DVec2, Mat3};
use vispy_gloo::{Context, RenderTarget, State};

use crate::error::Result;
use crate::vector::{NotVector, VectorSink};
use crate::view::View;
use crate::visual::{Bounds, DrawContext, Visual};

/// Draws once, with objects of a context.
type Draw = Box<dyn FnMut(&mut RawDraw<'_>) -> Result<()> + Send>;

/// Makes what draws in a context.
type Make = dyn Fn(&Context) -> Result<Draw> + Send + Sync;

/// What a function is given that draws with the context itself.
#[derive(Debug)]
pub struct RawDraw<'a> {
    /// The context. What was drawn before is queued before.
    pub ctx: &'a mut Context,
    /// How the visual is seen: the way from its own frame to pixels, and the only pixels that may be touched.
    pub view: &'a View,
}

impl RawDraw<'_> {
    /// What is drawn into.
    #[must_use]
    pub fn target(&self) -> RenderTarget {
        self.view.target
    }

    /// The state to draw with: translucent, and no pixel outside of the view's clip rectangle is touched.
    #[must_use]
    pub fn state(&self) -> State {
        State { scissor: Some(self.view.clip), ..State::TRANSLUCENT }
    }

    /// The map from offsets from a point of the visual's frame to `gl_Position.xy`, to be applied to `vec3(offset, 1.0)`.
    ///
    /// It is composed in double precision; what is left to single precision are the offsets. They are good to a tenth of a
    /// pixel as long as they are less than a million times what a pixel is wide; farther away, take an origin nearer by.
    /// `None` where the view bends lines, such as on a logarithmic axis: there, [`View::map`] gives the pixels of points.
    #[must_use]
    pub fn render_from_offset(&self, origin: DVec2) -> Option<Mat3> {
        let affine = self.view.affine()?;
        let size = DVec2::new(f64::from(self.view.target.width), f64::from(self.view.target.height));
        let at = affine.transform_point2(origin) * 2.0 / size - 1.0;
        let [x, y] = [affine.matrix2.x_axis, affine.matrix2.y_axis].map(|axis| axis * 2.0 / size);
        Some(DMat3::from_cols(x.extend(0.0), y.extend(0.0), at.extend(1.0)).as_mat3())
    }
}

/// A visual that a function draws with the context itself: OpenGL as objects, in the frame of a visual.
///
/// The function that is given to [`new`](Self::new) makes what the drawing needs (programs, buffers) when the visual is
/// drawn for the first time, for the context that it is given, and returns the function that draws. Clones make their own, so that each may be drawn in another
/// context.
///
/// It has no vector form. Filters do not get into its programs: with filters it is not drawn, and the error says so.
///
/// ```
/// use vispy_gloo::{DrawCall, Program, Topology};
/// use vispy_visuals::glam::DVec2;
/// use vispy_visuals::visuals::Raw;
///
/// let raw = Raw::new(None, |_| {
///     let vertex = "#version 300 es
///         uniform mat3 u_map;
///         void main() {
///             vec2 corner = vec2(gl_VertexID % 2, gl_VertexID / 2);
///             gl_Position = vec4((u_map * vec3(corner, 1.0)).xy, 0.0, 1.0);
///         }";
///     let fragment = "#version 300 es
///         out highp vec4 color;
///         void main() { color = vec4(0.5, 0.0, 0.0, 0.5); }";
///     let mut program = Program::new(vertex, fragment);
///     Ok(move |raw: &mut vispy_visuals::visuals::RawDraw<'_>| {
///         let Some(map) = raw.render_from_offset(DVec2::ZERO) else { return Ok(()) };
///         program.set_uniform("u_map", map)?;
///         let (target, state) = (raw.target(), raw.state());
///         Ok(raw.ctx.draw(&mut program, target, state, DrawCall::new(Topology::TriangleStrip, 0..4))?)
///     })
/// });
/// ```
pub struct Raw {
    bounds: Option<Bounds>,
    make: Arc<Make>,
    draw: Option<Draw>,
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Raw").field("bounds", &self.bounds).finish_non_exhaustive()
    }
}

impl Clone for Raw {
    fn clone(&self) -> Self {
        Self { bounds: self.bounds, make: Arc::clone(&self.make), draw: None }
    }
}

impl Raw {
    /// A visual with these bounds, drawn by the function that `make` returns.
    pub fn new<D>(
        bounds: impl Into<Option<Bounds>>,
        make: impl Fn(&Context) -> Result<D> + Send + Sync + 'static,
    ) -> Self
    where
        D: FnMut(&mut RawDraw<'_>) -> Result<()> + Send + 'static,
    {
        let make = move |ctx: &Context| make(ctx).map(|draw| Box::new(draw) as Draw);
        Self { bounds: bounds.into(), make: Arc::new(make), draw: None }
    }
}

impl Visual for Raw {
    fn bounds(&self) -> Option<Bounds> {
        self.bounds
    }

    fn prepare(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        if self.draw.is_none() {
            self.draw = Some((self.make)(cx.ctx)?);
        }
        Ok(())
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let Some(draw) = &mut self.draw else { return Ok(()) };
        let view = cx.view;
        draw(&mut RawDraw { ctx: cx.context()?, view })
    }

    fn vector(&self, _: &View, _: &mut dyn VectorSink) -> Result<(), NotVector> {
        Err(NotVector { visual: "Raw", reason: "it draws with the context itself" })
    }
}
