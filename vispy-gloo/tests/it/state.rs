//! The fixed-function state: stencil, depth, offsets, masks, blending by channel.

use vispy_app::egl::HeadlessContext;
use vispy_gloo::{
    Blend, BlendEquation, BlendFactor, Compare, CullFace, DrawCall, FrameBuffer, FrontFace, PolygonOffset,
    Program, RenderBuffer, RenderTarget, Result, State, Stencil, StencilFace, StencilOp, Texture2D,
    TextureFormat, Topology,
};

use crate::support::{COVER, bytes, gl, plain, program};

/// A vertex stage that covers the target at `u_depth`, tilted by `u_slope`; against the clock.
const AT_DEPTH: &str = "uniform float u_depth;
uniform float u_slope;
void main() {
    vec2 corner = vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0);
    gl_Position = vec4(corner, u_depth + u_slope * corner.x, 1.0);
}";

struct Scene {
    ctx: HeadlessContext,
    program: Program,
    _layer: FrameBuffer,
    target: RenderTarget,
}

impl Scene {
    fn new(mut ctx: HeadlessContext, depth: TextureFormat) -> Result<Self> {
        let color = Texture2D::empty(TextureFormat::Rgba8, 2, 1)?;
        let depth = RenderBuffer::new(depth, 2, 1)?;
        let layer = FrameBuffer::with_attachments(vec![(&color).into()], Some((&depth).into()))?;
        let target = ctx.use_framebuffer(&layer)?;
        let program = program(&ctx, AT_DEPTH, crate::support::PLAIN);
        ctx.clear(target, None, Some([0.0; 4]), Some(1.0));
        ctx.clear_stencil(target, None, 0);
        Ok(Self { ctx, program, _layer: layer, target })
    }

    fn draw(&mut self, gray: u8, depth: f32, slope: f32, state: State) -> Result<()> {
        self.program.set_uniform("u_color", [f32::from(gray) / 255.0; 4])?;
        self.program.set_uniform("u_depth", depth)?;
        self.program.set_uniform("u_slope", slope)?;
        let call = DrawCall::new(Topology::Triangles, 0..3);
        self.ctx.draw(&mut self.program, self.target, state, call)
    }

    /// Red of both pixels.
    fn red(&mut self) -> Result<[u8; 2]> {
        let pixels = bytes(&mut self.ctx, self.target)?;
        Ok([pixels[0][0], pixels[1][0]])
    }
}

#[test]
fn a_stencil_keeps_draws_inside_of_what_was_marked() -> Result<()> {
    for format in [TextureFormat::Depth24Stencil8, TextureFormat::Depth32FStencil8] {
        let mut scene = Scene::new(gl!(), format)?;
        let mark = State {
            stencil: Some(Stencil::both(StencilFace::write(5))),
            color_mask: [false; 4],
            scissor: Some(vispy_gloo::Rect::new(1, 0, 1, 1)),
            ..plain()
        };
        scene.draw(99, 0.0, 0.0, mark)?;
        assert_eq!(scene.red()?, [0, 0], "only the stencil was written");
        let inside = Stencil::both(StencilFace::test(Compare::Equal, 5));
        scene.draw(200, 0.0, 0.0, State { stencil: Some(inside), ..plain() })?;
        assert_eq!(scene.red()?, [0, 200], "{format:?}");
        scene.draw(100, 0.0, 0.0, plain())?;
        assert_eq!(scene.red()?, [100, 100], "the next draw has no stencil test");
        scene.ctx.clear_stencil(scene.target, Some(vispy_gloo::Rect::new(0, 0, 1, 1)), 5);
        scene.draw(50, 0.0, 0.0, State { stencil: Some(inside), ..plain() })?;
        assert_eq!(scene.red()?, [50, 50], "cleared to 5");
    }
    Ok(())
}

#[test]
fn stencil_operations_and_masks_do_what_they_say() -> Result<()> {
    let mut scene = Scene::new(gl!(), TextureFormat::Depth24Stencil8)?;
    let cases = [
        (StencilOp::Keep, 200, 200),
        (StencilOp::Zero, 200, 0),
        (StencilOp::Replace, 200, 3),
        (StencilOp::Increment, 255, 255),
        (StencilOp::Increment, 7, 8),
        (StencilOp::IncrementWrap, 255, 0),
        (StencilOp::Decrement, 0, 0),
        (StencilOp::DecrementWrap, 0, 255),
        (StencilOp::Invert, 0b1010_0000, 0b0101_1111),
    ];
    for (pass, before, after) in cases {
        scene.ctx.clear(scene.target, None, Some([0.0; 4]), None);
        scene.ctx.clear_stencil(scene.target, None, before);
        let change = StencilFace { pass, ..StencilFace::test(Compare::Always, 3) };
        scene.draw(1, 0.0, 0.0, State { stencil: Some(Stencil::both(change)), ..plain() })?;
        let equal = Stencil::both(StencilFace::test(Compare::Equal, after));
        scene.draw(200, 0.0, 0.0, State { stencil: Some(equal), ..plain() })?;
        assert_eq!(scene.red()?, [200, 200], "{pass:?} of {before} should be {after}");
    }
    scene.ctx.clear_stencil(scene.target, None, 0b1111_0000);
    let masked = StencilFace { write_mask: 0b0011_1100, ..StencilFace::write(0b0000_1111) };
    scene.draw(1, 0.0, 0.0, State { stencil: Some(Stencil::both(masked)), ..plain() })?;
    let equal = StencilFace { read_mask: 0b1111_1110, ..StencilFace::test(Compare::Equal, 0b1100_1101) };
    scene.draw(77, 0.0, 0.0, State { stencil: Some(Stencil::both(equal)), ..plain() })?;
    assert_eq!(scene.red()?, [77, 77], "only the masked bits were written and compared");
    Ok(())
}

