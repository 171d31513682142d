//! Cubes around a wall: those that it hides are not drawn, and the lamps below them are dark.
//!
//! A query for each cube, whose answer is taken when it has come, and uniform blocks that programs share: one of the view,
//! one of the colours. Drag and turn the wheel.

mod gallery;

use bytemuck::{Pod, Zeroable};
use gallery::passes::program;
use gallery::shapes::{CUBE_INDICES, cube};
use gallery::{Picture, View, show};
use vispy_gloo::{
    Context, DrawCall, Pending, Program, QueryKind, Result, State, Topology, UniformBuffer, uniform_block,
};

const CUBES: usize = 12;

#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Scene {
    u_clip_from_world: [[f32; 4]; 4],
    u_light: [f32; 3],
    u_turn: f32,
}
uniform_block!(Scene { u_clip_from_world, u_light, u_turn });

#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Palette {
    u_colors: [[f32; 4]; CUBES],
}
uniform_block!(Palette { u_colors });

const SCENE: &str = "
layout(std140) uniform Scene { mat4 u_clip_from_world; vec3 u_light; float u_turn; };";

const PALETTE: &str = "
layout(std140) uniform Palette { vec4 u_colors[12]; };";

const WALL: &str = "
in vec3 a_position;
in vec3 a_normal;
out vec3 v_color;
void main() {
    gl_Position = u_clip_from_world * vec4(a_position * vec3(1.7, 1.3, 0.1), 1.0);
    v_color = vec3(0.55, 0.53, 0.5) * (0.6 + 0.4 * dot(a_normal, u_light));
}";

const CUBE: &str = "
in vec3 a_position;
in vec3 a_normal;
uniform int u_cube;
out vec3 v_color;
void main() {
    float angle = u_turn + float(u_cube) * 6.2831853 / 12.0;
    vec3 center = 3.2 * vec3(sin(angle), 0.0, -cos(angle));
    gl_Position = u_clip_from_world * vec4(center + 0.25 * a_position, 1.0);
    v_color = u_colors[u_cube].rgb * (0.6 + 0.4 * dot(a_normal, u_light));
}";

const LAMP: &str = "
uniform uint u_seen;
out vec3 v_color;
void main() {
    bool seen = (u_seen >> uint(gl_InstanceID) & 1u) == 1u;
    v_color = seen ? u_colors[gl_InstanceID].rgb : vec3(0.15);
    vec2 corner = vec2(gl_VertexID % 2, gl_VertexID / 2);
    float x = (float(gl_InstanceID) + 0.1 + 0.8 * corner.x) / 12.0;
    gl_Position = vec4(2.0 * x - 1.0, -0.96 + 0.1 * corner.y, -1.0, 1.0);
}";

const FRAGMENT: &str = "
in vec3 v_color;
out vec4 color;
void main() { color = vec4(v_color, 1.0); }";

/// Tests depth, and leaves no trace.
const INVISIBLE: State = State { color_mask: [false; 4], depth_write: false, ..State::OPAQUE };

struct Hidden {
    wall: Program,
    cubes: Program,
    lamps: Program,
    scene: UniformBuffer,
    asked: [Option<Pending<u64>>; CUBES],
    /// What is known of each cube; nothing in the first frame.
    seen: [Option<bool>; CUBES],
}

impl Hidden {
    /// Asks whether the wall leaves anything of a cube, unless the last answer is still on its way.
    fn ask(&mut self, ctx: &mut Context, view: &View, index: usize) -> Result<()> {
        if !ctx.caps().queries {
            self.seen[index] = Some(true);
            return Ok(());
        }
        let pending = match self.asked[index].take() {
            Some(pending) => pending,
            None => ctx.query(QueryKind::AnySamples, |ctx| self.draw_cube(ctx, view, index, INVISIBLE))?,
        };
        if self.seen[index].is_none() {
            self.seen[index] = Some(pending.wait(ctx)? > 0);
        } else if let Some(answer) = pending.poll() {
            self.seen[index] = Some(answer? > 0);
        } else {
            self.asked[index] = Some(pending);
        }
        Ok(())
    }

    fn draw_cube(&mut self, ctx: &mut Context, view: &View, index: usize, state: State) -> Result<()> {
        self.cubes.set_uniform("u_cube", index as i32)?;
        ctx.draw(&mut self.cubes, view.target, state, DrawCall::new(Topology::Triangles, 0..CUBE_INDICES))
    }
}

impl Picture for Hidden {
    fn new(ctx: &mut Context) -> Result<Self> {
        let scene = UniformBuffer::new(&Scene::zeroed());
        let u_colors: [[f32; 4]; CUBES] = std::array::from_fn(|index| {
            let channel =
                |shift: f32| 0.6 + 0.4 * (index as f32 * std::f32::consts::TAU / 12.0 + shift).cos();
            [channel(0.0), channel(-2.1), channel(2.1), 1.0]
        });
        let palette = UniformBuffer::new(&Palette { u_colors });
        let mut wall = program(ctx, &format!("{SCENE}{WALL}"), FRAGMENT);
        let mut cubes = program(ctx, &format!("{SCENE}{PALETTE}{CUBE}"), FRAGMENT);
        let mut lamps = program(ctx, &format!("{PALETTE}{LAMP}"), FRAGMENT);
        let (corners, indices) = cube();
        for program in [&mut wall, &mut cubes] {
            program.bind(&corners)?;
            program.set_indices(Some(&indices));
            program.set_block("Scene", &scene)?;
        }
        for program in [&mut cubes, &mut lamps] {
            program.set_block("Palette", &palette)?;
        }
        Ok(Self { wall, cubes, lamps, scene, asked: Default::default(), seen: [None; CUBES] })
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        self.scene.set(&Scene {
            u_clip_from_world: view.camera(11.0, 0.0, 0.3).clip_from_world.to_cols_array_2d(),
            u_light: glam::Vec3::new(0.3, 0.8, 0.5).normalize().to_array(),
            u_turn: 0.4 * view.time,
        })?;
        ctx.clear(view.target, None, Some([0.96, 0.96, 0.94, 1.0]), Some(1.0));
        let faces = DrawCall::new(Topology::Triangles, 0..CUBE_INDICES);
        ctx.draw(&mut self.wall, view.target, State::OPAQUE, faces)?;
        // Asked before any cube is drawn: cubes do not hide each other.
        for index in 0..CUBES {
            self.ask(ctx, view, index)?;
        }
        let mut lit = 0;
        for index in 0..CUBES {
            if self.seen[index] == Some(true) {
                lit |= 1_u32 << index;
                self.draw_cube(ctx, view, index, State::OPAQUE)?;
            }
        }
        self.lamps.set_uniform("u_seen", lit)?;
        let lamps = DrawCall::new(Topology::TriangleStrip, 0..4).with_instances(CUBES as u32);
        ctx.draw(&mut self.lamps, view.target, State::OPAQUE, lamps)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Hidden>("occlusion_queries")
}
