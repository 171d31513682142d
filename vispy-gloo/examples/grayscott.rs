//! Patterns that two reacting chemicals grow, after Gray and Scott (1984).
//!
//! Two textures of floats take turns, many times a frame. Move the mouse with the left button down to start new spots.

mod gallery;

use gallery::passes::{COVER, Layer, cover, program};
use gallery::random::Random;
use gallery::{Picture, View, show};
use vispy_gloo::{Context, Program, Result, Sampling, Texture2D, TextureFormat, Wrap};

const SIZE: [u32; 2] = [160, 120];
const STEPS_PER_FRAME: usize = 24;

const STEP: &str = "
uniform sampler2D u_state;
uniform vec2 u_mouse;
out vec4 state;

vec2 at(int x, int y) {
    ivec2 size = textureSize(u_state, 0);
    return texelFetch(u_state, (ivec2(gl_FragCoord.xy) + ivec2(x, y) + size) % size, 0).xy;
}

void main() {
    vec2 here = at(0, 0);
    vec2 beside = at(1, 0) + at(-1, 0) + at(0, 1) + at(0, -1);
    vec2 diagonal = at(1, 1) + at(-1, 1) + at(1, -1) + at(-1, -1);
    vec2 spread = vec2(1.0, 0.5) * (0.2 * beside + 0.05 * diagonal - here);
    float reaction = here.x * here.y * here.y;
    float feed = 0.037;
    float kill = 0.06;
    vec2 next = here + spread + vec2(feed * (1.0 - here.x) - reaction, reaction - (feed + kill) * here.y);
    bool touched = distance(gl_FragCoord.xy, u_mouse) < 3.0;
    state = vec4(touched ? vec2(0.5, 0.5) : next, 0.0, 1.0);
}";

const SHOW: &str = "
in vec2 v_at;
uniform sampler2D u_state;
out vec4 color;
void main() {
    float value = clamp(2.8 * texture(u_state, v_at).y, 0.0, 1.0);
    vec3 shade = mix(vec3(0.97, 0.95, 0.88), vec3(0.15, 0.5, 0.55), smoothstep(0.1, 0.5, value));
    color = vec4(mix(shade, vec3(0.06, 0.12, 0.25), smoothstep(0.5, 1.0, value)), 1.0);
}";

struct Reaction {
    step: Program,
    show: Program,
    layers: [Layer; 2],
    drag: [f32; 2],
}

impl Picture for Reaction {
    const FRAMES_BEFORE: u32 = 80;

    fn new(ctx: &mut Context) -> Result<Self> {
        let [width, height] = SIZE;
        let mut random = Random::new(5);
        let spots: Vec<[f32; 2]> = (0..40)
            .map(|_| [random.between(0.0, width as f32), random.between(0.0, height as f32)])
            .collect();
        let texel = |index: u32| {
            let (x, y) = ((index % width) as f32, (index / width) as f32);
            let touched = spots.iter().any(|spot| (spot[0] - x).hypot(spot[1] - y) < 3.0);
            if touched { [0.5_f32, 0.5] } else { [1.0, 0.0] }
        };
        let texels: Vec<[f32; 2]> = (0..width * height).map(texel).collect();
        let first = Texture2D::new(TextureFormat::Rg32F, width, height, texels.as_flattened())?;
        let layers = [Layer::of(first)?, Layer::new(TextureFormat::Rg32F, SIZE)?];
        // Linear filtering of 32-bit floats is not everywhere.
        if ctx.caps().float_linear {
            let sampling = Sampling { wrap: [Wrap::Repeat; 3], ..Sampling::LINEAR };
            layers.iter().for_each(|layer| layer.texture.set_sampling(sampling));
        }
        let (step, show) = (program(ctx, COVER, STEP), program(ctx, COVER, SHOW));
        Ok(Self { step, show, layers, drag: [0.0; 2] })
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        let dragged = std::mem::replace(&mut self.drag, view.drag) != view.drag;
        let [x, y] = view.mouse.map(|place| 0.5 + 0.5 * place);
        let spot = if dragged { [x * SIZE[0] as f32, y * SIZE[1] as f32] } else { [-100.0; 2] };
        self.step.set_uniform("u_mouse", spot)?;
        for _ in 0..STEPS_PER_FRAME {
            self.step.set_texture("u_state", &self.layers[0].texture)?;
            let next = self.layers[1].target(ctx, SIZE)?;
            cover(ctx, &mut self.step, next)?;
            self.layers.swap(0, 1);
        }
        self.show.set_texture("u_state", &self.layers[0].texture)?;
        cover(ctx, &mut self.show, view.target)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Reaction>("grayscott")
}
