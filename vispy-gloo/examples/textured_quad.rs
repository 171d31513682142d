//! One small picture on two quads: its texels as squares, and interpolated.
//!
//! Textures and their sampling, a quad as a strip of four vertices, and values of uniforms that change between draws.

mod gallery;

use gallery::passes::program;
use gallery::{Picture, View, show};
use vispy_gloo::{
    Context, DrawCall, Program, Result, Sampling, State, Texture2D, TextureFormat, Topology, VertexBuffer,
};

const VERTEX: &str = "
in vec2 a_corner;
uniform vec2 u_center;
uniform vec2 u_half_size;
out vec2 v_texcoord;
void main() {
    v_texcoord = a_corner;
    gl_Position = vec4(u_center + (2.0 * a_corner - 1.0) * u_half_size, 0.0, 1.0);
}";

const FRAGMENT: &str = "
in vec2 v_texcoord;
uniform sampler2D u_picture;
out vec4 color;
void main() { color = texture(u_picture, v_texcoord); }";

/// A boat: `|` is a mast, `/` a sail, `#` the hull, `~` the sea, `o` the sun; the first row is the upper one.
const BOAT: [&str; 8] =
    ["   |  oo", "  /|  oo", " //|/   ", "///|//  ", "   |    ", " ###### ", "~~####~~", "~~~~~~~~"];

fn boat() -> Result<Texture2D> {
    // Textures have their first row at the bottom.
    let texels = BOAT.iter().rev().flat_map(|row| row.bytes()).flat_map(|texel| match texel {
        b'|' => [90_u8, 60, 40, 255],
        b'/' => [250, 250, 240, 255],
        b'#' => [180, 60, 50, 255],
        b'~' => [30, 90, 170, 255],
        b'o' => [250, 190, 60, 255],
        _ => [150, 205, 240, 255],
    });
    Texture2D::new(TextureFormat::Rgba8, 8, 8, texels.collect::<Vec<u8>>())
}

struct Quads {
    program: Program,
    pictures: [Texture2D; 2],
}

impl Picture for Quads {
    const ANIMATED: bool = false;
    const SIZE: [u32; 2] = [800, 400];

    fn new(ctx: &mut Context) -> Result<Self> {
        let mut program = program(ctx, VERTEX, FRAGMENT);
        program.set_attribute(
            "a_corner",
            &VertexBuffer::new(&[[0.0_f32, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]),
        )?;
        let pictures = [boat()?.with_sampling(Sampling::NEAREST), boat()?.with_sampling(Sampling::LINEAR)];
        Ok(Self { program, pictures })
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        ctx.clear(view.target, None, Some([1.0; 4]), None);
        let half_height = 0.8 * (0.5 * view.aspect()).min(1.0);
        self.program.set_uniform("u_half_size", [half_height / view.aspect(), half_height])?;
        for (picture, x) in self.pictures.iter().zip([-0.5_f32, 0.5]) {
            self.program.set_uniform("u_center", [x, 0.0])?;
            self.program.set_texture("u_picture", picture)?;
            let quad = DrawCall::new(Topology::TriangleStrip, 0..4);
            ctx.draw(&mut self.program, view.target, State::TRANSLUCENT, quad)?;
        }
        Ok(())
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Quads>("textured_quad")
}
