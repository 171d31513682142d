//! What objects and draws turn into, as text.

use vispy_gloo::{
    Attachment, Blend, Caps, Context, DrawCall, FrameBuffer, GlslType, IndexBuffer, Interface, Program, Rect,
    RenderBuffer, RenderTarget, Result, Sampling, State, Texture2D, TextureFormat, Topology, Variable,
    VertexBuffer,
};

use crate::support::known_program;

const CANVAS: RenderTarget = RenderTarget::canvas(320, 240);

fn interface() -> Interface {
    Interface {
        uniforms: vec![
            Variable::new("u_color", GlslType::Vec4),
            Variable { name: "u_weights".into(), ty: GlslType::Float, array_len: 3 },
        ],
        attributes: vec![Variable::new("a_position", GlslType::Vec2)],
        ..Interface::default()
    }
}

fn corners() -> VertexBuffer {
    VertexBuffer::new(&[[-1.0_f32, -1.0], [1.0, -1.0], [0.0, 1.0]]).with_label("corners")
}

fn triangle(corners: &VertexBuffer) -> Result<Program> {
    let mut program = known_program(interface());
    program.set_attribute("a_position", corners)?;
    program.set_uniform("u_color", [1.0_f32, 0.5, 0.0, 1.0])?;
    Ok(program)
}

fn draw(ctx: &mut Context, program: &mut Program) -> Result<()> {
    ctx.draw(program, CANVAS, State::OPAQUE, DrawCall::new(Topology::Triangles, 0..3))
}

/// The text of what is queued in `work`, apart from what came before.
fn text_of(work: impl FnOnce(&mut Context) -> Result<()>) -> Result<String> {
    let (mut ctx, recording) = Context::recorder();
    work(&mut ctx)?;
    ctx.flush()?;
    Ok(recording.text())
}

#[test]
fn clear_and_triangle() -> Result<()> {
    let text = text_of(|ctx| {
        ctx.clear(CANVAS, None, Some([1.0; 4]), Some(1.0));
        draw(ctx, &mut triangle(&corners())?)
    })?;
    insta::assert_snapshot!(text);
    Ok(())
}