#[test]
fn each_side_has_its_stencil_and_its_culling() -> Result<()> {
    let mut scene = Scene::new(gl!(), TextureFormat::Depth24Stencil8)?;
    let sides = Stencil { front: StencilFace::write(1), back: StencilFace::write(2) };
    let clockwise = FrontFace::Clockwise;
    scene.draw(1, 0.0, 0.0, State { stencil: Some(sides), front_face: clockwise, ..plain() })?;
    let back = Stencil::both(StencilFace::test(Compare::Equal, 2));
    scene.draw(90, 0.0, 0.0, State { stencil: Some(back), ..plain() })?;
    assert_eq!(scene.red()?, [90, 90], "against the clock is the back now");
    let cull = |cull_face, front_face| State { cull_face: Some(cull_face), front_face, ..plain() };
    scene.draw(10, 0.0, 0.0, cull(CullFace::Back, clockwise))?;
    assert_eq!(scene.red()?, [90, 90], "the back is culled");
    scene.draw(20, 0.0, 0.0, cull(CullFace::Front, clockwise))?;
    assert_eq!(scene.red()?, [20, 20]);
    scene.draw(30, 0.0, 0.0, cull(CullFace::Back, FrontFace::CounterClockwise))?;
    assert_eq!(scene.red()?, [30, 30]);
    Ok(())
}

#[test]
fn a_failed_depth_test_counts_in_the_stencil() -> Result<()> {
    let mut scene = Scene::new(gl!(), TextureFormat::Depth24Stencil8)?;
    scene.draw(10, -0.5, 0.0, State::OPAQUE)?;
    let count = StencilFace { depth_fail: StencilOp::Increment, ..StencilFace::test(Compare::Always, 0) };
    scene.draw(20, 0.5, 0.0, State { stencil: Some(Stencil::both(count)), ..State::OPAQUE })?;
    let one = Stencil::both(StencilFace::test(Compare::Equal, 1));
    scene.draw(30, 0.0, 0.0, State { stencil: Some(one), ..plain() })?;
    assert_eq!(scene.red()?, [30, 30]);
    Ok(())
}

#[test]
fn every_comparison_of_depth_compares() -> Result<()> {
    let mut scene = Scene::new(gl!(), TextureFormat::Depth24)?;
    use Compare::{Always, Equal, Greater, GreaterEqual, Less, LessEqual, Never, NotEqual};
    for (test, nearer, same, farther) in [
        (Never, false, false, false),
        (Less, true, false, false),
        (Equal, false, true, false),
        (LessEqual, true, true, false),
        (Greater, false, false, true),
        (NotEqual, true, false, true),
        (GreaterEqual, false, true, true),
        (Always, true, true, true),
    ] {
        for (depth, passes) in [(-0.5, nearer), (0.0, same), (0.5, farther)] {
            scene.ctx.clear(scene.target, None, Some([0.0; 4]), Some(0.5));
            let state = State { depth_test: Some(test), ..State::OPAQUE };
            scene.draw(255, depth, 0.0, state)?;
            assert_eq!(scene.red()?[0] == 255, passes, "{test:?} at {depth}");
        }
    }
    Ok(())
}

