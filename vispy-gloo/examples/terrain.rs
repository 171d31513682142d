//! Mountains and a lake, from random heights.
//!
//! A grid without vertex attributes: the vertex stage reads heights from a texture of floats by the number of the vertex;
//! 32-bit indices. Drag and turn the wheel.

mod gallery;

use gallery::passes::program;
use gallery::random::Random;
use gallery::{Picture, View, show};
use vispy_gloo::{
    Context, DrawCall, IndexBuffer, Program, Result, State, Texture2D, TextureFormat, Topology,
};

/// Vertices along a side: a power of two, and one.
const SIDE: u32 = 257;

const VERTEX: &str = "
uniform sampler2D u_heights;
uniform mat4 u_clip_from_world;
out vec3 v_normal;
out float v_height;

float height(ivec2 place) {
    return texelFetch(u_heights, clamp(place, ivec2(0), ivec2(256)), 0).r;
}

void main() {
    ivec2 place = ivec2(gl_VertexID % 257, gl_VertexID / 257);
    v_height = height(place);
    vec2 slope = vec2(height(place + ivec2(1, 0)) - height(place - ivec2(1, 0)),
                      height(place + ivec2(0, 1)) - height(place - ivec2(0, 1))) * 64.0;
    // The lake is flat.
    v_normal = v_height > 0.0 ? vec3(-slope.x, 1.0, -slope.y) : vec3(0.0, 1.0, 0.0);
    vec2 ground = vec2(place) / 128.0 - 1.0;
    gl_Position = u_clip_from_world * vec4(ground.x, max(v_height, 0.0) - 0.1, ground.y, 1.0);
}";

const FRAGMENT: &str = "
in vec3 v_normal;
in float v_height;
out vec4 color;
void main() {
    vec3 normal = normalize(v_normal);
    vec3 paint = mix(vec3(0.85, 0.8, 0.6), vec3(0.35, 0.55, 0.25), smoothstep(0.01, 0.04, v_height));
    paint = mix(paint, vec3(0.5, 0.45, 0.4), smoothstep(0.15, 0.25, v_height + 0.1 * (1.0 - normal.y)));
    paint = mix(paint, vec3(0.97, 0.97, 1.0), smoothstep(0.32, 0.38, v_height));
    if (v_height <= 0.0) paint = mix(vec3(0.25, 0.5, 0.7), vec3(0.1, 0.25, 0.5), clamp(-8.0 * v_height, 0.0, 1.0));
    float light = 0.35 + 0.65 * max(0.0, dot(normal, normalize(vec3(-0.6, 0.6, 0.3))));
    color = vec4(paint * light, 1.0);
}";

/// Heights by halving squares: what is new is the mean of its neighbours and a random part (Fournier, Fussell and
/// Carpenter, 1982).
fn heights() -> Vec<f32> {
    let side = SIDE as usize;
    let mut random = Random::new(12);
    let mut heights = vec![-0.15_f32; side * side];
    let mut rough = 0.45_f32;
    let mut step = side - 1;
    while step > 1 {
        let half = step / 2;
        // Middles of squares, then middles of their edges.
        for (first, diagonal) in [(half, true), (0, false)] {
            for y in (first..side).step_by(if diagonal { step } else { half }) {
                let first = if diagonal || y % step == 0 { half } else { 0 };
                for x in (first..side).step_by(step) {
                    let around: &[[isize; 2]] = if diagonal {
                        &[[-1, -1], [1, -1], [-1, 1], [1, 1]]
                    } else {
                        &[[-1, 0], [1, 0], [0, -1], [0, 1]]
                    };
                    let neighbours: Vec<f32> = around
                        .iter()
                        .filter_map(|[right, down]| {
                            let x = x.checked_add_signed(right * half as isize).filter(|x| *x < side)?;
                            let y = y.checked_add_signed(down * half as isize).filter(|y| *y < side)?;
                            Some(heights[y * side + x])
                        })
                        .collect();
                    let mean = neighbours.iter().sum::<f32>() / neighbours.len() as f32;
                    // The middle of all is high, so that there is an island.
                    let part = if diagonal && step == side - 1 { 1.2 } else { random.between(-1.0, 1.0) };
                    heights[y * side + x] = mean + rough * part;
                }
            }
        }
        rough *= 0.5;
        step = half;
    }
    heights
}

struct Terrain {
    program: Program,
    indices: u32,
}

impl Picture for Terrain {
    const ANIMATED: bool = false;

    fn new(ctx: &mut Context) -> Result<Self> {
        let cells = (0..SIDE - 1).flat_map(|y| (0..SIDE - 1).map(move |x| y * SIDE + x));
        let corners = cells.flat_map(|cell| [0, SIDE, 1, 1, SIDE, SIDE + 1].map(|corner| cell + corner));
        let indices = IndexBuffer::new(corners.collect::<Vec<u32>>());
        let mut program = program(ctx, VERTEX, FRAGMENT);
        program.set_indices(Some(&indices));
        program.set_texture("u_heights", &Texture2D::new(TextureFormat::R32F, SIDE, SIDE, heights())?)?;
        Ok(Self { program, indices: indices.len() as u32 })
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        self.program.set_uniform("u_clip_from_world", view.camera(3.3, 0.5, 0.6).clip_from_world)?;
        ctx.clear(view.target, None, Some([0.72, 0.83, 0.93, 1.0]), Some(1.0));
        let call = DrawCall::new(Topology::Triangles, 0..self.indices);
        ctx.draw(&mut self.program, view.target, State::OPAQUE, call)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Terrain>("terrain")
}
