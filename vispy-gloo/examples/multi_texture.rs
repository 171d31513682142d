//! Two pictures, and a third one that says where each of them is seen.
//!
//! Several textures in one program, two of them as an array of samplers; wrapping, which lays a picture as tiles. Drag to
//! move the mask.

mod gallery;

use gallery::passes::{COVER, cover, program};
use gallery::{Picture, View, show};
use vispy_gloo::{Context, Program, Result, Sampling, Texture2D, TextureFormat, Wrap};

const FRAGMENT: &str = "
in vec2 v_at;
uniform sampler2D u_pictures[2];
uniform sampler2D u_mask;
uniform vec2 u_shift;
uniform float u_aspect;
out vec4 color;
void main() {
    vec2 place = vec2((v_at.x - 0.5) * u_aspect, v_at.y - 0.5);
    vec4 bricks = texture(u_pictures[0], place * vec2(5.0, 5.0));
    vec4 tiles = texture(u_pictures[1], place * 8.0);
    color = mix(bricks, tiles, texture(u_mask, place - u_shift + 0.5).r);
}";

/// A picture of that many texels, whose colours `texel` says, `y` from the bottom up.
fn picture(side: u32, texel: impl Fn(u32, u32) -> [u8; 4]) -> Result<Texture2D> {
    let texels: Vec<[u8; 4]> = (0..side * side).map(|index| texel(index % side, index / side)).collect();
    let sampling = Sampling { wrap: [Wrap::Repeat; 3], ..Sampling::LINEAR };
    Ok(Texture2D::new(TextureFormat::Rgba8, side, side, texels.as_flattened())?.with_sampling(sampling))
}

fn bricks(x: u32, y: u32) -> [u8; 4] {
    // Four courses of 16 texels; every other course is shifted by half a brick.
    let shifted = x + if (y / 16).is_multiple_of(2) { 0 } else { 16 };
    let joint = y % 16 < 2 || shifted % 32 < 2;
    if joint { [205, 200, 190, 255] } else { [170, 75, 55, 255] }
}

fn tiles(x: u32, y: u32) -> [u8; 4] {
    if (x / 32 + y / 32).is_multiple_of(2) { [35, 60, 90, 255] } else { [235, 235, 225, 255] }
}

fn heart(x: u32, y: u32) -> [u8; 4] {
    let [x, y] = [x, y].map(|texel| (texel as f32 - 127.5) / 95.0);
    // Zero on the outline of a heart, negative inside.
    let outside = x * x + (1.2 * y + 0.1 - 0.8 * x.abs().sqrt()).powi(2) - 1.0;
    let mask = (127.5 - 1000.0 * outside).clamp(0.0, 255.0) as u8;
    [mask, mask, mask, 255]
}

struct Mixed(Program);

impl Picture for Mixed {
    const ANIMATED: bool = false;

    fn new(ctx: &mut Context) -> Result<Self> {
        let mut program = program(ctx, COVER, FRAGMENT);
        program.set_texture("u_pictures[0]", &picture(64, bricks)?)?;
        program.set_texture("u_pictures[1]", &picture(64, tiles)?)?;
        let mask = picture(256, heart)?;
        mask.set_sampling(Sampling::LINEAR);
        program.set_texture("u_mask", &mask)?;
        Ok(Self(program))
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        self.0.set_uniform("u_shift", view.drag)?;
        self.0.set_uniform("u_aspect", view.aspect())?;
        cover(ctx, &mut self.0, view.target)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Mixed>("multi_texture")
}
