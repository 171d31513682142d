//! The Mandelbrot set, two million times magnified: with single precision on the left, with pairs of floats on the right.
//!
//! Where floats have 24 bits, a sum of two of them has 48 (Dekker, 1971): a number is a `vec2` of a large part and what is
//! missing. The centre is computed in double precision and sent as such pairs. Drag and turn the wheel.

mod gallery;

use gallery::passes::{COVER, cover, program};
use gallery::{Picture, View, show};
use vispy_gloo::{Context, Program, Result};

/// A point of Misiurewicz: spirals around it look the same at each magnification.
const CENTER: [f64; 2] = [-0.101_096_363_845_622, 0.956_286_510_809_142];
/// The height of the picture at first.
const HEIGHT: f64 = 1e-6;

const FRAGMENT: &str = "
in vec2 v_at;
uniform vec2 u_center_x;
uniform vec2 u_center_y;
uniform float u_pixel;
uniform vec2 u_size;
uniform uint u_zero;
out vec4 color;

// The same float. No compiler knows that u_zero is 0, and so none simplifies (a + b) - a to b.
float as_it_is(float a) {
    return uintBitsToFloat(floatBitsToUint(a) ^ u_zero);
}

// The exact sum of two floats.
vec2 sum_of(float a, float b) {
    float sum = as_it_is(a + b);
    float from_b = as_it_is(sum - a);
    float from_a = as_it_is(sum - from_b);
    return vec2(sum, as_it_is(a - from_a) + as_it_is(b - from_b));
}

vec2 add(vec2 a, vec2 b) {
    vec2 sum = sum_of(a.x, b.x);
    return sum_of(sum.x, sum.y + a.y + b.y);
}

// The upper half of a float's bits: of such halves, products are exact.
float upper(float a) {
    return uintBitsToFloat(floatBitsToUint(a) & 0xfffff000u);
}

vec2 multiply(vec2 a, vec2 b) {
    float product = as_it_is(a.x * b.x);
    float a_upper = upper(a.x);
    float b_upper = upper(b.x);
    float a_lower = as_it_is(a.x - a_upper);
    float b_lower = as_it_is(b.x - b_upper);
    float rest = as_it_is(product - as_it_is(a_upper * b_upper));
    rest = as_it_is(rest - as_it_is(a_lower * b_upper));
    rest = as_it_is(rest - as_it_is(a_upper * b_lower));
    float lost = a_lower * b_lower - rest;
    return sum_of(product, lost + a.x * b.y + a.y * b.x);
}

const int MOST = 500;

int steps_of_pairs(vec2 cx, vec2 cy) {
    vec2 x = vec2(0.0);
    vec2 y = vec2(0.0);
    for (int steps = 0; steps < MOST; steps++) {
        vec2 xx = multiply(x, x);
        vec2 yy = multiply(y, y);
        if (xx.x + yy.x > 4.0) return steps;
        y = add(2.0 * multiply(x, y), cy);
        x = add(add(xx, -yy), cx);
    }
    return MOST;
}

int steps_of_floats(vec2 c) {
    vec2 z = vec2(0.0);
    for (int steps = 0; steps < MOST; steps++) {
        if (dot(z, z) > 4.0) return steps;
        z = vec2(z.x * z.x - z.y * z.y, 2.0 * z.x * z.y) + c;
    }
    return MOST;
}

void main() {
    vec2 away = (gl_FragCoord.xy - 0.5 * u_size) * u_pixel;
    vec2 cx = add(u_center_x, vec2(away.x, 0.0));
    vec2 cy = add(u_center_y, vec2(away.y, 0.0));
    int steps = v_at.x < 0.5 ? steps_of_floats(vec2(cx.x, cy.x)) : steps_of_pairs(cx, cy);
    vec3 shade = 0.5 + 0.5 * cos(6.2831853 * (0.025 * float(steps) + vec3(0.6, 0.7, 0.8)));
    color = vec4(steps == MOST ? vec3(0.0) : shade, 1.0);
}";

/// A double as a pair of floats.
fn pair(value: f64) -> [f32; 2] {
    let large = value as f32;
    [large, (value - f64::from(large)) as f32]
}

struct Mandelbrot(Program);

impl Picture for Mandelbrot {
    const ANIMATED: bool = false;

    fn new(ctx: &mut Context) -> Result<Self> {
        Ok(Self(program(ctx, COVER, FRAGMENT)))
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        let height = HEIGHT / f64::from(view.zoom);
        let moved = |axis: usize| CENTER[axis] - f64::from(view.drag[axis]) * height;
        self.0.set_uniform("u_center_x", pair(moved(0)))?;
        self.0.set_uniform("u_center_y", pair(moved(1)))?;
        self.0.set_uniform("u_pixel", height as f32 / view.size()[1])?;
        self.0.set_uniform("u_zero", 0_u32)?;
        self.0.set_uniform("u_size", view.size())?;
        cover(ctx, &mut self.0, view.target)
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Mandelbrot>("mandelbrot")
}
