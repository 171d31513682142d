//! A frame like the one before allocates nothing and asks OpenGL for nothing but its draws.
#![expect(unsafe_code, reason = "an allocator that counts is unsafe to write")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use vispy_gloo::{
    Api, Context, DrawCall, FrameBuffer, IndexBuffer, Program, RenderTarget, Result, State, Texture2D,
    TextureFormat, Topology, VertexBuffer,
};

/// Counts the allocations of each thread.
struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
}

// SAFETY: everything is passed on to the system's allocator; counting does not allocate.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        // SAFETY: passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: passed on.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        // SAFETY: passed on.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations() -> u64 {
    ALLOCATIONS.with(Cell::get)
}

struct Scene {
    target: RenderTarget,
    programs: Vec<Program>,
    vertices: VertexBuffer,
    picture: Texture2D,
    _indices: IndexBuffer,
    _layer: FrameBuffer,
}

impl Scene {
    fn new(ctx: &mut Context) -> Result<Self> {
        let header = match ctx.caps().api {
            Api::Gl => "#version 330 core\n",
            _ => "#version 300 es\nprecision highp float;\n",
        };
        let first = Program::new(
            format!(
                "{header}in vec2 a_position;\nvoid main() {{ gl_Position = vec4(a_position, 0.0, 1.0); }}"
            ),
            format!(
                "{header}uniform vec4 u_color;\nuniform float u_weights[2];\nuniform sampler2D u_picture;\n\
                 out vec4 color;\nvoid main() {{\n    vec4 texel = texelFetch(u_picture, ivec2(0), 0);\n    \
                 color = (u_color + texel) * (u_weights[0] + u_weights[1]);\n}}"
            ),
        );
        let vertices = VertexBuffer::new(&[[-1.0_f32, -1.0], [3.0, -1.0], [-1.0, 3.0]]);
        let picture = Texture2D::new(TextureFormat::Rgba8, 1, 1, &[0_u8; 4])?;
        let indices = IndexBuffer::new(&[0_u16, 1, 2]);
        let layer = FrameBuffer::new(&Texture2D::empty(TextureFormat::Rgba8, 4, 4)?)?;
        let target = ctx.use_framebuffer(&layer)?;
        let mut programs = vec![first.instance(), first.instance(), first];
        for program in &mut programs {
            program.set_attribute("a_position", &vertices)?;
            program.set_texture("u_picture", &picture)?;
            program.set_indices(Some(&indices));
            program.set_uniform("u_weights", &[0.25_f32, 0.75][..])?;
            program.set_uniform("u_color", [0.0_f32; 4])?;
        }
        Ok(Self { target, programs, vertices, picture, _indices: indices, _layer: layer })
    }

    /// A frame; the first program's colour is `red`.
    fn draw(&mut self, ctx: &mut Context, red: f32) -> Result<()> {
        ctx.clear(self.target, None, Some([0.0; 4]), None);
        self.programs[0].set_uniform("u_color", [red, 0.0, 0.0, 1.0])?;
        for (index, program) in self.programs.iter_mut().enumerate() {
            let state = if index == 1 { State::ADDITIVE } else { State::TRANSLUCENT };
            ctx.draw(program, self.target, state, DrawCall::new(Topology::Triangles, 0..3))?;
        }
        ctx.flush()
    }
}

/// Allocations and commands of what `work` does.
fn cost(ctx: &mut Context, work: impl FnOnce(&mut Context) -> Result<()>) -> Result<(u64, u64)> {
    ctx.take_stats();
    let before = allocations();
    work(ctx)?;
    Ok((allocations() - before, ctx.take_stats().commands))
}

#[test]
fn a_steady_frame_costs_its_draws() -> Result<()> {
    let Some(mut ctx) = vispy_app::testing::test_context() else { return Ok(()) };
    let mut scene = Scene::new(&mut ctx)?;
    for _ in 0..3 {
        scene.draw(&mut ctx, 0.5)?;
    }
    // A clear, three draws, and the colour of the program that the three share, there and back.
    assert_eq!(cost(&mut ctx, |ctx| scene.draw(ctx, 0.0))?, (0, 6), "one colour changes");
    assert_eq!(cost(&mut ctx, |ctx| scene.draw(ctx, 0.0))?, (0, 6), "the three have two colours");
    let transparent = |scene: &mut Scene| scene.programs[0].set_uniform("u_color", [0.0_f32; 4]);
    transparent(&mut scene)?;
    let frame = |scene: &mut Scene, ctx: &mut Context| -> Result<()> {
        ctx.clear(scene.target, None, Some([0.0; 4]), None);
        for program in &mut scene.programs {
            ctx.draw(program, scene.target, State::OPAQUE, DrawCall::new(Topology::Triangles, 0..3))?;
        }
        ctx.flush()
    };
    frame(&mut scene, &mut ctx)?;
    assert_eq!(cost(&mut ctx, |ctx| frame(&mut scene, ctx))?, (0, 4), "nothing changes");

    let update = |scene: &mut Scene, ctx: &mut Context, value: f32| -> Result<()> {
        scene.vertices.set_range(1, &[[3.0 + value, -1.0]])?;
        scene.picture.set_rect(vispy_gloo::Rect::new(0, 0, 1, 1), &[value as u8; 4])?;
        frame(scene, ctx)
    };
    for value in 0..3 {
        update(&mut scene, &mut ctx, value as f32)?;
    }
    assert_eq!(cost(&mut ctx, |ctx| update(&mut scene, ctx, 9.0))?, (0, 6), "small uploads are pooled");
    let vertices = &mut scene.vertices;
    let at_once = cost(&mut ctx, |ctx| vertices.write_now(ctx, 0, &[[-1.0_f32, -1.0]]))?;
    assert_eq!(at_once, (0, 0), "borrowed bytes go straight to the driver");

    let mut pixels = Vec::new();
    let target = scene.target;
    let mut read = |ctx: &mut Context| {
        ctx.read_pixels_now(target, target.rect(), vispy_gloo::ReadFormat::Rgba8, &mut pixels)
    };
    read(&mut ctx)?;
    assert_eq!(cost(&mut ctx, read)?, (0, 0), "the memory of the pixels is used again");
    Ok(())
}
