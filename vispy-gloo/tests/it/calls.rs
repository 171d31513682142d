//! The calls of OpenGL that a draw makes, counted: only what differs is set.
#![expect(unsafe_code, reason = "functions of OpenGL are replaced by ones that count")]

use std::cell::RefCell;
use std::ffi::c_void;
use std::sync::atomic::{AtomicPtr, Ordering};

use vispy_gloo::{
    Blend, Compare, Context, CullFace, DrawCall, FrontFace, PolygonOffset, Program, Rect, RenderTarget,
    Result, State, Stencil, StencilFace, StencilOp, Texture2D, TextureFormat, Topology, UniformBuffer,
    VertexBuffer,
};

use crate::support::{COVER, bytes, cover, gl, plain, program, target};

thread_local! {
    static CALLS: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

macro_rules! counted {
    ($($name:ident($($argument:ident: $ty:ty),*);)*) => {
        $(
            #[expect(non_snake_case, reason = "it is named as the function of OpenGL")]
            mod $name {
                use super::{AtomicPtr, CALLS, Ordering, c_void};

                pub(super) static REAL: AtomicPtr<c_void> = AtomicPtr::new(std::ptr::null_mut());

                pub(super) unsafe extern "system" fn count($($argument: $ty),*) {
                    CALLS.with_borrow_mut(|calls| calls.push(stringify!($name)));
                    // SAFETY: the driver's function of this name, which has this signature.
                    unsafe {
                        let real = std::mem::transmute::<*mut c_void, unsafe extern "system" fn($($ty),*)>(
                            REAL.load(Ordering::Relaxed),
                        );
                        real($($argument),*);
                    }
                }
            }
        )*

        /// The function of that name, or one that counts and calls it.
        fn counting(name: &str, real: *const c_void) -> *const c_void {
            match name {
                $(stringify!($name) if !real.is_null() => {
                    $name::REAL.store(real.cast_mut(), Ordering::Relaxed);
                    $name::count as *const c_void
                })*
                _ => real,
            }
        }
    };
}
counted! {
    glActiveTexture(a: u32);
    glBindBufferBase(a: u32, b: u32, c: u32);
    glBindFramebuffer(a: u32, b: u32);
    glBindTexture(a: u32, b: u32);
    glBindVertexArray(a: u32);
    glBlendColor(a: f32, b: f32, c: f32, d: f32);
    glBlendEquationSeparate(a: u32, b: u32);
    glBlendFuncSeparate(a: u32, b: u32, c: u32, d: u32);
    glBufferSubData(a: u32, b: isize, c: isize, d: *const c_void);
    glCompileShader(a: u32);
    glColorMask(a: u8, b: u8, c: u8, d: u8);
    glCullFace(a: u32);
    glDepthFunc(a: u32);
    glDepthMask(a: u8);
    glDepthRange(a: f64, b: f64);
    glDepthRangef(a: f32, b: f32);
    glDisable(a: u32);
    glDrawArrays(a: u32, b: i32, c: i32);
    glEnable(a: u32);
    glFrontFace(a: u32);
    glGetProgramiv(a: u32, b: u32, c: *mut i32);
    glGetShaderiv(a: u32, b: u32, c: *mut i32);
    glLineWidth(a: f32);
    glLinkProgram(a: u32);
    glPolygonOffset(a: f32, b: f32);
    glScissor(a: i32, b: i32, c: i32, d: i32);
    glStencilFuncSeparate(a: u32, b: u32, c: i32, d: u32);
    glStencilMaskSeparate(a: u32, b: u32);
    glStencilOpSeparate(a: u32, b: u32, c: u32, d: u32);
    glTexSubImage2D(a: u32, b: i32, c: i32, d: i32, e: i32, f: i32, g: u32, h: u32, i: *const c_void);
    glUniform1i(a: i32, b: i32);
    glUniform4fv(a: i32, b: i32, c: *const f32);
    glUseProgram(a: u32);
    glVertexAttribPointer(a: u32, b: i32, c: u32, d: u8, e: i32, f: *const c_void);
    glViewport(a: i32, b: i32, c: i32, d: i32);
}

/// The calls that `work` makes until it is flushed, but for binding the canvas at its end.
fn calls(ctx: &mut Context, work: impl FnOnce(&mut Context) -> Result<()>) -> Result<String> {
    CALLS.with_borrow_mut(Vec::clear);
    work(ctx)?;
    ctx.flush()?;
    Ok(CALLS.with_borrow_mut(|calls| std::mem::take(calls).join(" ").replace("gl", "")))
}

/// Draws twice: what the first draw sets, the second does not set again.
fn draws(ctx: &mut Context, program: &mut Program, target: RenderTarget, state: State) -> Result<String> {
    let twice = |ctx: &mut Context| {
        let call = DrawCall::new(Topology::Triangles, 0..3);
        ctx.draw(program, target, state, call)?;
        ctx.draw(program, target, state, call)
    };
    let calls = calls(ctx, twice)?;
    let (first, second) = calls.split_once("DrawArrays ").unwrap_or_default();
    // The canvas is bound between queues, so that other code finds it.
    assert_eq!(second, "DrawArrays BindFramebuffer", "the same again sets nothing");
    let first = first.replace("BindFramebuffer ", "").replace("DepthRangef", "DepthRange");
    Ok(first.trim_end().to_owned())
}

#[test]
fn a_draw_sets_what_differs_and_nothing_else() -> Result<()> {
    let headless = gl!();
    // SAFETY: the context of the loader stays current for as long as the test runs.
    let mut ctx = unsafe { Context::from_loader(|name| counting(name, headless.get_proc_address(name))) }?;
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 4, 4)?;
    let mut program = program(&ctx, COVER, crate::support::PLAIN);
    program.set_uniform("u_color", [1.0_f32; 4])?;
    draws(&mut ctx, &mut program, target, plain())?;
    let opposite = StencilFace { fail: StencilOp::Invert, ..StencilFace::write(1) };
    let stencil = Stencil { front: StencilFace::write(1), back: opposite };
    let side = "StencilFuncSeparate StencilOpSeparate StencilMaskSeparate";
    let rect = Rect::new(1, 1, 2, 2);
    let offset = PolygonOffset { factor: 1.0, units: 1.0 };
    let blending = "Enable BlendEquationSeparate BlendFuncSeparate BlendColor";
    let cases = [
        (State { blend: Some(Blend::ADDITIVE), ..plain() }, blending, "Disable"),
        (State { depth_test: Some(Compare::Less), ..plain() }, "Enable DepthFunc", "Disable"),
        (State { depth_write: true, ..plain() }, "DepthMask", "DepthMask"),
        (State { depth_range: [0.0, 0.5], ..plain() }, "DepthRange", "DepthRange"),
        (State { stencil: Some(stencil), ..plain() }, &format!("Enable {side} {side}"), "Disable"),
        (State { cull_face: Some(CullFace::Back), ..plain() }, "Enable CullFace", "Disable"),
        (State { front_face: FrontFace::Clockwise, ..plain() }, "FrontFace", "FrontFace"),
        (State { polygon_offset: Some(offset), ..plain() }, "Enable PolygonOffset", "Disable"),
        (State { alpha_to_coverage: true, ..plain() }, "Enable", "Disable"),
        (State { scissor: Some(rect), ..plain() }, "Enable Scissor", "Disable"),
        (State { viewport: Some(rect), ..plain() }, "Viewport", "Viewport"),
        (State { color_mask: [false; 4], ..plain() }, "ColorMask", "ColorMask"),
    ];
    for (state, there, back) in cases {
        assert_eq!(draws(&mut ctx, &mut program, target, state)?, there, "{state:?}");
        assert_eq!(draws(&mut ctx, &mut program, target, plain())?, back, "back from {state:?}");
    }
    if ctx.caps().max_line_width >= 2.0 {
        let wide = State { line_width: 2.0, ..plain() };
        assert_eq!(draws(&mut ctx, &mut program, target, wide)?, "LineWidth");
    }
    Ok(())
}

