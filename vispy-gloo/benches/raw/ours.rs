//! The workloads by gloo.

use vispy_app::egl::HeadlessContext;
use vispy_gloo::{
    DrawCall, FrameBuffer, Program, ReadFormat, RenderTarget, State, Texture2D, TextureFormat, Topology,
    VertexBuffer,
};

use super::{
    AnyError, Contender, DRAWS, OBJECTS, PIECE_FLOATS, PIECES, PLAIN, PROGRAMS, SIDE, TEXTURED, TEXTURES,
    VERTEX, color, place,
};

pub(crate) struct Ours {
    ctx: HeadlessContext,
    target: RenderTarget,
    _layer: FrameBuffer,
    moving: Program,
    textured: Vec<Program>,
    textures: Vec<Texture2D>,
    objects: Vec<Program>,
    large: VertexBuffer,
    piece: Vec<f32>,
}

const STATE: State = State { blend: None, ..State::TRANSLUCENT };

impl Ours {
    pub(crate) fn new(mut ctx: HeadlessContext) -> Result<Self, AnyError> {
        let layer = FrameBuffer::new(&Texture2D::empty(TextureFormat::Rgba8, SIDE, SIDE)?)?;
        let target = ctx.use_framebuffer(&layer)?;
        let point = VertexBuffer::new(&[[0.0_f32; 2]]);
        let mut moving = Program::new(VERTEX, PLAIN);
        moving.set_attribute("a_position", &point)?;
        moving.set_uniform("u_color", [1.0_f32; 4])?;
        let textured = (0..PROGRAMS).map(|_| {
            let mut program = Program::new(VERTEX, TEXTURED);
            program.set_attribute("a_position", &point)?;
            Ok(program)
        });
        let textured = textured.collect::<Result<Vec<Program>, vispy_gloo::Error>>()?;
        let textures = (0..TEXTURES).map(|index| {
            Texture2D::new(TextureFormat::Rgba8, 1, 1, &color(index).map(|c| (c * 255.0) as u8))
        });
        let textures = textures.collect::<Result<Vec<Texture2D>, vispy_gloo::Error>>()?;
        let plain = moving.instance();
        let objects = (0..OBJECTS).map(|index| {
            let mut program = plain.instance();
            program.set_attribute("a_position", &VertexBuffer::new(&[place(index)]))?;
            program.set_uniform("u_offset", [0.0_f32; 2])?;
            program.set_uniform("u_color", color(index))?;
            Ok(program)
        });
        let objects = objects.collect::<Result<Vec<Program>, vispy_gloo::Error>>()?;
        let large = VertexBuffer::new(vec![0.0_f32; PIECE_FLOATS]);
        let piece = vec![1.0_f32; PIECE_FLOATS];
        Ok(Self { ctx, target, _layer: layer, moving, textured, textures, objects, large, piece })
    }

    pub(crate) fn make_current(&mut self) -> Result<(), AnyError> {
        self.ctx.make_current()?;
        Ok(())
    }
}

fn point() -> DrawCall {
    DrawCall::new(Topology::Points, 0..1)
}

impl Contender for Ours {
    fn many_draws(&mut self) -> Result<(), AnyError> {
        let ctx = self.ctx.make_current()?;
        ctx.clear(self.target, None, Some([0.0; 4]), None);
        for index in 0..DRAWS {
            self.moving.set_uniform("u_offset", place(index))?;
            ctx.draw(&mut self.moving, self.target, STATE, point())?;
        }
        Ok(ctx.flush()?)
    }

    fn interleaved(&mut self) -> Result<(), AnyError> {
        let ctx = self.ctx.make_current()?;
        ctx.clear(self.target, None, Some([0.0; 4]), None);
        for (row, texture) in self.textures.iter().enumerate() {
            for (column, program) in self.textured.iter_mut().enumerate() {
                program.set_texture("u_picture", texture)?;
                program.set_uniform("u_offset", place(row * SIDE as usize + column))?;
                ctx.draw(program, self.target, STATE, point())?;
            }
        }
        Ok(ctx.flush()?)
    }

    fn upload(&mut self) -> Result<(), AnyError> {
        let ctx = self.ctx.make_current()?;
        for piece in 0..PIECES {
            self.piece[0] = piece as f32;
            self.large.write_now(ctx, 0, &self.piece)?;
        }
        Ok(())
    }

    fn steady(&mut self) -> Result<(), AnyError> {
        let ctx = self.ctx.make_current()?;
        ctx.clear(self.target, None, Some([0.0; 4]), None);
        for program in &mut self.objects {
            ctx.draw(program, self.target, STATE, point())?;
        }
        Ok(ctx.flush()?)
    }

    fn finish(&mut self) -> Result<Vec<u8>, AnyError> {
        let mut pixels = Vec::new();
        let ctx = self.ctx.make_current()?;
        ctx.read_pixels_now(self.target, self.target.rect(), ReadFormat::Rgba8, &mut pixels)?;
        Ok(pixels)
    }
}
