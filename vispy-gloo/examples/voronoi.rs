//! Twenty seeds, and what is nearer to each of them than to any other.
//!
//! An array as a uniform, whose last element follows the mouse, and a loop over it for each pixel.

mod gallery;

use gallery::passes::{COVER, cover, program};
use gallery::random::Random;
use gallery::{Picture, View, show};
use vispy_gloo::{Context, Program, Result};

const SEEDS: usize = 20;

const FRAGMENT: &str = "
// In heights from the centre.
uniform vec2 u_seeds[20];
uniform vec2 u_size;
out vec4 color;
void main() {
    vec2 place = (gl_FragCoord.xy - 0.5 * u_size) / u_size.y;
    int first = 0;
    for (int seed = 1; seed < 20; seed++) {
        if (distance(place, u_seeds[seed]) < distance(place, u_seeds[first])) first = seed;
    }
    // The border with another cell is half way between the seeds.
    float border = 1e9;
    for (int seed = 0; seed < 20; seed++) {
        vec2 middle = 0.5 * (u_seeds[first] + u_seeds[seed]);
        vec2 across = u_seeds[seed] - u_seeds[first];
        if (seed != first) border = min(border, dot(middle - place, normalize(across)));
    }
    vec3 hue = 0.65 + 0.3 * cos(6.2831853 * (float(first) * 0.618 + vec3(0.0, 0.33, 0.67)));
    // Lines of two pixels, and dots of three pixels around the seeds.
    float line = clamp(border * u_size.y - 0.5, 0.0, 1.0);
    float dot = clamp(distance(place, u_seeds[first]) * u_size.y - 3.0, 0.0, 1.0);
    color = vec4(hue * line * dot, 1.0);
}";

struct Cells {
    program: Program,
    seeds: Vec<[f32; 2]>,
}

impl Picture for Cells {
    const ANIMATED: bool = false;
    const MOUSE: [f32; 2] = [0.1, -0.1];

    fn new(ctx: &mut Context) -> Result<Self> {
        let mut random = Random::new(7);
        let seeds = (0..SEEDS).map(|_| [random.between(-0.6, 0.6), random.between(-0.45, 0.45)]).collect();
        Ok(Self { program: program(ctx, COVER, FRAGMENT), seeds })
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        self.seeds[SEEDS - 1] = [0.5 * view.mouse[0] * view.aspect(), 0.5 * view.mouse[1]];
        self.program.set_uniform("u_seeds", &self.seeds[..])?;
        self.program.set_uniform("u_size", view.size())?;
        cover(ctx, &mut self.program, view.target)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Cells>("voronoi")
}
