//! How far it is to a curve, for every pixel, after Rong and Tan (2006).
//!
//! Passes over two textures of coordinates: each pixel asks eight others which seed they know, first those half a picture
//! away, at last its neighbours. What the passes cost does not depend on how many seeds there are.

mod gallery;

use gallery::passes::{COVER, Layer, cover, program};
use gallery::{Picture, View, show};
use vispy_gloo::{Context, DrawCall, Program, Result, State, TextureFormat, Topology};

const SEEDS: u32 = 4_000;

const SEED_VERTEX: &str = "
uniform float u_aspect;
uniform float u_time;
void main() {
    // A curve of Lissajous.
    float angle = float(gl_VertexID) / 4000.0 * 6.2831853;
    vec2 place = 0.7 * vec2(sin(3.0 * angle + 0.5 + 0.2 * u_time) / u_aspect * 1.3, sin(2.0 * angle));
    gl_Position = vec4(place, 0.0, 1.0);
    gl_PointSize = 1.0;
}";

const SEED_FRAGMENT: &str = "
out vec4 seed;
void main() { seed = vec4(gl_FragCoord.xy, 0.0, 1.0); }";

const FLOOD: &str = "
uniform sampler2D u_seeds;
uniform int u_jump;
out vec4 seed;
void main() {
    ivec2 last = textureSize(u_seeds, 0) - 1;
    seed = vec4(-1e4, -1e4, 0.0, 1.0);
    for (int y = -1; y <= 1; y++) {
        for (int x = -1; x <= 1; x++) {
            ivec2 other = ivec2(gl_FragCoord.xy) + u_jump * ivec2(x, y);
            vec4 known = texelFetch(u_seeds, clamp(other, ivec2(0), last), 0);
            if (distance(known.xy, gl_FragCoord.xy) < distance(seed.xy, gl_FragCoord.xy)) seed = known;
        }
    }
}";

const SHOW: &str = "
uniform sampler2D u_seeds;
uniform float u_height;
out vec4 color;
void main() {
    float away = distance(texelFetch(u_seeds, ivec2(gl_FragCoord.xy), 0).xy, gl_FragCoord.xy);
    vec3 shade = mix(vec3(1.0, 0.9, 0.55), vec3(0.12, 0.25, 0.4), sqrt(min(1.0, 3.0 * away / u_height)));
    // A line each thirtieth of the height.
    float line = abs(fract(30.0 * away / u_height + 0.5) - 0.5) / 30.0 * u_height;
    shade *= mix(0.75, 1.0, clamp(line, 0.0, 1.0));
    color = vec4(away < 1.5 ? vec3(0.1) : shade, 1.0);
}";

struct Distances {
    seeds: Program,
    flood: Program,
    show: Program,
    layers: [Layer; 2],
}

impl Picture for Distances {
    fn new(ctx: &mut Context) -> Result<Self> {
        let layer = || Layer::new(TextureFormat::Rg32F, [1, 1]);
        Ok(Self {
            seeds: program(ctx, SEED_VERTEX, SEED_FRAGMENT),
            flood: program(ctx, COVER, FLOOD),
            show: program(ctx, COVER, SHOW),
            layers: [layer()?, layer()?],
        })
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        let size = [view.target.width, view.target.height];
        let first = self.layers[0].target(ctx, size)?;
        // Far away: who knows no seed.
        ctx.clear(first, None, Some([-1e4, -1e4, 0.0, 1.0]), None);
        self.seeds.set_uniform("u_aspect", view.aspect())?;
        self.seeds.set_uniform("u_time", view.time)?;
        let state = State { blend: None, ..State::TRANSLUCENT };
        ctx.draw(&mut self.seeds, first, state, DrawCall::new(Topology::Points, 0..SEEDS))?;

        let mut jump = size[0].max(size[1]).next_power_of_two() as i32 / 2;
        while jump > 0 {
            self.flood.set_texture("u_seeds", &self.layers[0].texture)?;
            self.flood.set_uniform("u_jump", jump)?;
            let next = self.layers[1].target(ctx, size)?;
            cover(ctx, &mut self.flood, next)?;
            self.layers.swap(0, 1);
            jump /= 2;
        }
        self.show.set_texture("u_seeds", &self.layers[0].texture)?;
        self.show.set_uniform("u_height", view.size()[1])?;
        cover(ctx, &mut self.show, view.target)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Distances>("jump_flooding")
}
