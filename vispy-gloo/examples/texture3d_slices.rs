//! Twelve slices through a solid, from its bottom to its top.
//!
//! A 3D texture, linearly filtered in all three directions, and a 1D texture as a colormap. Move the mouse to the right to
//! go up.

mod gallery;

use gallery::passes::{COVER, cover, program};
use gallery::{Picture, View, show};
use vispy_gloo::{Context, Program, Result, Sampling, Texture1D, Texture3D, TextureFormat};

const SIDE: u32 = 48;

const FRAGMENT: &str = "
in vec2 v_at;
uniform sampler3D u_solid;
uniform sampler2D u_colormap;
uniform float u_up;
out vec4 color;
void main() {
    // Four columns and three rows; the first slice is in the upper left corner.
    vec2 tile = vec2(4.0, 3.0) * vec2(v_at.x, 1.0 - v_at.y);
    vec2 inside = (fract(tile) - 0.5) * 1.06 + 0.5;
    float height = (floor(tile.x) + 4.0 * floor(tile.y) + 0.5) / 12.0 + u_up;
    float value = texture(u_solid, vec3(inside.x, 1.0 - inside.y, height)).r;
    bool gap = any(lessThan(inside, vec2(0.0))) || any(greaterThan(inside, vec2(1.0)));
    color = gap ? vec4(1.0) : texture(u_colormap, vec2(value, 0.5));
}";

/// A gyroid, which is a surface that repeats itself in all directions, in a ball.
fn gyroid() -> Result<Texture3D> {
    let place = |index: u32| (index as f32 + 0.5) / SIDE as f32 * 2.0 - 1.0;
    let texel = |index: u32| {
        let [x, y, z] = [index % SIDE, index / SIDE % SIDE, index / SIDE / SIDE].map(place);
        let [a, b, c] = [x, y, z].map(|coordinate| 6.0 * coordinate);
        let value = 0.55 + 0.3 * (a.sin() * b.cos() + b.sin() * c.cos() + c.sin() * a.cos());
        let ball = ((1.0 - (x * x + y * y + z * z).sqrt()) * 16.0).clamp(0.0, 1.0);
        (255.0 * value.clamp(0.0, 1.0) * ball) as u8
    };
    let texels: Vec<u8> = (0..SIDE.pow(3)).map(texel).collect();
    Ok(Texture3D::new(TextureFormat::R8, [SIDE; 3], texels)?.with_sampling(Sampling::LINEAR))
}

struct Slices(Program);

impl Picture for Slices {
    const ANIMATED: bool = false;
    const SIZE: [u32; 2] = [640, 480];

    fn new(ctx: &mut Context) -> Result<Self> {
        let colors = [
            [8_u8, 8, 30, 255],
            [70, 20, 110, 255],
            [190, 50, 90, 255],
            [250, 140, 50, 255],
            [255, 245, 190, 255],
        ];
        let colormap = Texture1D::new(TextureFormat::Rgba8, colors.as_flattened())?;
        let mut program = program(ctx, COVER, FRAGMENT);
        program.set_texture("u_solid", &gyroid()?)?;
        program.set_texture("u_colormap", &colormap.with_sampling(Sampling::LINEAR))?;
        Ok(Self(program))
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        self.0.set_uniform("u_up", 0.1 * view.mouse[0])?;
        cover(ctx, &mut self.0, view.target)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Slices>("texture3d_slices")
}
