//! A visual of the tests' own, with its own program: a rectangle of one colour in its own frame.

use vispy_gloo::{DrawCall, GlslType, Interface, Program, State, Topology, Variable, VertexBuffer};
use vispy_scene::glam::DVec2;
use vispy_visuals::color::Color;
use vispy_visuals::vector::{NotVector, PathStep, VectorSink, page_from_visual};
use vispy_visuals::{Bounds, DrawContext, Error, Progress, Result, View, Visual};

const VERTEX: &str = "#version 300 es
in vec2 a_corner;
uniform vec4 u_rect;
void main() { gl_Position = vec4(mix(u_rect.xy, u_rect.zw, a_corner), 0.0, 1.0); }
";

const FRAGMENT: &str = "#version 300 es
precision highp float;
uniform vec4 u_color;
out vec4 color;
void main() { color = u_color; }
";

/// A rectangle of one colour.
#[derive(Debug)]
pub(crate) struct Solid {
    pub(crate) bounds: Bounds,
    pub(crate) color: Color,
    /// Claims that it is still getting better.
    pub(crate) refining: Option<f32>,
    /// Fails to prepare.
    pub(crate) broken: bool,
    pub(crate) has_vector_form: bool,
    program: Option<Program>,
}

impl Solid {
    pub(crate) fn new(x: [f64; 2], y: [f64; 2], color: Color) -> Self {
        let bounds = Bounds { min: DVec2::new(x[0], y[0]), max: DVec2::new(x[1], y[1]) };
        Self { bounds, color, refining: None, broken: false, has_vector_form: true, program: None }
    }

    /// A square of 10 about the origin.
    pub(crate) fn square(color: Color) -> Self {
        Self::new([-5.0, 5.0], [-5.0, 5.0], color)
    }
}

impl Visual for Solid {
    fn bounds(&self) -> Option<Bounds> {
        Some(self.bounds)
    }

    fn prepare(&mut self, _cx: &mut DrawContext<'_>) -> Result<()> {
        if self.broken {
            let (what, reason) = ("a solid".to_owned(), "it is broken".to_owned());
            return Err(Error::Singular { what, reason });
        }
        if self.program.is_none() {
            let interface = Interface {
                attributes: vec![Variable::new("a_corner", GlslType::Vec2)],
                uniforms: vec![
                    Variable::new("u_rect", GlslType::Vec4),
                    Variable::new("u_color", GlslType::Vec4),
                ],
                ..Interface::default()
            };
            let mut program = Program::new(VERTEX, FRAGMENT).with_interface(interface).with_label("solid");
            let corners = VertexBuffer::new(&[[0.0_f32, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]);
            program.set_attribute("a_corner", &corners)?;
            self.program = Some(program);
        }
        Ok(())
    }

    fn draw(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let (view, Some(program)) = (cx.view, &mut self.program) else { return Ok(()) };
        let size = DVec2::new(f64::from(view.target.width), f64::from(view.target.height));
        let ndc = |point: DVec2| (view.map(point) / size * 2.0 - 1.0).as_vec2();
        let (lo, hi) = (ndc(self.bounds.min), ndc(self.bounds.max));
        program.set_uniform("u_rect", [lo.x, lo.y, hi.x, hi.y])?;
        let color = self.color.premultiplied().map(|channel| channel * view.opacity);
        program.set_uniform("u_color", color)?;
        let state = State { scissor: Some(view.clip), ..State::TRANSLUCENT };
        Ok(cx.context()?.draw(program, view.target, state, DrawCall::new(Topology::TriangleStrip, 0..4))?)
    }

    fn vector(&self, view: &View, sink: &mut dyn VectorSink) -> Result<(), NotVector> {
        if !self.has_vector_form {
            return Err(NotVector { visual: "solid", reason: "it was told to have none" });
        }
        let (lo, hi) = (page_from_visual(view, self.bounds.min), page_from_visual(view, self.bounds.max));
        let path = [
            PathStep::MoveTo(lo),
            PathStep::LineTo(DVec2::new(hi.x, lo.y)),
            PathStep::LineTo(hi),
            PathStep::LineTo(DVec2::new(lo.x, hi.y)),
            PathStep::Close,
        ];
        sink.fill(&path, self.color);
        Ok(())
    }

    fn progress(&self) -> Progress {
        self.refining
            .map_or(Progress::Settled, |fraction| Progress::Refining { what: "solidifying", fraction })
    }
}