#[test]
fn values_buffers_and_textures_are_sent_when_they_change() -> Result<()> {
    let headless = gl!();
    // SAFETY: the context of the loader stays current for as long as the test runs.
    let mut ctx = unsafe { Context::from_loader(|name| counting(name, headless.get_proc_address(name))) }?;
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 4, 4)?;
    let vertex = "in vec2 a_position;\nvoid main() { gl_Position = vec4(a_position, 0.0, 1.0); }";
    let fragment = "uniform vec4 u_color;
uniform sampler2D u_picture;
layout(std140) uniform Shade { vec4 u_shade; };
out vec4 color;
void main() { color = u_color * u_shade + texelFetch(u_picture, ivec2(0), 0); }";
    #[repr(C)]
    #[derive(Clone, Copy, vispy_gloo::bytemuck::Pod, vispy_gloo::bytemuck::Zeroable)]
    #[bytemuck(crate = "vispy_gloo::bytemuck")]
    struct Shade {
        u_shade: [f32; 4],
    }
    vispy_gloo::uniform_block!(Shade { u_shade });
    let mut program = program(&ctx, vertex, fragment);
    let mut corners = VertexBuffer::new(&[[-1.0_f32, -1.0], [3.0, -1.0], [-1.0, 3.0]]);
    let picture = Texture2D::new(TextureFormat::Rgba8, 1, 1, &[0_u8; 4])?;
    let shade = UniformBuffer::new(&Shade { u_shade: [1.0; 4] });
    program.set_attribute("a_position", &corners)?;
    program.set_texture("u_picture", &picture)?;
    program.set_block("Shade", &shade)?;
    program.set_uniform("u_color", [1.0_f32; 4])?;
    let _first = draws(&mut ctx, &mut program, target, plain())?;
    assert_eq!(draws(&mut ctx, &mut program, target, plain())?, "", "nothing has changed");
    program.set_uniform("u_color", [1.0_f32; 4])?;
    assert_eq!(draws(&mut ctx, &mut program, target, plain())?, "", "the same value is no change");
    program.set_uniform("u_color", [0.5_f32; 4])?;
    assert_eq!(draws(&mut ctx, &mut program, target, plain())?, "Uniform4fv");
    corners.set_range(1, &[[2.0_f32, -1.0]])?;
    assert_eq!(draws(&mut ctx, &mut program, target, plain())?, "BufferSubData");
    picture.set_rect(Rect::new(0, 0, 1, 1), &[9_u8; 4])?;
    let upload = "ActiveTexture BindTexture TexSubImage2D";
    assert_eq!(draws(&mut ctx, &mut program, target, plain())?, upload);
    shade.set(&Shade { u_shade: [0.5; 4] })?;
    assert_eq!(draws(&mut ctx, &mut program, target, plain())?, "BufferSubData");
    // Another texture takes its place on the unit; the sampler stays on it.
    program.set_texture("u_picture", &Texture2D::empty(TextureFormat::Rgba8, 1, 1)?)?;
    assert!(
        draws(&mut ctx, &mut program, target, plain())?.ends_with("ActiveTexture BindTexture"),
        "one binding"
    );
    program.set_block("Shade", &UniformBuffer::new(&Shade { u_shade: [0.0; 4] }))?;
    assert!(
        draws(&mut ctx, &mut program, target, plain())?.ends_with("BufferSubData BindBufferBase"),
        "one binding"
    );
    Ok(())
}

