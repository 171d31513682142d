//! Nine by nine values, interpolated in six ways.
//!
//! From the upper left: nearest, linear, Hermite; below: B-spline, Catmull-Rom, Lanczos. A texture of floats, read texel by
//! texel and weighted in the shader, so that any filter works on any format.

mod gallery;

use gallery::passes::{COVER, cover, program};
use gallery::random::Random;
use gallery::{Picture, View, show};
use vispy_gloo::{Context, Program, Result, Texture2D, TextureFormat};

const SIDE: u32 = 9;

const FRAGMENT: &str = "
in vec2 v_at;
uniform sampler2D u_values;
out vec4 color;

float lanczos(float x) {
    float y = 3.14159265 * x;
    return x < 1e-4 ? 1.0 : x >= 3.0 ? 0.0 : 3.0 * sin(y) * sin(y / 3.0) / (y * y);
}

// How much a value counts that is x texels away.
float weight(int way, float x) {
    if (way == 0) return x <= 0.5 ? 1.0 : 0.0;
    if (way == 1) return max(0.0, 1.0 - x);
    if (way == 2) return x < 1.0 ? (2.0 * x - 3.0) * x * x + 1.0 : 0.0;
    if (way == 3) return x < 1.0 ? (0.5 * x - 1.0) * x * x + 2.0 / 3.0 : pow(max(0.0, 2.0 - x), 3.0) / 6.0;
    if (way == 4) return x < 1.0 ? (1.5 * x - 2.5) * x * x + 1.0
        : x < 2.0 ? ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0 : 0.0;
    return lanczos(x);
}

float interpolated(int way, vec2 place) {
    ivec2 last = textureSize(u_values, 0) - 1;
    ivec2 texel = ivec2(floor(place));
    float sum = 0.0;
    float weights = 0.0;
    for (int y = -2; y <= 3; y++) {
        for (int x = -2; x <= 3; x++) {
            ivec2 other = texel + ivec2(x, y);
            vec2 away = abs(vec2(other) - place);
            float counts = weight(way, away.x) * weight(way, away.y);
            sum += counts * texelFetch(u_values, clamp(other, ivec2(0), last), 0).r;
            weights += counts;
        }
    }
    return sum / weights;
}

vec3 shade(float value) {
    vec3 low = mix(vec3(0.1, 0.1, 0.35), vec3(0.1, 0.6, 0.65), clamp(2.0 * value, 0.0, 1.0));
    return mix(low, vec3(1.0, 0.95, 0.6), clamp(2.0 * value - 1.0, 0.0, 1.0));
}

void main() {
    vec2 tile = vec2(3.0, 2.0) * vec2(v_at.x, 1.0 - v_at.y);
    vec2 inside = (fract(tile) - 0.5) * 1.06 + 0.5;
    int way = int(tile.x) + 3 * int(tile.y);
    bool gap = any(lessThan(inside, vec2(0.0))) || any(greaterThan(inside, vec2(1.0)));
    // The middle of the first texel is at 0.
    vec2 place = inside * vec2(textureSize(u_values, 0)) - 0.5;
    color = vec4(gap ? vec3(1.0) : shade(interpolated(way, place)), 1.0);
}";

struct Filters(Program);

impl Picture for Filters {
    const ANIMATED: bool = false;
    const SIZE: [u32; 2] = [720, 480];

    fn new(ctx: &mut Context) -> Result<Self> {
        let mut random = Random::new(3);
        let values: Vec<f32> = (0..SIDE * SIDE).map(|_| random.uniform()).collect();
        let mut program = program(ctx, COVER, FRAGMENT);
        program.set_texture("u_values", &Texture2D::new(TextureFormat::R32F, SIDE, SIDE, values)?)?;
        Ok(Self(program))
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        cover(ctx, &mut self.0, view.target)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Filters>("spatial_filters")
}
