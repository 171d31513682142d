//! Contexts beside each other, and beside other code that uses the same OpenGL.

use vispy_gloo::{Api, Error, Program, Result, TextureFormat, features};

use crate::foreign::foreign_gl;
use crate::support::{COVER, PLAIN, bytes, cover, gl, program, target};

#[test]
fn objects_do_not_wander_between_contexts() -> Result<()> {
    let (mut first, mut second) = (gl!(), gl!());
    let (_layer, in_first) = target(&mut first, TextureFormat::Rgba8, 1, 1)?;
    let (layer, in_second) = target(&mut second, TextureFormat::Rgba8, 1, 1)?;
    let mut program = program(&first, COVER, PLAIN);
    cover(&mut first, &mut program, in_first)?;
    assert!(
        matches!(cover(&mut second, &mut program, in_second), Err(Error::WrongContext { .. })),
        "a program"
    );
    assert!(matches!(first.use_framebuffer(&layer), Err(Error::WrongContext { .. })), "a frame buffer");
    // A target is a plain value: the context notices when it looks for the frame buffer.
    cover(&mut first, &mut program, in_second)?;
    assert!(matches!(first.flush(), Err(Error::NoSuchObject { operation: "DRAW", .. })), "a target");
    first.flush()?;
    second.flush()
}

#[test]
fn an_error_of_the_queue_does_not_fail_what_comes_after() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, here) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let gone = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?.1;
    ctx.flush()?;
    ctx.clear(gone, None, Some([0.0; 4]), None);
    // Linking executes the queue; the clear is not its fault.
    let mut program = program(&ctx, COVER, PLAIN);
    program.set_uniform("u_color", [0.0_f32, 1.0, 0.0, 1.0])?;
    cover(&mut ctx, &mut program, here)?;
    assert!(
        matches!(ctx.flush(), Err(Error::NoSuchObject { operation: "CLEAR", .. })),
        "it is not forgotten"
    );
    assert_eq!(bytes(&mut ctx, here)?, [[0, 255, 0, 255]]);
    Ok(())
}

#[test]
fn a_broken_shader_names_its_line() -> Result<()> {
    let mut ctx = gl!();
    let broken =
        program(&ctx, COVER, "out vec4 color;\nvoid main() {\n    color = vec3(1.0);\n}").with_label("disc");
    let Err(Error::Shader(error)) = ctx.link(&broken) else { panic!("it does not compile") };
    let line =
        error.source.text().lines().position(|line| line.contains("vec3(1.0)")).unwrap_or(0) as u32 + 1;
    assert!(error.diagnostics.iter().any(|diagnostic| diagnostic.line == line), "{error}");
    assert!(error.to_string().contains("color = vec3(1.0);\n"), "{error}");
    assert!(ctx.link(&broken).is_err() && ctx.flush().is_ok(), "the error stays with the program");
    let unmatched = program(
        &ctx,
        "out vec2 v_uv;\nvoid main() { v_uv = vec2(0.0); gl_Position = vec4(0.0); }",
        "in vec3 v_uv;\nout vec4 color;\nvoid main() { color = v_uv.xyzx; }",
    );
    assert!(matches!(ctx.link(&unmatched), Err(Error::Link { .. })), "v_uv has two types");
    let mut good: Program = program(&ctx, COVER, PLAIN);
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    cover(&mut ctx, &mut good, target)?;
    ctx.flush()
}

#[test]
fn what_other_code_leaves_behind_does_not_matter() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 2, 1)?;
    let mut program = program(&ctx, COVER, PLAIN);
    program.set_uniform("u_color", [0.0_f32, 1.0, 0.0, 1.0])?;
    cover(&mut ctx, &mut program, target)?;
    ctx.flush()?;
    foreign_gl().leave_a_mess();
    ctx.invalidate_state();
    ctx.clear(target, None, Some([0.0; 4]), None);
    cover(&mut ctx, &mut program, target)?;
    assert_eq!(bytes(&mut ctx, target)?, [[0, 255, 0, 255]; 2]);
    Ok(())
}