#[test]
fn a_partial_update_uploads_its_range_only() -> Result<()> {
    let (mut ctx, recording) = Context::recorder();
    let mut corners = corners();
    let mut program = triangle(&corners)?;
    draw(&mut ctx, &mut program)?;
    ctx.flush()?;
    let _first_frame = recording.take();
    corners.set_range(1, &[[0.5_f32, -0.5]])?;
    draw(&mut ctx, &mut program)?;
    ctx.flush()?;
    insta::assert_snapshot!(recording.text(), @r"
    BUFFER_DATA #1 offset=8 8B~522c5815
    DRAW #2 Triangles 0+3 from=#3 to=canvas(320x240) blend=off depth=Less
    ");
    Ok(())
}

#[test]
fn what_is_overwritten_before_its_use_is_not_uploaded() -> Result<()> {
    let text = text_of(|ctx| {
        let mut corners = corners();
        corners.set_range(0, &[[0.0_f32, 0.0]])?;
        corners.set(&[[0.0_f32, 0.0]; 6])?;
        corners.set(&[[0.5_f32, 0.0]; 6])?;
        let texture = Texture2D::new(TextureFormat::R8, 2, 1, &[0_u8, 1])?;
        texture.set_rect(Rect::new(1, 0, 1, 1), &[5_u8])?;
        texture.set_rect(Rect::new(0, 0, 2, 1), &[2_u8, 3])?;
        texture.set_rect(Rect::new(1, 0, 0, 0), &[0_u8; 0])?;
        let mut program = Program::new("vertex", "fragment");
        program.set_attribute("a_position", &corners)?;
        program.set_texture("u_picture", &texture)?;
        draw(ctx, &mut program)
    })?;
    let uploads: Vec<&str> = text.lines().filter(|line| line.contains("_DATA")).collect();
    assert_eq!(uploads, ["BUFFER_DATA #2 offset=0 48B~eff219a5", "TEXTURE_DATA #3 0,0+2x1 2B~5e7b8e32"]);
    assert_eq!(text.matches("BUFFER_SIZE").count(), 1, "{text}");
    Ok(())
}

#[test]
fn a_second_frame_is_draws_alone() -> Result<()> {
    let (mut ctx, recording) = Context::recorder();
    let texture = Texture2D::new(TextureFormat::R8, 1, 1, &[7_u8])?.with_sampling(Sampling::LINEAR);
    let indices = IndexBuffer::new(&[0_u16, 1, 2]);
    let corners = corners();
    let mut program = Program::new("vertex", "fragment");
    program.set_attribute("a_position", &corners)?;
    program.set_indices(Some(&indices));
    let mut frame = |recording: &vispy_gloo::Recording| -> Result<String> {
        ctx.clear(CANVAS, None, Some([0.0; 4]), None);
        program.set_uniform("u_color", [1.0_f32; 4])?;
        program.set_uniform("u_weights", &[1.0_f32, 2.0, 3.0][..])?;
        program.set_texture("u_picture", &texture)?;
        program.set_attribute("a_position", &corners)?;
        program.set_indices(Some(&indices));
        draw(&mut ctx, &mut program)?;
        draw(&mut ctx, &mut program)?;
        ctx.flush()?;
        let names: Vec<&str> = recording.take().iter().map(vispy_gloo::Command::name).collect();
        Ok(names.join(" "))
    };
    insta::assert_snapshot!(frame(&recording)?);
    assert_eq!(frame(&recording)?, "CLEAR DRAW DRAW");
    assert_eq!(frame(&recording)?, "CLEAR DRAW DRAW");
    Ok(())
}

#[test]
fn a_uniform_is_sent_when_its_value_changes() -> Result<()> {
    let text = text_of(|ctx| {
        let mut program = triangle(&corners())?;
        for red in [0.25_f32, 0.25, 0.5] {
            program.set_uniform("u_color", [red, 0.0, 0.0, 1.0])?;
            draw(ctx, &mut program)?;
        }
        Ok(())
    })?;
    let uniforms: Vec<&str> = text.lines().filter(|line| line.starts_with("UNIFORM")).collect();
    insta::assert_snapshot!(uniforms.join("\n"), @r"
    UNIFORM #1 u_color=Vec4([0.25, 0.0, 0.0, 1.0])
    UNIFORM #1 u_color=Vec4([0.5, 0.0, 0.0, 1.0])
    ");
    Ok(())
}

#[test]
fn values_do_not_leak_between_instances_of_a_program() -> Result<()> {
    let text = text_of(|ctx| {
        let corners = corners();
        let mut first = triangle(&corners)?;
        first.set_uniform("u_weights", &[1.0_f32, 2.0, 3.0][..])?;
        let mut second = first.instance();
        second.set_attribute("a_position", &corners)?;
        second.set_uniform("u_weights", &[4.0_f32][..])?;
        draw(ctx, &mut first)?;
        draw(ctx, &mut second)?;
        draw(ctx, &mut second)
    })?;
    let from_first_draw = text.lines().skip_while(|line| !line.starts_with("DRAW"));
    insta::assert_snapshot!(from_first_draw.collect::<Vec<_>>().join("\n"));
    Ok(())
}

#[test]
fn a_dropped_object_is_deleted_after_what_used_it() -> Result<()> {
    let (mut ctx, recording) = Context::recorder();
    let corners = corners();
    let mut program = triangle(&corners)?;
    drop(corners);
    draw(&mut ctx, &mut program)?;
    drop(program);
    ctx.flush()?;
    let text = recording.text();
    let names: Vec<&str> = text.lines().skip_while(|line| !line.starts_with("DRAW")).collect();
    insta::assert_snapshot!(names.join("\n"));
    Ok(())
}

#[test]
fn a_frame_buffer_and_everything_a_draw_can_carry() -> Result<()> {
    let mut caps = Caps::minimal();
    caps.float_targets = true;
    let (mut ctx, recording) = Context::recorder_with(caps);
    let picture = Texture2D::empty(TextureFormat::Rgba16F, 64, 32)?.with_label("picture");
    let depth = RenderBuffer::new(TextureFormat::Depth24, 64, 32)?.with_label("depth");
    let framebuffer = FrameBuffer::with_attachments(vec![(&picture).into()], Some(Attachment::from(&depth)))?
        .with_label("layer");
    let target = ctx.use_framebuffer(&framebuffer)?;
    let state = State {
        blend: Some(Blend::MAX),
        scissor: Some(Rect::new(1, 2, 3, 4)),
        viewport: Some(Rect::new(-5, 0, 70, 32)),
        color_mask: [true, false, false, true],
        cull_face: Some(vispy_gloo::CullFace::Back),
        ..State::OPAQUE
    };
    ctx.clear(target, Some(Rect::new(0, 0, 8, 8)), None, Some(1.0));
    let mut program = Program::new("vertex", "fragment").with_label("set #A");
    let call = DrawCall::new(Topology::TriangleStrip, 2..6).with_instances(9);
    ctx.draw(&mut program, target, state, call)?;
    ctx.blit((target, target.rect()), (CANVAS, CANVAS.rect()), true);
    let _pending = ctx.read_pixels(CANVAS, Rect::new(0, 0, 1, 1), vispy_gloo::ReadFormat::Rgba8);
    framebuffer.resize(80, 40)?;
    let target = ctx.use_framebuffer(&framebuffer)?;
    assert_eq!(target.rect(), Rect::new(0, 0, 80, 40));
    ctx.flush()?;
    insta::assert_snapshot!(recording.text());
    Ok(())
}

#[test]
fn nothing_is_drawn_by_an_empty_call() -> Result<()> {
    let text = text_of(|ctx| {
        let mut program = triangle(&corners())?;
        #[expect(clippy::reversed_empty_ranges, reason = "what an unlucky subtraction gives")]
        let backwards = DrawCall::new(Topology::Points, 5..2);
        ctx.draw(&mut program, CANVAS, State::OPAQUE, backwards)?;
        let none = DrawCall::new(Topology::Points, 0..3).with_instances(0);
        ctx.draw(&mut program, CANVAS, State::OPAQUE, none)
    })?;
    assert_eq!(text, "");
    Ok(())
}

#[test]
fn a_write_at_once_comes_after_the_draws_that_wait() -> Result<()> {
    let (mut ctx, recording) = Context::recorder();
    let mut corners = corners();
    let mut program = triangle(&corners)?;
    draw(&mut ctx, &mut program)?;
    corners.write_now(&mut ctx, 2, &[[0.0_f32, 0.5]])?;
    draw(&mut ctx, &mut program)?;
    ctx.flush()?;
    let text = recording.text();
    let lines: Vec<&str> = text.lines().skip_while(|line| !line.starts_with("DRAW")).collect();
    assert!(
        matches!(lines[..], [first, write, second] if first == second && write.starts_with("BUFFER_DATA #2 offset=16")),
        "{text}"
    );
    Ok(())
}

#[test]
fn handles_go_to_any_thread() {
    fn sendable<T: Send + Sync>() {}
    sendable::<Program>();
    sendable::<VertexBuffer>();
    sendable::<IndexBuffer>();
    sendable::<Texture2D>();
    sendable::<FrameBuffer>();
    sendable::<vispy_gloo::Pending<vispy_gloo::Pixels>>();
}

#[test]
fn a_frame_counts_what_it_does() -> Result<()> {
    let (mut ctx, _recording) = Context::recorder();
    let mut corners = corners();
    let (mut first, mut second) = (triangle(&corners)?, triangle(&corners)?);
    let mut frame = |ctx: &mut Context, corners: &mut VertexBuffer| -> Result<vispy_gloo::Stats> {
        corners.set_range(0, &[[0.0_f32, 0.0]; 3])?;
        corners.set_range(0, &[[0.5_f32, 0.0]; 3])?;
        draw(ctx, &mut first)?;
        draw(ctx, &mut second)?;
        ctx.draw(&mut second, CANVAS, State::ADDITIVE, DrawCall::new(Topology::Triangles, 0..3))?;
        ctx.end_frame(CANVAS)?;
        Ok(ctx.frame_stats())
    };
    let stats = frame(&mut ctx, &mut corners)?;
    assert_eq!((stats.draws, stats.programs, stats.state_changes), (3, 2, 2), "{stats:?}");
    assert_eq!((stats.uploads, stats.upload_bytes), (1, 24), "only what is seen is uploaded: {stats:?}");
    assert_eq!(
        (stats.redundant_uploads, stats.uniforms),
        (2, 2),
        "the first contents and one update: {stats:?}"
    );
    let stats = frame(&mut ctx, &mut corners)?;
    assert_eq!((stats.commands, stats.redundant_uploads, stats.uniforms), (4, 1, 0), "{stats:?}");
    assert_eq!(ctx.take_stats().draws, 6, "since the beginning");
    Ok(())
}