#[test]
fn all_programs_are_handed_over_before_one_is_waited_for() -> Result<()> {
    let headless = gl!();
    // SAFETY: the context of the loader stays current for as long as the test runs.
    let mut ctx = unsafe { Context::from_loader(|name| counting(name, headless.get_proc_address(name))) }?;
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 4, 4)?;
    ctx.flush()?;
    let mut first = program(&ctx, COVER, crate::support::PLAIN);
    let mut second = program(&ctx, COVER, &crate::support::PLAIN.replace("= u_color;", "= u_color.bgra;"));
    let begun = calls(&mut ctx, |ctx| {
        ctx.begin_link(&first)?;
        ctx.begin_link(&second)
    })?;
    let one = "CompileShader CompileShader LinkProgram";
    assert_eq!(begun, format!("{one} {one}"), "nothing is asked");
    assert_eq!(ctx.take_stats().pending_links, 2);

    first.set_uniform("u_color", [1.0_f32, 0.5, 0.0, 1.0])?;
    second.set_uniform("u_color", [1.0_f32, 0.5, 0.0, 1.0])?;
    let drawn = calls(&mut ctx, |ctx| cover(ctx, &mut first, target))?;
    assert!(drawn.starts_with("GetProgramiv") && !drawn.contains("LinkProgram"), "{drawn}");
    assert_eq!(bytes(&mut ctx, target)?[0], [255, 128, 0, 255]);
    assert_eq!(ctx.take_stats().pending_links, 1, "of the other, nobody has asked");
    cover(&mut ctx, &mut second, target)?;
    assert_eq!(bytes(&mut ctx, target)?[0], [0, 128, 255, 255]);
    assert_eq!(ctx.take_stats().pending_links, 0);
    assert_eq!(calls(&mut ctx, |ctx| ctx.is_linked(&second).map(drop))?, "", "it is known");
    Ok(())
}
