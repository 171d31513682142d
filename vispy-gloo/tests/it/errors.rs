//! What a person reads when something is wrong.

use vispy_gloo::{
    Api, Caps, Context, DrawCall, Error, FrameBuffer, GlslType, IndexBuffer, Interface, LineOrigin,
    LinkFailure, Program, Rect, RenderBuffer, RenderTarget, Reply, Result, Sampling, ShaderSource,
    ShaderStage, State, Texture2D, TextureFormat, Topology, Variable, VertexBuffer, command,
};

use crate::support::{known_program, plain};

const CANVAS: RenderTarget = RenderTarget::canvas(8, 8);

fn message<T>(result: Result<T>) -> String {
    result.err().map_or_else(|| "no error".to_owned(), |error| error.to_string())
}

fn interface() -> Interface {
    Interface {
        uniforms: vec![
            Variable::new("u_color", GlslType::Vec4),
            Variable { name: "u_weights".into(), ty: GlslType::Float, array_len: 3 },
            Variable::new("u_picture", GlslType::Sampler2D),
        ],
        attributes: vec![Variable::new("a_position", GlslType::Vec2), Variable::new("a_id", GlslType::UInt)],
        ..Interface::default()
    }
}

fn draw(ctx: &mut Context, program: &mut Program, count: u32) -> Result<()> {
    ctx.draw(program, CANVAS, plain(), DrawCall::new(Topology::Points, 0..count))
}

#[test]
fn unknown_names_come_with_the_known_ones() -> Result<()> {
    let mut program = known_program(interface());
    let texture = Texture2D::empty(TextureFormat::R8, 1, 1)?;
    let values = VertexBuffer::new(&[0.0_f32]);
    let messages = [
        message(program.set_uniform("u_colour", 1.0_f32)),
        message(program.set_texture("u_color", &texture)),
        message(program.set_attribute("a_pos", &values)),
    ];
    insta::assert_snapshot!(messages.join("\n"));
    Ok(())
}

#[test]
fn wrong_types_say_what_is_wanted_and_what_came() -> Result<()> {
    let mut program = known_program(interface());
    let integers = Texture2D::empty(TextureFormat::R32Ui, 1, 1)?;
    let values = VertexBuffer::new(&[[0.0_f32; 3]]);
    let messages = [
        message(program.set_uniform("u_color", [1.0_f32; 3])),
        message(program.set_uniform("u_color", [1_i32; 4])),
        message(program.set_uniform("u_weights", &[0.0_f32; 4][..])),
        message(program.set_uniform("u_weights", &[0.0_f32; 0][..])),
        message(program.set_texture("u_picture", &integers)),
        message(program.set_attribute("a_position", &values)),
        message(program.set_attribute("a_id", &values)),
    ];
    insta::assert_snapshot!(messages.join("\n"));
    Ok(())
}

