//! Triangles, points, scissor, viewport, depth, clears: pixels that can be told by hand.

use vispy_gloo::{
    Attachment, DrawCall, FrameBuffer, IndexBuffer, Rect, RenderBuffer, Result, State, Texture2D,
    TextureFormat, Topology, VertexBuffer,
};

use crate::support::{COVER, PLAIN, bytes, cover, gl, plain, program, target};

const RED: [u8; 4] = [255, 0, 0, 255];
const GREEN: [u8; 4] = [0, 255, 0, 255];
const CLEAR: [u8; 4] = [0, 0, 0, 0];
const POSITIONS: &str = "in vec3 a_position;
void main() { gl_Position = vec4(a_position, 1.0); }";

#[test]
fn a_triangle_covers_the_pixels_below_its_diagonal() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 8, 8)?;
    let corners = VertexBuffer::new(&[[-1.0_f32, -1.0], [1.0, -1.0], [-1.0, 1.0]]);
    let mut program = program(
        &ctx,
        "in vec2 a_position;\nvoid main() { gl_Position = vec4(a_position, 0.0, 1.0); }",
        PLAIN,
    );
    program.set_attribute("a_position", &corners)?;
    program.set_uniform("u_color", [1.0_f32, 0.0, 0.0, 1.0])?;
    ctx.clear(target, None, Some([0.0; 4]), None);
    cover(&mut ctx, &mut program, target)?;
    for (index, pixel) in bytes(&mut ctx, target)?.into_iter().enumerate() {
        let (x, y) = (index % 8, index / 8);
        // Centres exactly on the diagonal are the driver's choice.
        if x + y != 7 {
            assert_eq!(pixel, if x + y < 7 { RED } else { CLEAR }, "pixel ({x}, {y})");
        }
    }
    Ok(())
}

#[test]
fn scissor_and_viewport_bound_draws_and_clears() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 8, 4)?;
    let mut program = program(&ctx, COVER, PLAIN);
    program.set_uniform("u_color", [1.0_f32, 0.0, 0.0, 1.0])?;
    let call = DrawCall::new(Topology::Triangles, 0..3);
    let scissor = Rect::new(1, 1, 2, 2);
    let viewport = Rect::new(4, 0, 2, 4);
    let nothing = Rect::new(3, 3, 0, 0);
    ctx.clear(target, None, Some([0.0; 4]), None);
    ctx.draw(&mut program, target, State { scissor: Some(scissor), ..plain() }, call)?;
    ctx.draw(&mut program, target, State { viewport: Some(viewport), ..plain() }, call)?;
    ctx.draw(&mut program, target, State { scissor: Some(nothing), ..plain() }, call)?;
    ctx.clear(target, Some(Rect::new(7, 0, 10, 1)), Some([0.0, 1.0, 0.0, 1.0]), None);
    let inside = |rect: Rect, x: i32, y: i32| rect.contains(Rect::new(x, y, 1, 1));
    for (index, pixel) in bytes(&mut ctx, target)?.into_iter().enumerate() {
        let (x, y) = ((index % 8) as i32, (index / 8) as i32);
        let expected = match (x, y) {
            (7, 0) => GREEN,
            _ if inside(scissor, x, y) || inside(viewport, x, y) => RED,
            _ => CLEAR,
        };
        assert_eq!(pixel, expected, "pixel ({x}, {y})");
    }
    Ok(())
}

#[test]
fn nearer_fragments_win_where_the_state_says_so() -> Result<()> {
    let mut ctx = gl!();
    let color = Texture2D::empty(TextureFormat::Rgba8, 1, 1)?;
    let depth = RenderBuffer::new(TextureFormat::Depth24, 1, 1)?;
    let layer = FrameBuffer::with_attachments(vec![(&color).into()], Some(Attachment::from(&depth)))?;
    let target = ctx.use_framebuffer(&layer)?;
    let at = |z: f32| VertexBuffer::new(&[[-1.0, -1.0, z], [3.0, -1.0, z], [-1.0, 3.0, z]]);
    let mut near = program(&ctx, POSITIONS, PLAIN);
    near.set_attribute("a_position", &at(-0.5))?;
    near.set_uniform("u_color", [1.0_f32, 0.0, 0.0, 1.0])?;
    let mut far = near.instance();
    far.set_attribute("a_position", &at(0.5))?;
    far.set_uniform("u_color", [0.0_f32, 1.0, 0.0, 1.0])?;
    let call = DrawCall::new(Topology::Triangles, 0..3);
    let hidden = State { color_mask: [false; 4], ..State::OPAQUE };
    for (first, second, expected) in [
        (State::OPAQUE, State::OPAQUE, RED),
        (State::OPAQUE, plain(), GREEN),
        (State { depth_write: false, ..State::OPAQUE }, State::OPAQUE, GREEN),
        (hidden, State::OPAQUE, CLEAR),
    ] {
        // Also after draws whose masks forbid it.
        ctx.clear(target, None, Some([0.0; 4]), Some(1.0));
        ctx.draw(&mut near, target, first, call)?;
        ctx.draw(&mut far, target, second, call)?;
        assert_eq!(bytes(&mut ctx, target)?, [expected], "{first:?}, then {second:?}");
    }
    Ok(())
}