#[test]
fn a_guest_leaves_everything_as_it_was() -> Result<()> {
    let mut ctx = gl!();
    let foreign = foreign_gl();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 2, 1)?;
    let mut program = program(&ctx, COVER, PLAIN);
    program.set_uniform("u_color", [0.0_f32, 1.0, 0.0, 1.0])?;
    let _theirs = foreign.bind_frame_buffer(4, 4);
    foreign.leave_a_mess();
    let before = foreign.state();
    for _ in 0..2 {
        ctx.as_guest(|ctx| {
            ctx.clear(target, None, Some([0.0; 4]), None);
            cover(ctx, &mut program, target)?;
            ctx.clear(vispy_gloo::RenderTarget::canvas(4, 4), None, Some([1.0; 4]), Some(0.5));
            assert_eq!(bytes(ctx, target)?, [[0, 255, 0, 255]; 2]);
            Ok::<(), Error>(())
        })?;
        assert_eq!(foreign.state(), before);
    }
    // What goes wrong leaves nothing behind either.
    let failed = ctx.as_guest(|ctx| {
        ctx.clear(target, None, Some([0.0; 4]), None);
        Err::<(), _>(Error::ContextLost)
    });
    assert!(failed.is_err());
    assert_eq!(foreign.state(), before);
    Ok(())
}

#[test]
fn the_canvas_is_what_was_bound_when_the_state_was_forgotten() -> Result<()> {
    let mut ctx = gl!();
    let foreign = foreign_gl();
    let (_layer, own) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let _theirs = foreign.bind_frame_buffer(1, 1);
    ctx.invalidate_state();
    let canvas = vispy_gloo::RenderTarget::canvas(1, 1);
    ctx.clear(canvas, None, Some([1.0, 0.0, 0.0, 1.0]), None);
    ctx.clear(own, None, Some([0.0, 1.0, 0.0, 1.0]), None);
    ctx.flush()?;
    // The last target was ours; theirs is bound all the same, so that forgetting again changes nothing.
    ctx.invalidate_state();
    assert_eq!(bytes(&mut ctx, canvas)?, [[255, 0, 0, 255]]);
    assert_eq!(bytes(&mut ctx, own)?, [[0, 255, 0, 255]]);
    Ok(())
}

#[test]
fn the_device_has_what_the_table_calls_core() -> Result<()> {
    let ctx = gl!();
    let caps = ctx.caps();
    let core = |feature: features::Feature| feature.support(caps.api) == features::Support::Core;
    assert!(caps.float_targets || !core(features::FLOAT_TARGETS), "{caps:?}");
    assert!(caps.float_linear || !core(features::FLOAT_LINEAR), "{caps:?}");
    let wanted = std::env::var("VISPY_GL_API").unwrap_or_default();
    assert_eq!(caps.api, if wanted == "gl33" { Api::Gl } else { Api::Gles });
    let least = vispy_gloo::Caps::minimal();
    assert!(caps.max_texture_size >= least.max_texture_size && caps.max_attributes >= least.max_attributes);
    assert!(caps.max_texture_units >= least.max_texture_units, "one of them is for uploads");
    Ok(())
}

#[test]
fn a_guest_leaves_uniform_blocks_as_they_were() -> Result<()> {
    #[repr(C)]
    #[derive(Clone, Copy, vispy_gloo::bytemuck::Pod, vispy_gloo::bytemuck::Zeroable)]
    struct Shade {
        u_shade: [f32; 4],
    }
    vispy_gloo::uniform_block!(Shade { u_shade });
    let mut ctx = gl!();
    let foreign = foreign_gl();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let fragment =
        "layout(std140) uniform Shade { vec4 u_shade; };\nout vec4 color;\nvoid main() { color = u_shade; }";
    let mut program = program(&ctx, COVER, fragment);
    program.set_block("Shade", &vispy_gloo::UniformBuffer::new(&Shade { u_shade: [0.0, 1.0, 0.0, 1.0] }))?;
    foreign.bind_block(0);
    foreign.bind_block(2);
    let before = foreign.blocks();
    assert_eq!((before[1], before[2], before[4]), (256, 64, 0), "a range, and nothing beside it");
    for _ in 0..2 {
        ctx.as_guest(|ctx| {
            cover(ctx, &mut program, target)?;
            assert_eq!(bytes(ctx, target)?, [[0, 255, 0, 255]]);
            Ok::<(), Error>(())
        })?;
        assert_eq!(foreign.blocks(), before);
    }
    Ok(())
}