#[test]
fn what_was_never_set_is_named_before_drawing() -> Result<()> {
    let (mut ctx, _recording) = Context::recorder();
    let mut program = known_program(interface());
    let mut messages = vec![message(draw(&mut ctx, &mut program, 1))];
    program.set_attribute("a_position", &VertexBuffer::new(&[[0.0_f32; 2]]))?;
    program.set_attribute("a_id", &VertexBuffer::new(&[0_u32]))?;
    messages.push(message(draw(&mut ctx, &mut program, 1)));
    program.set_texture("u_picture", &Texture2D::empty(TextureFormat::R8, 1, 1)?)?;
    messages.push(message(draw(&mut ctx, &mut program, 1)));
    insta::assert_snapshot!(messages.join("\n"), @r"
    attribute 'a_position' of program disc was never set; set it before drawing
    sampler 'u_picture' of program disc was never set; set it before drawing
    no error
    ");
    Ok(())
}

#[test]
fn values_set_before_the_variables_are_known_are_checked_once_they_are() -> Result<()> {
    let (mut ctx, recording) = Context::recorder();
    let mut program = Program::new("vertex", "fragment").with_label("late");
    program.set_uniform("u_colour", [1.0_f32; 4])?;
    draw(&mut ctx, &mut program, 1)?;
    ctx.flush()?;
    let linked = recording.commands().into_iter().find_map(|command| match command {
        command::Command::LinkProgram { reply, .. } => Some(reply),
        _ => None,
    });
    let interface = Interface { attributes: Vec::new(), ..interface() };
    recording.answer(linked.map(|reply| Reply::Linked { reply, result: Ok(interface) }));
    ctx.flush()?;
    assert_eq!(
        message(draw(&mut ctx, &mut program, 1)),
        r#"program late has no uniform 'u_colour'; it has ["u_color", "u_weights"]"#
    );
    Ok(())
}

#[test]
fn shapes_that_do_not_fit() -> Result<()> {
    let (mut ctx, _recording) = Context::recorder();
    let mut corners = VertexBuffer::new(&[[0.0_f32; 2]; 3]).with_label("corners");
    let mut indices = IndexBuffer::new(&[0_u16, 1]).with_label("edges");
    let picture = Texture2D::empty(TextureFormat::Rgba8, 4, 2)?.with_label("picture");
    let depth = RenderBuffer::new(TextureFormat::Depth24, 4, 2)?.with_label("depth");
    let framebuffer =
        FrameBuffer::with_attachments(vec![(&picture).into()], Some((&depth).into()))?.with_label("layer");
    let mut few = known_program(Interface {
        uniforms: Vec::new(),
        attributes: vec![Variable::new("a_position", GlslType::Vec2)],
        ..Interface::default()
    });
    few.set_attribute("a_position", &corners)?;
    let mut messages = vec![
        message(draw(&mut ctx, &mut few, 4)),
        message(corners.set(&[0.0_f32; 3])),
        message(corners.set_range(2, &[[0.0_f32; 2]; 2])),
        message(corners.set_range(usize::MAX, &[[0.0_f32; 2]; 2])),
        message(indices.set(&[0_u32])),
        message(indices.set_range(2, &[0_u16])),
        message(picture.set_rect(Rect::new(2, 0, 3, 2), &[0_u8; 24])),
        message(picture.set_rect(Rect::new(0, 0, 4, 2), &[0_u8; 24])),
        message(picture.resize(0, 2)),
        message(depth.resize(1, 0)),
        message(ctx.read_pixels(CANVAS, Rect::new(7, 7, 2, 1), vispy_gloo::ReadFormat::Rgba8).wait(&mut ctx)),
    ];
    few.set_indices(Some(&indices));
    messages.push(message(draw(&mut ctx, &mut few, 3)));
    picture.resize(8, 8)?;
    messages.push(message(ctx.use_framebuffer(&framebuffer)));
    insta::assert_snapshot!(messages.join("\n"));
    Ok(())
}

#[test]
fn a_texture_of_impossible_size_is_an_error_and_no_overflow() {
    let huge = Texture2D::new(TextureFormat::Rgba32F, u32::MAX, u32::MAX, &[0_u8; 4]);
    assert!(matches!(huge, Err(Error::Shape { .. })), "{huge:?}");
}

#[test]
fn attachments_that_do_not_belong_together() -> Result<()> {
    let color = Texture2D::empty(TextureFormat::Rgba8, 4, 2)?;
    let large = Texture2D::empty(TextureFormat::Rgba8, 8, 2)?;
    let depth = RenderBuffer::new(TextureFormat::Depth24, 4, 2)?;
    let ends = [
        message(FrameBuffer::new(&depth)),
        message(FrameBuffer::with_attachments(vec![(&color).into(), (&large).into()], None)),
        message(FrameBuffer::with_attachments(vec![(&color).into()], Some((&color).into()))),
        message(FrameBuffer::with_attachments(Vec::new(), None)),
    ]
    .map(|text| text.split_once(": ").map(|(_, end)| end.to_owned()).unwrap_or(text));
    insta::assert_snapshot!(ends.join("\n"), @r"
    expected a colour format, got Depth24
    expected one size, got [[4, 2], [8, 2]]
    expected a depth format, got Rgba8
    expected at least one, got none
    ");
    Ok(())
}

#[test]
fn what_the_device_lacks_is_an_error_at_first_use() -> Result<()> {
    let (mut ctx, recording) = Context::recorder_with(Caps::minimal());
    let mut messages = Vec::new();
    let mut sample = |texture: &Texture2D| {
        let mut program = Program::new("vertex", "fragment");
        program.set_texture("u_picture", texture)?;
        draw(&mut ctx, &mut program, 1)
    };
    messages.push(message(sample(&Texture2D::empty(TextureFormat::R8, 4096, 1)?.with_label("wide"))));
    for format in [TextureFormat::R32F, TextureFormat::R32Ui, TextureFormat::Depth16, TextureFormat::R16F] {
        let texture = Texture2D::empty(format, 1, 1)?.with_sampling(Sampling::LINEAR).with_label("smooth");
        messages.push(message(sample(&texture)));
    }
    let color = Texture2D::empty(TextureFormat::Rgba8, 1, 1)?;
    let many = FrameBuffer::with_attachments(vec![(&color).into(); 5], None)?.with_label("many");
    messages.push(message(ctx.use_framebuffer(&many)));
    let float = FrameBuffer::new(&Texture2D::empty(TextureFormat::Rgba16F, 1, 1)?)?.with_label("float");
    messages.push(message(ctx.use_framebuffer(&float)));
    let wide = FrameBuffer::new(&RenderBuffer::new(TextureFormat::Rgba8, 1, 9999)?.with_label("tall"))?;
    messages.push(message(ctx.use_framebuffer(&wide)));
    insta::assert_snapshot!(messages.join("\n"));
    assert!(!recording.text().contains("STORAGE #2 R8 4096"), "what cannot be is not asked for");

    let mut caps = Caps::minimal();
    (caps.api, caps.float_linear) = (Api::Gl, true);
    let (mut able, _recording) = Context::recorder_with(caps);
    let mut program = Program::new("vertex", "fragment");
    program.set_texture(
        "u_picture",
        &Texture2D::empty(TextureFormat::R32F, 1, 1)?.with_sampling(Sampling::LINEAR),
    )?;
    draw(&mut able, &mut program, 1)
}

#[test]
fn an_object_lives_in_one_context() -> Result<()> {
    let (mut ctx, _a) = Context::recorder();
    let (mut other, _b) = Context::recorder();
    let mut program = Program::new("vertex", "fragment").with_label("disc");
    draw(&mut ctx, &mut program, 1)?;
    assert_eq!(
        message(draw(&mut other, &mut program, 1)),
        "program disc belongs to another context; make one for this context"
    );
    Ok(())
}

/// A program that the recorder's script does not compile or link.
fn failing(stage: Option<ShaderStage>, log: &str) -> Result<Result<()>> {
    let fragment = "out vec4 color;\nvoid main() {\n    color = vec3(u_gain);\n}";
    let origins = vec![LineOrigin { line: 1, file: "disc.frag.glsl".into(), file_line: 12 }];
    let (mut ctx, recording) = Context::recorder();
    let program =
        Program::new("void main() {}", ShaderSource::composed(fragment, origins)).with_label("disc");
    ctx.link(&program)?;
    for command in recording.take() {
        if let command::Command::LinkProgram { reply, .. } = command {
            let result = Err(LinkFailure { stage, log: log.to_owned() });
            recording.answer([Reply::Linked { reply, result }]);
        }
    }
    ctx.flush()?;
    Ok(ctx.link(&program))
}

#[test]
fn shader_errors_show_file_line_and_caret() -> Result<()> {
    let log = "0:3(15): error: `u_gain' undeclared\n0:3(5): warning: unused\n0:9(1): error: beyond the end";
    let messages = [
        message(failing(Some(ShaderStage::Fragment), log)?),
        message(failing(Some(ShaderStage::Vertex), "ERROR: 0:1: 'main' : missing gl_Position")?),
        message(failing(Some(ShaderStage::Vertex), "0:1(1): warning: only that\nno memory")?),
        message(failing(None, "error: `v_uv' is not written by the vertex shader")?),
    ];
    insta::assert_snapshot!(messages.join("\n\n"));
    Ok(())
}

#[test]
fn the_rest_of_the_messages() {
    let errors = [
        Error::Incomplete { label: "layer".to_owned(), reason: "there is no attachment".to_owned() },
        Error::NoSuchObject { operation: "DRAW", id: 7 },
        Error::NoGl { reason: "OpenGL 2.1".to_owned() },
        Error::ContextLost,
        Error::Unanswered,
        Error::Gl { code: "GL_INVALID_VALUE", number: 0x501, operation: "CLEAR canvas(1x1)".to_owned() },
    ]
    .map(|error| error.to_string());
    let mut long = command::encode(&[command::Command::InvalidateState]).unwrap_or_default();
    long[6] += 1;
    long.push(0);
    let streams = [&b"GLI"[..], b"PNG\r\n\x1a", b"GLIR\x02\x00", b"GLIR\x01\x00\x05\x00\x00\x00\x11", &long]
        .map(|bytes| message(command::decode(bytes)));
    insta::assert_snapshot!([&errors[..], &streams].concat().join("\n"));
}

#[test]
fn waiting_where_nothing_can_block() -> Result<()> {
    let (mut ctx, _recording) = Context::recorder();
    let pixels = ctx.read_pixels(CANVAS, CANVAS.rect(), vispy_gloo::ReadFormat::Rgba8);
    let now = ctx.read_pixels_now(CANVAS, CANVAS.rect(), vispy_gloo::ReadFormat::Rgba8, &mut Vec::new());
    insta::assert_snapshot!([message(pixels.wait(&mut ctx)), message(now)].join("\n"), @r"
    waiting for an answer is not supported here; it requires an interpreter that can block; use poll() or on_ready()
    reading pixels at once is not supported here; it requires an interpreter that can block; use read_pixels()
    ");
    assert_eq!(State::default(), State::TRANSLUCENT);
    Ok(())
}
