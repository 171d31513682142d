//! A cube in the light of two lamps that go around it.
//!
//! An array of structs as a uniform, and light computed for each pixel: what a face scatters (Lambert) and what it
//! reflects (Blinn). Drag and turn the wheel.

mod gallery;

use gallery::passes::program;
use gallery::shapes::{CUBE_INDICES, cube};
use gallery::{Picture, View, show};
use vispy_gloo::{Context, DrawCall, Program, Result, State, Topology};

const VERTEX: &str = "
in vec3 a_position;
in vec3 a_normal;
uniform mat4 u_clip_from_world;
out vec3 v_position;
out vec3 v_normal;
void main() {
    gl_Position = u_clip_from_world * vec4(a_position, 1.0);
    v_position = a_position;
    v_normal = a_normal;
}";

const FRAGMENT: &str = "
struct Lamp {
    vec3 position;
    vec3 color;
};
in vec3 v_position;
in vec3 v_normal;
uniform Lamp u_lamps[2];
uniform vec3 u_eye;
out vec4 color;
void main() {
    vec3 paint = vec3(0.3, 0.55, 0.8);
    vec3 light = 0.15 * paint;
    for (int lamp = 0; lamp < 2; lamp++) {
        vec3 to_lamp = normalize(u_lamps[lamp].position - v_position);
        vec3 halfway = normalize(to_lamp + normalize(u_eye - v_position));
        float scattered = max(dot(v_normal, to_lamp), 0.0);
        float reflected = 0.7 * pow(max(dot(v_normal, halfway), 0.0), 80.0);
        light += u_lamps[lamp].color * (paint * scattered + reflected);
    }
    color = vec4(light, 1.0);
}";

struct Cube(Program);

impl Picture for Cube {
    fn new(ctx: &mut Context) -> Result<Self> {
        let (corners, indices) = cube();
        let mut program = program(ctx, VERTEX, FRAGMENT);
        program.bind(&corners)?;
        program.set_indices(Some(&indices));
        program.set_uniform("u_lamps[0].color", [1.0_f32, 0.95, 0.85])?;
        program.set_uniform("u_lamps[1].color", [0.35_f32, 0.45, 0.5])?;
        Ok(Self(program))
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        let camera = view.camera(6.0, 0.6, 0.5);
        self.0.set_uniform("u_clip_from_world", camera.clip_from_world)?;
        self.0.set_uniform("u_eye", camera.eye)?;
        // The lamps are always on opposite sides.
        let (x, z) = (0.6 + view.time).sin_cos();
        self.0.set_uniform("u_lamps[0].position", [3.0 * x, 2.2, 3.0 * z])?;
        self.0.set_uniform("u_lamps[1].position", [-3.0 * x, 2.2, -3.0 * z])?;
        ctx.clear(view.target, None, Some([0.08, 0.08, 0.1, 1.0]), Some(1.0));
        let call = DrawCall::new(Topology::Triangles, 0..CUBE_INDICES);
        ctx.draw(&mut self.0, view.target, State::OPAQUE, call)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Cube>("lighted_cube")
}
