//! Colours from functions of one's own, in GLSL: a line by its height, markers by where they are.
//!
//! The functions are part of the figure's document; what is wrong with one is an error with its line. Needs the feature `parser`,
//! which reads them.

use vispy_plot::{Error, Figure};

/// Water below zero, land above it, snow from 0.8 on.
const BY_HEIGHT: &str = "
vec4 by_height(vec4 color, vec2 position) {
    vec3 sea = mix(vec3(0.03, 0.19, 0.42), vec3(0.25, 0.55, 0.80), clamp(1.0 + position.y, 0.0, 1.0));
    vec3 land = mix(vec3(0.20, 0.50, 0.20), vec3(0.60, 0.42, 0.22), clamp(position.y / 0.8, 0.0, 1.0));
    vec3 above = position.y < 0.8 ? land : vec3(0.70, 0.74, 0.80);
    return vec4(position.y < 0.0 ? sea : above, 1.0);
}";

/// The hue goes around with the angle, and fades towards the centre.
const BY_ANGLE: &str = "
// requires: lib/color/rgb_from_hsv.glsl
vec4 by_angle(vec4 color, vec2 position) {
    float turn = atan(position.y, position.x) / 6.2831853;
    float strength = clamp(length(position) / 2.0, 0.1, 1.0);
    return vec4(rgb_from_hsv(vec3(fract(turn), strength, 0.85)), 1.0);
}";

/// The figure of this example.
pub(crate) fn figure() -> Figure {
    let mut state = 7_u64;
    let mut uniform = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let heights: Vec<f64> = (0..2000)
        .map(|i| {
            let x = f64::from(i) / 2000.0;
            0.9 * (7.0 * x + 0.3).sin() * (0.4 + 0.6 * x) + 0.2 * (41.0 * x).sin() + 0.06 * (173.0 * x).sin()
        })
        .collect();
    let mut normal = || {
        let (radius, angle) = ((-2.0 * uniform().max(1e-12).ln()).sqrt(), uniform() * std::f64::consts::TAU);
        (radius * angle.cos(), radius * angle.sin())
    };
    let (x, y): (Vec<f64>, Vec<f64>) = (0..4000).map(|_| normal()).unzip();

    let mut figure = Figure::new();
    figure.size_px(900, 420);
    let mut axes = figure.axes(0, 0);
    axes.line(heights).rate_hz(20.0).width_px(3.0).color_function(BY_HEIGHT);
    axes.title("By height").x_label("distance (km)").y_label("height (km)");
    let mut axes = figure.axes(0, 1);
    axes.scatter((x, y)).size_px(5.0).alpha(0.7).color_function(BY_ANGLE);
    axes.title("By angle").aspect(1.0);
    figure
}

fn main() -> Result<(), Error> {
    match std::env::args().nth(1) {
        Some(path) => figure().save(path),
        None => figure().show(),
    }
}
