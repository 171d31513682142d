//! What is dropped is freed.

use vispy_gloo::{
    Attachment, FrameBuffer, IndexBuffer, ObjectKind, RenderBuffer, Result, Texture2D, TextureFormat,
    VertexBuffer,
};

use crate::foreign::foreign_gl;
use crate::support::{bytes, cover, gl, program};

#[test]
fn a_thousand_rounds_leave_as_many_objects_as_one() -> Result<()> {
    let mut ctx = gl!();
    let gl = foreign_gl();
    let mut after_one = None;
    let first = program(
        &ctx,
        "in float a_x;\nvoid main() { gl_Position = vec4(a_x, 0.0, 0.0, 1.0); }",
        "uniform sampler2D u_picture;\nout vec4 color;\nvoid main() { color = texelFetch(u_picture, ivec2(0), 0); }",
    );
    for round in 0..1000 {
        let picture = Texture2D::new(TextureFormat::R8, 1, 1, &[7_u8])?;
        let canvas = Texture2D::empty(TextureFormat::Rgba8, 1, 1)?;
        let depth = RenderBuffer::new(TextureFormat::Depth24, 1, 1)?;
        let layer = FrameBuffer::with_attachments(vec![(&canvas).into()], Some(Attachment::from(&depth)))?;
        // Linking takes most of the time, so that most rounds share a program.
        let mut program = if round % 100 == 0 {
            program(&ctx, crate::support::COVER, crate::support::PLAIN)
        } else {
            let mut program = first.instance();
            program.set_attribute("a_x", &VertexBuffer::new(&[0.0_f32; 3]))?;
            program.set_indices(Some(&IndexBuffer::new(&[0_u16, 1, 2])));
            program.set_texture("u_picture", &picture)?;
            program
        };
        let target = ctx.use_framebuffer(&layer)?;
        cover(&mut ctx, &mut program, target)?;
        if round == 500 {
            assert_eq!(bytes(&mut ctx, target)?.len(), 1);
        }
        drop((picture, canvas, depth, layer, program));
        ctx.flush()?;
        if round == 1 {
            after_one = Some(gl.live());
        }
    }
    assert_eq!(Some(gl.live()), after_one);
    drop(first);
    ctx.flush()?;
    // One vertex array stays, for draws without attributes and for uploads of indices.
    assert_eq!(gl.live(), [0, 0, 0, 0, 1, 0]);
    Ok(())
}

#[test]
fn a_handle_may_be_dropped_anywhere_and_after_its_context() -> Result<()> {
    let mut ctx = gl!();
    let gl = foreign_gl();
    let picture = Texture2D::new(TextureFormat::R8, 1, 1, &[7_u8])?;
    let layer = FrameBuffer::new(&Texture2D::empty(TextureFormat::Rgba8, 1, 1)?)?;
    picture.write_now(&mut ctx, vispy_gloo::Rect::new(0, 0, 1, 1), &[8_u8])?;
    ctx.use_framebuffer(&layer)?;
    ctx.flush()?;
    assert_eq!(gl.live()[1], 2);
    let thread = std::thread::spawn(move || drop(picture));
    assert!(thread.join().is_ok(), "handles go to any thread");
    assert_eq!(gl.live()[1], 2, "only the context's thread frees");
    ctx.flush()?;
    assert_eq!(gl.live()[1], 1);
    drop(ctx);
    drop(layer);
    Ok(())
}

#[test]
fn memory_is_what_objects_asked_for() -> Result<()> {
    let mut ctx = gl!();
    assert_eq!(ctx.memory().total().objects, 0);
    let corners = VertexBuffer::new(&[[0.0_f32; 2]; 3]);
    let indices = IndexBuffer::new(&[0_u16, 1, 2]);
    let picture = Texture2D::empty(TextureFormat::Rgba16F, 8, 4)?;
    let smooth = RenderBuffer::multisampled(TextureFormat::Rgba8, 8, 4, 4)?;
    let layer = FrameBuffer::new(&smooth)?;
    let mut program = program(
        &ctx,
        "in vec2 a_x;\nvoid main() { gl_Position = vec4(a_x, 0.0, 1.0); }",
        "uniform sampler2D u_picture;\nout vec4 color;\nvoid main() { color = texelFetch(u_picture, ivec2(0), 0); }",
    );
    program.set_attribute("a_x", &corners)?;
    program.set_indices(Some(&indices));
    program.set_texture("u_picture", &picture)?;
    let target = ctx.use_framebuffer(&layer)?;
    cover(&mut ctx, &mut program, target)?;
    ctx.flush()?;
    assert_eq!(
        ctx.memory().to_string(),
        "vertex buffer: 1, 24 bytes\nindex buffer: 1, 6 bytes\nvertex array: 1, 0 bytes\nprogram: 1, 0 bytes\n\
         2D texture: 1, 256 bytes\nrender buffer: 1, 512 bytes\nframe buffer: 1, 0 bytes\nall: 7, 798 bytes"
    );
    picture.resize(2, 2)?;
    cover(&mut ctx, &mut program, target)?;
    drop((indices, layer, smooth));
    ctx.flush()?;
    assert_eq!(ctx.memory().of(ObjectKind::Texture2D).bytes, 32);
    assert_eq!(ctx.memory().of(ObjectKind::RenderBuffer).objects, 0);
    Ok(())
}

#[test]
fn ten_thousand_rounds_leave_memory_where_it_was() -> Result<()> {
    let mut ctx = gl!();
    let gl = foreign_gl();
    let round = |ctx: &mut vispy_gloo::Context| -> Result<()> {
        let mut vertices = VertexBuffer::new(&[0.0_f32; 3]);
        vertices.write_now(ctx, 0, &[1.0_f32])?;
        let picture = Texture2D::new(TextureFormat::R8, 1, 1, &[7_u8])?;
        ctx.use_framebuffer(&FrameBuffer::new(&RenderBuffer::new(TextureFormat::Rgba8, 1, 1)?)?)?;
        picture.write_now(ctx, vispy_gloo::Rect::new(0, 0, 1, 1), &[7_u8])?;
        drop((vertices, picture));
        ctx.flush()
    };
    round(&mut ctx)?;
    let (memory, live) = (ctx.memory(), gl.live());
    for _ in 0..10_000 {
        round(&mut ctx)?;
    }
    assert_eq!((ctx.memory(), gl.live()), (memory, live));
    assert_eq!(ctx.memory().total().objects, 0);
    Ok(())
}
