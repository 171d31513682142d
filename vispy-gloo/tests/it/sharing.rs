//! Two contexts that share objects.

use vispy_gloo::{
    DrawCall, Error, IndexBuffer, ObjectKind, Program, RenderTarget, Result, Texture2D, TextureFormat,
    Topology, VertexBuffer,
};

use crate::support::{bytes, cover, gl, plain, program, target};

const GREEN: [u8; 4] = [0, 255, 0, 255];
const RED: [u8; 4] = [255, 0, 0, 255];

/// Another context that shares objects with one.
fn shared(ctx: &mut vispy_app::egl::HeadlessContext) -> vispy_app::egl::HeadlessContext {
    ctx.share().expect("the driver shares objects between contexts of one device")
}

/// A program that shows a texel of a texture times a uniform in a triangle over all, from buffers.
fn textured(ctx: &vispy_gloo::Context, texture: &Texture2D) -> Result<Program> {
    let mut program = program(
        ctx,
        "in vec2 a_position;\nvoid main() { gl_Position = vec4(a_position, 0.0, 1.0); }",
        "uniform sampler2D u_picture;\nuniform float u_scale;\nout vec4 color;\n\
         void main() { color = texelFetch(u_picture, ivec2(0), 0) * u_scale; }",
    );
    program.set_attribute("a_position", &VertexBuffer::new(&[[-1.0_f32, -1.0], [3.0, -1.0], [-1.0, 3.0]]))?;
    program.set_indices(Some(&IndexBuffer::new(&[0_u16, 1, 2])));
    program.set_texture("u_picture", texture)?;
    program.set_uniform("u_scale", 1.0_f32)?;
    Ok(program)
}

fn draw(ctx: &mut vispy_gloo::Context, program: &mut Program, target: RenderTarget) -> Result<()> {
    ctx.draw(program, target, plain(), DrawCall::new(Topology::Triangles, 0..3))
}

#[test]
fn what_one_context_made_the_other_draws() -> Result<()> {
    let mut first = gl!();
    let mut second = shared(&mut first);
    let texture = Texture2D::new(TextureFormat::Rgba8, 1, 1, &GREEN)?;
    let mut program = textured(&first, &texture)?;
    let (_one, in_first) = target(&mut first, TextureFormat::Rgba8, 2, 1)?;
    let (_two, in_second) = target(&mut second, TextureFormat::Rgba8, 2, 1)?;
    draw(&mut first, &mut program, in_first)?;
    assert_eq!(bytes(&mut first, in_first)?, [GREEN; 2]);
    draw(&mut second, &mut program, in_second)?;
    assert_eq!(bytes(&mut second, in_second)?, [GREEN; 2]);
    let stats = second.take_stats();
    assert_eq!((stats.links, stats.uploads), (0, 0), "nothing is made twice");

    // Changes that one makes, the other sees: contents, uniforms, buffers of another size.
    texture.set_rect(vispy_gloo::Rect::new(0, 0, 1, 1), &RED)?;
    draw(&mut second, &mut program, in_second)?;
    assert_eq!(bytes(&mut second, in_second)?, [RED; 2]);
    draw(&mut first, &mut program, in_first)?;
    assert_eq!(bytes(&mut first, in_first)?, [RED; 2]);
    program.set_uniform("u_scale", 0.0_f32)?;
    draw(&mut first, &mut program, in_first)?;
    assert_eq!(bytes(&mut first, in_first)?, [[0; 4]; 2]);
    draw(&mut second, &mut program, in_second)?;
    assert_eq!(bytes(&mut second, in_second)?, [[0; 4]; 2], "the uniform is the program's");
    Ok(())
}

#[test]
fn values_of_another_instance_do_not_leak_through_the_other_context() -> Result<()> {
    let mut first = gl!();
    let mut second = shared(&mut first);
    let (_one, in_first) = target(&mut first, TextureFormat::Rgba8, 1, 1)?;
    let (_two, in_second) = target(&mut second, TextureFormat::Rgba8, 1, 1)?;
    let mut green = program(&first, crate::support::COVER, crate::support::PLAIN);
    green.set_uniform("u_color", [0.0_f32, 1.0, 0.0, 1.0])?;
    let mut unset = green.instance();
    cover(&mut first, &mut green, in_first)?;
    first.flush()?;
    cover(&mut second, &mut unset, in_second)?;
    assert_eq!(bytes(&mut second, in_second)?, [[0; 4]], "what was never set is zero");
    cover(&mut first, &mut green, in_first)?;
    assert_eq!(bytes(&mut first, in_first)?, [GREEN]);
    Ok(())
}

#[test]
fn frame_buffers_stay_where_they_are_and_their_textures_do_not() -> Result<()> {
    let mut first = gl!();
    let mut second = shared(&mut first);
    let layer = Texture2D::empty(TextureFormat::Rgba8, 1, 1)?;
    let frame_buffer = vispy_gloo::FrameBuffer::new(&layer)?;
    let in_first = first.use_framebuffer(&frame_buffer)?;
    first.clear(in_first, None, Some([0.0, 1.0, 0.0, 1.0]), None);
    first.flush()?;
    let Err(Error::WrongContext { kind, .. }) = second.use_framebuffer(&frame_buffer) else {
        panic!("OpenGL does not share frame buffers")
    };
    assert_eq!(kind, ObjectKind::FrameBuffer);
    let mut program = textured(&second, &layer)?;
    let (_two, in_second) = target(&mut second, TextureFormat::Rgba8, 1, 1)?;
    draw(&mut second, &mut program, in_second)?;
    assert_eq!(bytes(&mut second, in_second)?, [GREEN], "drawn into in one, read in the other");
    Ok(())
}

#[test]
fn the_last_context_frees_what_is_left() -> Result<()> {
    let mut first = gl!();
    let mut second = shared(&mut first);
    let texture = Texture2D::new(TextureFormat::Rgba8, 1, 1, &GREEN)?;
    let mut program = textured(&first, &texture)?;
    let (layer, in_first) = target(&mut first, TextureFormat::Rgba8, 1, 1)?;
    draw(&mut first, &mut program, in_first)?;
    first.flush()?;
    drop((first, layer));
    let (_two, in_second) = target(&mut second, TextureFormat::Rgba8, 1, 1)?;
    draw(&mut second, &mut program, in_second)?;
    assert_eq!(bytes(&mut second, in_second)?, [GREEN]);
    let textures = |ctx: &vispy_gloo::Context| {
        ctx.memory()
            .kinds()
            .find(|(kind, _)| *kind == ObjectKind::Texture2D)
            .map_or(0, |(_, usage)| usage.objects)
    };
    let before = textures(&second);
    drop((program, texture));
    second.flush()?;
    assert_eq!(textures(&second), before - 1);
    Ok(())
}

#[test]
fn contexts_apart_share_nothing_and_those_that_share_do_not_recover() -> Result<()> {
    let (mut first, mut apart) = (gl!(), gl!());
    let texture = Texture2D::new(TextureFormat::Rgba8, 1, 1, &GREEN)?;
    let mut program = textured(&first, &texture)?;
    let (_one, in_first) = target(&mut first, TextureFormat::Rgba8, 1, 1)?;
    let (_two, in_apart) = target(&mut apart, TextureFormat::Rgba8, 1, 1)?;
    draw(&mut first, &mut program, in_first)?;
    assert!(matches!(draw(&mut apart, &mut program, in_apart), Err(Error::WrongContext { .. })), "apart");
    let second = shared(&mut first);
    assert!(first.recover().is_err(), "while another uses the same objects");
    drop(second);
    first.make_current().expect("it is still there").flush()
}
