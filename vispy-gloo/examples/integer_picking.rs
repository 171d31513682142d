//! Cubes of which the one under the mouse is lit.
//!
//! A second target of unsigned integers, which holds the number of the cube that each pixel shows; the pixel under the
//! mouse is read back. Move the mouse; drag and turn the wheel.

mod gallery;

use gallery::passes::program;
use gallery::shapes::{CUBE_INDICES, cube};
use gallery::{Picture, View, show};
use vispy_gloo::{
    Context, DrawCall, FrameBuffer, Program, ReadFormat, Rect, RenderBuffer, Result, State, Texture2D,
    TextureFormat, Topology,
};

const CUBES: u32 = 125;

const VERTEX: &str = "
in vec3 a_position;
in vec3 a_normal;
uniform mat4 u_clip_from_world;
flat out uint v_cube;
flat out vec3 v_normal;
void main() {
    int cube = gl_InstanceID;
    vec3 center = vec3(cube % 5, cube / 5 % 5, cube / 25) - 2.0;
    gl_Position = u_clip_from_world * vec4(center + 0.3 * a_position, 1.0);
    // 0 is for pixels that show no cube.
    v_cube = uint(cube) + 1u;
    v_normal = a_normal;
}";

const NUMBER: &str = "
flat in uint v_cube;
out uint number;
void main() { number = v_cube; }";

const SHOW: &str = "
flat in uint v_cube;
flat in vec3 v_normal;
uniform uint u_picked;
out vec4 color;
void main() {
    float light = 0.7 + 0.3 * dot(v_normal, normalize(vec3(0.2, 0.9, 0.4)));
    vec3 paint = v_cube == u_picked ? vec3(1.0, 0.7, 0.1) : vec3(0.35, 0.45, 0.55);
    color = vec4(light * paint, 1.0);
}";

struct Cubes {
    numbers: Program,
    show: Program,
    layer: FrameBuffer,
    /// The four numbers of the pixel that was read.
    pixel: Vec<u8>,
}

impl Picture for Cubes {
    const ANIMATED: bool = false;
    const MOUSE: [f32; 2] = [0.06, -0.1];

    fn new(ctx: &mut Context) -> Result<Self> {
        let numbers_there = Texture2D::empty(TextureFormat::R32Ui, 1, 1)?;
        let depth = RenderBuffer::new(TextureFormat::Depth24, 1, 1)?;
        let (corners, indices) = cube();
        let [mut numbers, mut show] = [program(ctx, VERTEX, NUMBER), program(ctx, VERTEX, SHOW)];
        for program in [&mut numbers, &mut show] {
            program.bind(&corners)?;
            program.set_indices(Some(&indices));
        }
        let layer = FrameBuffer::with_attachments(vec![(&numbers_there).into()], Some((&depth).into()))?;
        Ok(Self { numbers, show, layer, pixel: Vec::new() })
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        let clip_from_world = view.camera(11.5, 0.6, 0.5).clip_from_world;
        let cubes = DrawCall::new(Topology::Triangles, 0..CUBE_INDICES).with_instances(CUBES);

        self.layer.resize(view.target.width, view.target.height)?;
        let layer = ctx.use_framebuffer(&self.layer)?;
        self.numbers.set_uniform("u_clip_from_world", clip_from_world)?;
        ctx.clear(layer, None, Some([0.0; 4]), Some(1.0));
        ctx.draw(&mut self.numbers, layer, State::OPAQUE, cubes)?;
        let [x, y] = [0, 1].map(|axis| ((0.5 + 0.5 * view.mouse[axis]) * view.size()[axis]) as i32);
        let under_mouse = layer.rect().intersection(Rect::new(x, y, 1, 1));
        ctx.read_pixels_now(layer, under_mouse, ReadFormat::Rgba32Ui, &mut self.pixel)?;
        let picked = self.pixel.first_chunk().map_or(0, |bytes| u32::from_ne_bytes(*bytes));

        self.show.set_uniform("u_clip_from_world", clip_from_world)?;
        self.show.set_uniform("u_picked", picked)?;
        ctx.clear(view.target, None, Some([0.97, 0.97, 0.95, 1.0]), Some(1.0));
        ctx.draw(&mut self.show, view.target, State::OPAQUE, cubes)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Cubes>("integer_picking")
}