#[test]
fn a_range_of_depth_and_an_offset_move_depth() -> Result<()> {
    let mut scene = Scene::new(gl!(), TextureFormat::Depth24)?;
    scene.draw(10, 0.0, 0.0, State::OPAQUE)?;
    scene.draw(20, 0.0, 0.0, State::OPAQUE)?;
    assert_eq!(scene.red()?, [10, 10], "the same depth is not less");
    let nearer = PolygonOffset { factor: 0.0, units: -4.0 };
    scene.draw(30, 0.0, 0.0, State { polygon_offset: Some(nearer), ..State::OPAQUE })?;
    assert_eq!(scene.red()?, [30, 30], "a bit nearer is");
    // Its far end is at 0.25 of the depth that there is.
    scene.draw(40, 1.0, 0.0, State { depth_range: [0.0, 0.25], ..State::OPAQUE })?;
    assert_eq!(scene.red()?, [40, 40]);
    scene.draw(50, 0.0, 0.0, State::OPAQUE)?;
    assert_eq!(scene.red()?, [40, 40], "0.5 is farther than 0.25");
    scene.ctx.clear(scene.target, None, None, Some(0.5));
    // Depth is 0.35 and 0.45, with a slope of 0.1 a pixel: twice that moves both behind 0.5.
    let farther = PolygonOffset { factor: 2.0, units: 0.0 };
    scene.draw(60, -0.2, 0.2, State { polygon_offset: Some(farther), ..State::OPAQUE })?;
    assert_eq!(scene.red()?, [40, 40]);
    scene.draw(60, -0.2, 0.2, State::OPAQUE)?;
    assert_eq!(scene.red()?, [60, 60], "without an offset it is in front");
    Ok(())
}

#[test]
fn colour_and_alpha_blend_each_in_its_own_way() -> Result<()> {
    let mut scene = Scene::new(gl!(), TextureFormat::Depth24)?;
    let blend = Blend {
        color_equation: BlendEquation::ReverseSubtract,
        alpha_equation: BlendEquation::Max,
        ..Blend::ADDITIVE
    };
    scene.ctx.clear(scene.target, None, Some([1.0, 0.6, 0.4, 0.2]), None);
    scene.draw(102, 0.0, 0.0, State { blend: Some(blend), ..plain() })?;
    assert_eq!(bytes(&mut scene.ctx, scene.target)?[0], [153, 51, 0, 102]);
    let constant = Blend {
        constant: [1.0, 0.5, 0.0, 0.25],
        ..Blend::same(BlendEquation::Add, BlendFactor::ConstantColor, BlendFactor::Zero)
    };
    scene.draw(204, 0.0, 0.0, State { blend: Some(constant), ..plain() })?;
    assert_eq!(bytes(&mut scene.ctx, scene.target)?[0], [204, 102, 0, 51]);
    scene.draw(255, 0.0, 0.0, State { color_mask: [false, true, false, false], ..plain() })?;
    assert_eq!(bytes(&mut scene.ctx, scene.target)?[0], [204, 255, 0, 51]);
    Ok(())
}

#[test]
fn alpha_becomes_coverage_of_samples() -> Result<()> {
    let mut ctx = gl!();
    let smooth = RenderBuffer::multisampled(TextureFormat::Rgba8, 2, 1, 4)?;
    let layer = FrameBuffer::new(&smooth)?;
    let from = ctx.use_framebuffer(&layer)?;
    let resolved = FrameBuffer::new(&Texture2D::empty(TextureFormat::Rgba8, 2, 1)?)?;
    let to = ctx.use_framebuffer(&resolved)?;
    let mut program = program(&ctx, COVER, crate::support::PLAIN);
    program.set_uniform("u_color", [1.0_f32, 0.0, 0.0, 0.5])?;
    for (alpha_to_coverage, expected) in [(true, 100..156), (false, 255..256)] {
        ctx.clear(from, None, Some([0.0; 4]), None);
        let state = State { alpha_to_coverage, ..plain() };
        ctx.draw(&mut program, from, state, DrawCall::new(Topology::Triangles, 0..3))?;
        ctx.blit((from, from.rect()), (to, to.rect()), false);
        let red = u32::from(bytes(&mut ctx, to)?[0][0]);
        assert!(expected.contains(&red), "{red} should be in {expected:?}");
    }
    Ok(())
}

#[test]
fn wide_lines_are_as_wide_as_the_device_can() -> Result<()> {
    let mut ctx = gl!();
    let layer = FrameBuffer::new(&Texture2D::empty(TextureFormat::Rgba8, 9, 9)?)?;
    let target = ctx.use_framebuffer(&layer)?;
    let vertex = "void main() { gl_Position = vec4(gl_VertexID == 0 ? -1.0 : 1.0, 0.0, 0.0, 1.0); }";
    let mut program = program(&ctx, vertex, crate::support::PLAIN);
    program.set_uniform("u_color", [1.0_f32; 4])?;
    for width in [1.0_f32, 3.0, 1000.0] {
        ctx.clear(target, None, Some([0.0; 4]), None);
        let state = State { line_width: width, ..plain() };
        ctx.draw(&mut program, target, state, DrawCall::new(Topology::Lines, 0..2))?;
        let lit = bytes(&mut ctx, target)?.iter().skip(4).step_by(9).filter(|pixel| pixel[0] == 255).count();
        assert_eq!(lit, width.min(ctx.caps().max_line_width).min(9.0) as usize, "{width}");
    }
    Ok(())
}