#[test]
fn faces_are_culled_by_the_order_of_their_corners() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let mut program = program(&ctx, COVER, PLAIN);
    program.set_uniform("u_color", [1.0_f32, 0.0, 0.0, 1.0])?;
    for (face, expected) in [(vispy_gloo::CullFace::Front, CLEAR), (vispy_gloo::CullFace::Back, RED)] {
        ctx.clear(target, None, Some([0.0; 4]), None);
        let state = State { cull_face: Some(face), ..plain() };
        ctx.draw(&mut program, target, state, DrawCall::new(Topology::Triangles, 0..3))?;
        assert_eq!(bytes(&mut ctx, target)?, [expected], "{face:?} faces are dropped");
    }
    Ok(())
}

#[test]
fn the_shader_says_how_large_points_are() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 5, 5)?;
    let mut program =
        program(&ctx, "void main() { gl_Position = vec4(0.0, 0.0, 0.0, 1.0); gl_PointSize = 3.0; }", PLAIN);
    program.set_uniform("u_color", [1.0_f32, 0.0, 0.0, 1.0])?;
    ctx.clear(target, None, Some([0.0; 4]), None);
    ctx.draw(&mut program, target, plain(), DrawCall::new(Topology::Points, 0..1))?;
    let lit = bytes(&mut ctx, target)?.into_iter().filter(|pixel| *pixel == RED).count();
    assert_eq!(lit, 9);
    Ok(())
}

/// Draws one pixel a vertex: vertex `i` lands on pixel `i` of a row of four.
const ROW: &str = "in float a_lit;
flat out vec4 v_color;
void main() {
    v_color = vec4(a_lit, 0.0, 0.0, 1.0);
    gl_Position = vec4((float(gl_VertexID) + 0.5) / 2.0 - 1.0, 0.0, 0.0, 1.0);
    gl_PointSize = 1.0;
}";
const FLAT: &str = "flat in vec4 v_color;\nout vec4 color;\nvoid main() { color = v_color; }";

#[test]
fn indices_of_each_type_choose_vertices() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 4, 1)?;
    let lit = VertexBuffer::new(&[1.0_f32; 4]);
    let mut program = program(&ctx, ROW, FLAT);
    program.set_attribute("a_lit", &lit)?;
    let types = [
        IndexBuffer::new(&[9_u8, 0, 3]),
        IndexBuffer::new(&[9_u16, 0, 3]),
        IndexBuffer::new(vec![9_u32, 0, 3]),
    ];
    for indices in &types {
        program.set_indices(Some(indices));
        ctx.clear(target, None, Some([0.0; 4]), None);
        ctx.draw(&mut program, target, plain(), DrawCall::new(Topology::Points, 1..3))?;
        assert_eq!(bytes(&mut ctx, target)?, [RED, CLEAR, CLEAR, RED], "{:?}", indices.index_type());
    }
    program.set_indices(None);
    ctx.clear(target, None, Some([0.0; 4]), None);
    ctx.draw(&mut program, target, plain(), DrawCall::new(Topology::Points, 1..3))?;
    assert_eq!(bytes(&mut ctx, target)?, [CLEAR, RED, RED, CLEAR]);
    Ok(())
}

#[test]
fn uploading_indices_leaves_those_of_other_programs_alone() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 4, 1)?;
    let lit = VertexBuffer::new(&[1.0_f32; 4]);
    let (mut left, mut right) = (IndexBuffer::new(&[0_u16, 1]), IndexBuffer::new(&[2_u16, 3]));
    let mut first = program(&ctx, ROW, FLAT);
    let mut second = first.instance();
    for (program, indices) in [(&mut first, &left), (&mut second, &right)] {
        program.set_attribute("a_lit", &lit)?;
        program.set_indices(Some(indices));
    }
    let call = DrawCall::new(Topology::Points, 0..1);
    for frame in 0..2_u16 {
        ctx.clear(target, None, Some([0.0; 4]), None);
        left.set_range(0, &[frame])?;
        ctx.draw(&mut first, target, plain(), call)?;
        // The vertex array of `first` is bound while this is uploaded.
        right.set(&[2 + frame])?;
        ctx.draw(&mut first, target, plain(), call)?;
        ctx.draw(&mut second, target, plain(), call)?;
        let mut expected = [CLEAR; 4];
        (expected[usize::from(frame)], expected[usize::from(frame) + 2]) = (RED, RED);
        assert_eq!(bytes(&mut ctx, target)?, expected, "frame {frame}");
    }
    Ok(())
}

#[test]
fn indices_can_be_replaced_while_they_are_in_use() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 4, 1)?;
    let lit = VertexBuffer::new(&[1.0_f32; 4]);
    let mut program = program(&ctx, ROW, FLAT);
    program.set_attribute("a_lit", &lit)?;
    program.set_indices(Some(&IndexBuffer::new(&[0_u16])));
    let call = DrawCall::new(Topology::Points, 0..1);
    ctx.clear(target, None, Some([0.0; 4]), None);
    ctx.draw(&mut program, target, plain(), call)?;
    program.set_indices(Some(&IndexBuffer::new(&[2_u8])));
    ctx.draw(&mut program, target, plain(), call)?;
    assert_eq!(bytes(&mut ctx, target)?, [RED, CLEAR, RED, CLEAR]);
    Ok(())
}
