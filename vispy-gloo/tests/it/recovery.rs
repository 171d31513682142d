//! Contexts that are lost, and what comes back.

use vispy_gloo::{
    Caps, Command, Context, DrawCall, Error, Interpreter, ObjectId, Rect, Region, RenderTarget, Reply,
    Result, State, Texture2D, TextureFormat, Topology, VertexBuffer,
};

use crate::support::{COVER, bytes, cover, gl, program, target};

/// A device that is taken away after a number of commands.
struct Fragile {
    caps: Caps,
    left: usize,
}

impl Interpreter for Fragile {
    fn caps(&self) -> &Caps {
        &self.caps
    }

    fn execute(&mut self, _command: &Command, _replies: &mut Vec<Reply>) -> Result<()> {
        self.left = self.left.saturating_sub(1);
        Ok(())
    }

    fn finish_queue(&mut self, _replies: &mut Vec<Reply>) -> Result<()> {
        if self.left > 0 { Ok(()) } else { Err(Error::ContextLost) }
    }

    fn write_buffer(&mut self, _id: ObjectId, _offset_bytes: u64, _bytes: &[u8]) -> Result<()> {
        Ok(())
    }

    fn write_texture(&mut self, _id: ObjectId, _level: u32, _region: Region, _bytes: &[u8]) -> Result<()> {
        Ok(())
    }
}

#[test]
fn a_lost_context_is_noticed_and_answers_whoever_waits() -> Result<()> {
    let fragile = |left| Box::new(Fragile { caps: Caps::minimal(), left });
    let mut ctx = Context::with_interpreter(fragile(2));
    let canvas = RenderTarget::canvas(4, 4);
    ctx.clear(canvas, None, Some([0.0; 4]), None);
    ctx.flush()?;
    let pixels = ctx.read_pixels(canvas, canvas.rect(), vispy_gloo::ReadFormat::Rgba8);
    assert_eq!(ctx.flush(), Err(Error::ContextLost));
    let recovery = ctx.recover(fragile(100))?;
    assert_eq!((recovery.restored, recovery.lost.len()), (0, 0));
    assert_eq!(pixels.wait(&mut ctx), Err(Error::ContextLost));
    ctx.clear(canvas, None, Some([0.0; 4]), None);
    ctx.flush()
}

/// What a texture of 8 x 1 texels and its second level hold, the red of each.
fn reds(ctx: &mut Context, texture: &Texture2D) -> Result<Vec<u8>> {
    let (_layer, target) = target(ctx, TextureFormat::Rgba8, 12, 1)?;
    let fragment = "uniform sampler2D u_texture;\nout vec4 color;\nvoid main() {
    int x = int(gl_FragCoord.x);
    color = x < 8 ? texelFetch(u_texture, ivec2(x, 0), 0) : texelFetch(u_texture, ivec2(x - 8, 0), 1);\n}";
    let mut program = program(ctx, COVER, fragment);
    program.set_texture("u_texture", texture)?;
    cover(ctx, &mut program, target)?;
    Ok(bytes(ctx, target)?.iter().map(|pixel| pixel[0]).collect())
}

#[test]
fn many_changes_of_a_retained_texture_are_kept_as_one() -> Result<()> {
    let mut ctx = gl!();
    let texture = Texture2D::new(TextureFormat::R8, 8, 1, &[100_u8; 8])?.with_mipmaps().retained();
    texture.generate_mipmaps()?;
    let mut expected = [[100_u8; 8].as_slice(), &[100; 4]].concat();
    assert_eq!(reds(&mut ctx, &texture)?, expected);
    for round in 0..1000_usize {
        // Parts that overlap, none of which covers the one before.
        let (first, value) = (round * 5 % 7, (round % 251) as u8);
        texture.write_now(&mut ctx, Rect::new(first as i32, 0, 2, 1), &[value; 2])?;
        expected[first..first + 2].fill(value);
        assert!(ctx.memory().retained_bytes <= 3 * 15, "{round}: {} bytes", ctx.memory().retained_bytes);
    }
    for _ in 0..2 {
        assert_eq!(reds(&mut ctx, &texture)?, expected, "smaller levels are as they were computed");
        ctx.recover().map_err(|error| Error::NoGl { reason: error.to_string() })?;
    }
    Ok(())
}

#[test]
fn what_is_retained_comes_back_and_the_others_say_so() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 2, 1)?;
    let corners = VertexBuffer::new(&[[-1.0_f32, -1.0], [3.0, -1.0], [-1.0, 3.0]]).retained();
    let kept = Texture2D::new(TextureFormat::Rgba8, 2, 1, &[10_u8; 8])?.with_label("kept").retained();
    let gone = Texture2D::new(TextureFormat::Rgba8, 2, 1, &[0_u8; 8])?.with_label("gone");
    let mut program = program(
        &ctx,
        "in vec2 a_position;\nvoid main() { gl_Position = vec4(a_position, 0.0, 1.0); }",
        "uniform sampler2D u_kept;\nuniform sampler2D u_gone;\nuniform vec4 u_more;\nout vec4 color;\nvoid main() {\n    \
         ivec2 at = ivec2(gl_FragCoord.xy);\n    \
         color = texelFetch(u_kept, at, 0) + texelFetch(u_gone, at, 0) + u_more;\n}",
    );
    program.set_attribute("a_position", &corners)?;
    program.set_texture("u_kept", &kept)?;
    program.set_texture("u_gone", &gone)?;
    program.set_uniform("u_more", [0.0_f32, 0.0, 0.0, 1.0])?;
    let mut frame = |ctx: &mut Context| -> Result<Vec<[u8; 4]>> {
        let state = State { blend: None, ..State::TRANSLUCENT };
        ctx.draw(&mut program, target, state, DrawCall::new(Topology::Triangles, 0..3))?;
        bytes(ctx, target)
    };
    frame(&mut ctx)?;
    // One update in part, one at once.
    kept.set_rect(Rect::new(1, 0, 1, 1), &[20_u8; 4])?;
    frame(&mut ctx)?;
    kept.write_now(&mut ctx, Rect::new(1, 0, 1, 1), &[30_u8; 4])?;
    let before = frame(&mut ctx)?;
    assert_eq!(before, [[10, 10, 10, 255], [30, 30, 30, 255]]);
    assert_eq!(ctx.memory().retained_bytes, 24 + 8 + 4, "an update replaces the one that it covers");

    let memory = ctx.memory();
    for _ in 0..2 {
        let recovery = ctx.recover().map_err(|error| Error::NoGl { reason: error.to_string() })?;
        assert_eq!(recovery.lost, ["2D texture gone"]);
        // Program, vertex array, vertex buffer, texture; the layer and its texture, which was never filled.
        assert_eq!(recovery.restored, 6);
        assert_eq!(ctx.memory(), memory);
        let refused = frame(&mut ctx).map_err(|error| error.to_string());
        assert_eq!(
            refused.err().as_deref(),
            Some(
                "2D texture gone lost its contents with the OpenGL context; fill it again, or make it retained()"
            )
        );
        gone.set_rect(Rect::new(0, 0, 2, 1), &[0_u8; 8])?;
        assert_eq!(frame(&mut ctx)?, before);
    }
    Ok(())
}
