//! The function library of shaders on the GPU, beside the same written for the CPU from first principles.

mod reference;

use std::collections::BTreeSet;

use vispy_visuals::color::{Color, Colormap};
use vispy_visuals::interpolation::Kernel;
use vispy_visuals::shaders::{Function, library};

use reference::{
    blinn, decode, encode, fill, from_hsl, from_hsv, from_lab, from_oklab, hash, hsl, hsv, lab, lit,
    luminance, oklab, outlined, phong, rgb, stroke, unit,
};

use crate::evaluate::{contexts, evaluate, function, noise};

const INPUTS: usize = 1024;

/// A function of the library: how it is called with the inputs `a` and `b`, whose components go from a low to a high
/// number, what it should give, and how far off it may be.
struct Case {
    path: &'static str,
    call: &'static str,
    range: [f32; 2],
    expected: fn([f64; 4], [f64; 4]) -> [f64; 4],
    tolerance: f64,
}

/// The functions whose names are those of their files.
const CASES: &[Case] = &[
    case("lib/color/srgb_decode.glsl", "vec4(F(a.rgb), 0.0)", [0.0, 1.0], |a, _| rgb(a, decode), 1e-6),
    case("lib/color/srgb_encode.glsl", "vec4(F(a.rgb), 0.0)", [0.0, 1.0], |a, _| rgb(a, encode), 1e-6),
    case("lib/color/luminance.glsl", "vec4(F(a.rgb))", [0.0, 1.0], |a, _| [luminance(a); 4], 1e-6),
    case("lib/color/hsv_from_rgb.glsl", "vec4(F(a.rgb), 0.0)", [0.0, 1.0], |a, _| hsv(a), 1e-5),
    case("lib/color/hsl_from_rgb.glsl", "vec4(F(a.rgb), 0.0)", [0.0, 1.0], |a, _| hsl(a), 1e-5),
    case("lib/color/rgb_from_hsv.glsl", "vec4(F(a.rgb), 0.0)", [0.0, 1.0], |a, _| from_hsv(a), 1e-5),
    case("lib/color/rgb_from_hsl.glsl", "vec4(F(a.rgb), 0.0)", [0.0, 1.0], |a, _| from_hsl(a), 1e-5),
    case(
        "lib/color/hue.glsl",
        "vec4(F(a.rgb, max(a.r, max(a.g, a.b)), max(a.r, max(a.g, a.b)) - min(a.r, min(a.g, a.b))))",
        [0.0, 1.0],
        |a, _| [hsv(a)[0]; 4],
        1e-5,
    ),
    case("lib/color/lab_from_rgb.glsl", "vec4(F(a.rgb), 0.0)", [0.0, 1.0], |a, _| lab(a), 2e-4),
    case("lib/color/oklab_from_rgb.glsl", "vec4(F(a.rgb), 0.0)", [0.0, 1.0], |a, _| oklab(a), 2e-6),
    case("lib/color/rgb_from_lab.glsl", "vec4(F(a.xyz), 0.0)", [0.0, 20.0], |a, _| from_lab(a), 2e-5),
    case(
        "lib/color/rgb_from_oklab.glsl",
        "vec4(F(vec3(a.x, b.xy * 0.1)), 0.0)",
        [0.2, 0.9],
        |a, b| from_oklab([a[0], b[0] * 0.1, b[1] * 0.1]),
        5e-6,
    ),
    case(
        "lib/lighting/lambert.glsl",
        "vec4(F(normalize(a.xyz), normalize(b.xyz)))",
        [-1.0, 1.0],
        |a, b| [unit(a).dot(unit(b)).max(0.0); 4],
        1e-6,
    ),
    case(
        "lib/lighting/phong.glsl",
        "vec4(F(normalize(a.xyz), normalize(b.xyz), vec3(0.6, 0.0, 0.8), 5.0))",
        [-1.0, 1.0],
        |a, b| [phong(unit(a), unit(b)); 4],
        2e-6,
    ),
    case(
        "lib/lighting/blinn_phong.glsl",
        "vec4(F(normalize(a.xyz), normalize(b.xyz), vec3(0.6, 0.0, 0.8), 20.0))",
        [-1.0, 1.0],
        |a, b| [blinn(unit(a), unit(b)); 4],
        1e-5,
    ),
    case("lib/lighting/lit_color.glsl", "F(a, vec3(1.0, 0.5, 0.25), b.xyz)", [0.0, 0.6], lit, 2e-6),
    case(
        "lib/math/hash.glsl",
        "vec4(F(uint(a.x)) & 65535u, F(uint(a.x)) >> 16u, 0.0, 0.0)",
        [0.0, 1.6e7],
        |a, _| [f64::from(hash(a[0] as u32) & 0xffff), f64::from(hash(a[0] as u32) >> 16), 0.0, 0.0],
        0.0,
    ),
    case(
        "lib/math/hash_2d.glsl",
        "vec4(F(uvec2(a.xy)))",
        [0.0, 4096.0],
        |a, _| [f64::from(hash((a[0] as u32).wrapping_add(hash(a[1] as u32))) >> 8) / 16_777_216.0; 4],
        0.0,
    ),
    case("lib/math/sinc.glsl", "vec4(F(a.x))", [-4.0, 4.0], |a, _| [Kernel::Sinc.weight(a[0]); 4], 1e-6),
    case(
        "lib/math/scale_translate.glsl",
        "vec4(F(a.xy, b), 0.0, 0.0)",
        [-9.0, 9.0],
        |a, b| [a[0] * b[0] + b[2], a[1] * b[1] + b[3], 0.0, 0.0],
        1e-5,
    ),
    case("lib/antialias/fill_coverage.glsl", "vec4(F(a.x))", [-2.0, 2.0], |a, _| [fill(a[0]); 4], 1e-6),
    case(
        "lib/antialias/stroke_coverage.glsl",
        "vec4(F(a.x, abs(a.y)))",
        [-2.0, 2.0],
        |a, _| [stroke(a[0], a[1].abs()); 4],
        1e-6,
    ),
    case(
        "lib/antialias/outlined_color.glsl",
        "F(a.x * 2.0 - 1.0, 1.5, vec4(b.rgb, 1.0) * b.a, vec4(0.5, 0.25, 0.0, 0.5))",
        [0.0, 1.0],
        |a, b| outlined(a[0] * 2.0 - 1.0, b),
        1e-6,
    ),
];

const fn case(
    path: &'static str,
    call: &'static str,
    range: [f32; 2],
    expected: fn([f64; 4], [f64; 4]) -> [f64; 4],
    tolerance: f64,
) -> Case {
    Case { path, call, range, expected, tolerance }
}

fn inputs(seed: u32, [low, high]: [f32; 2]) -> Vec<[[f32; 4]; 2]> {
    let mut noise = noise(seed).map(|share| low + (high - low) * share);
    let mut four = || [0; 4].map(|_| noise.next().unwrap_or_default());
    std::iter::repeat_with(|| [four(), four()]).take(INPUTS).collect()
}

/// The largest difference between numbers of the GPU and expected ones; a NaN is as far away as can be.
fn worst(found: &[[f32; 4]], expected: impl Iterator<Item = [f64; 4]>) -> f64 {
    let pairs = found.iter().zip(expected).flat_map(|(found, expected)| found.iter().copied().zip(expected));
    let off = pairs.map(|(found, expected)| (f64::from(found) - expected).abs());
    off.fold(0.0, |worst, off| if off.is_nan() { f64::INFINITY } else { worst.max(off) })
}

#[test]
fn functions_give_on_the_gpu_what_they_should() {
    for mut context in contexts() {
        let mut bad = Vec::new();
        for (seed, case) in (0..).zip(CASES) {
            let call = case.call.replace("F(", "$f(");
            let source = format!("vec4 call(vec4 a, vec4 b) {{ return {call}; }}");
            let snippet = library::snippet(case.path).unwrap();
            let called = function(&source).bind("f", Function::new(&snippet)).unwrap();
            let inputs = inputs(seed, case.range);
            let found = evaluate(&mut context, &called, &inputs);
            let wide = |v: [f32; 4]| v.map(f64::from);
            let off = worst(&found, inputs.iter().map(|&[a, b]| (case.expected)(wide(a), wide(b))));
            println!("{:?} {:<40} {off:.1e}", context.api(), case.path);
            if off > case.tolerance {
                bad.push(format!("{}: off by {off:.1e}", case.path));
            }
        }
        assert!(bad.is_empty(), "{}", bad.join("\n"));
    }
}

#[test]
fn what_comes_from_a_colour_leads_back_to_it() {
    let pairs = [
        ("srgb_decode", "srgb_encode"),
        ("hsv_from_rgb", "rgb_from_hsv"),
        ("hsl_from_rgb", "rgb_from_hsl"),
        ("lab_from_rgb", "rgb_from_lab"),
        ("oklab_from_rgb", "rgb_from_oklab"),
    ];
    let inputs: Vec<[[f32; 4]; 2]> = (0..9 * 9 * 9)
        .map(|i| [[i % 9, i / 9 % 9, i / 81, 0].map(|level| level as f32 / 8.0), [0.0; 4]])
        .collect();
    for mut context in contexts() {
        for (there, back) in pairs {
            let of =
                |name: &str| Function::new(&library::snippet(&format!("lib/color/{name}.glsl")).unwrap());
            let both = function("vec4 call(vec4 a, vec4 b) { return vec4($back($there(a.rgb)), 0.0); }")
                .bind("there", of(there))
                .and_then(|f| f.bind("back", of(back)))
                .unwrap();
            let found = evaluate(&mut context, &both, &inputs);
            let off = worst(&found, inputs.iter().map(|[color, _]| color.map(f64::from)));
            println!("{:?} {there} {off:.1e}", context.api());
            assert!(off < 2e-5, "{there}: {off:.1e}");
        }
    }
}

#[test]
fn kernels_weigh_on_the_gpu_as_on_the_cpu() {
    for mut context in contexts() {
        for (seed, kernel) in (0..).zip(Kernel::ALL) {
            let reach = 1.2 * kernel.radius() as f32;
            let inputs = inputs(seed, [-reach, reach]);
            let called =
                function("vec4 call(vec4 a, vec4 b) { return vec4($f(a.x), $f(0.0), $f(b.x), $f(b.y)); }")
                    .bind("f", kernel.function().unwrap())
                    .unwrap();
            let found = evaluate(&mut context, &called, &inputs);
            let weight = |x: f32| kernel.weight(x.into());
            let expected =
                inputs.iter().map(|[a, b]| [weight(a[0]), kernel.weight(0.0), weight(b[0]), weight(b[1])]);
            let off = worst(&found, expected);
            println!("{:?} {kernel} {off:.1e}", context.api());
            assert!(off < 5e-6, "{kernel}: {off:.1e}");
        }
    }
}

#[test]
fn colormaps_as_code_give_the_colours_of_the_table() {
    let stops = [Color::rgb(1.0, 0.0, 0.0), Color::rgba(0.0, 0.5, 1.0, 0.25), Color::WHITE];
    let mine = Colormap::from_colors("mine", &stops).unwrap().with_bad(Color::BLACK).with_over(Color::WHITE);
    let mut values: Vec<f32> = (0..256).flat_map(|i| [i as f32 / 256.0, (i as f32 + 0.9) / 256.0]).collect();
    values.extend([-0.1, 1.0, 1.5, f32::NAN, f32::INFINITY, f32::NEG_INFINITY]);
    let inputs: Vec<[[f32; 4]; 2]> = values.iter().map(|&value| [[value; 4], [0.0; 4]]).collect();
    let maps = Colormap::names().iter().map(|name| Colormap::by_name(name).unwrap());
    let maps: Vec<Colormap> = maps.chain([mine]).collect();
    for mut context in contexts() {
        for map in &maps {
            let called = function("vec4 call(vec4 a, vec4 b) { return $f(a.x); }");
            let found = evaluate(&mut context, &called.bind("f", map.function().unwrap()).unwrap(), &inputs);
            for (found, &value) in found.iter().zip(&values) {
                let bytes = found.map(|channel| (channel * 255.0).round() as u8);
                assert_eq!(bytes, map.map(value.into()).to_rgba8(), "{} at {value}", map.name());
            }
        }
    }
}

#[test]
fn hashes_are_spread_evenly() {
    let mut bins = [0_u32; 64];
    for seed in 0..64_000 {
        bins[(hash(seed) >> 26) as usize] += 1;
    }
    let chi_squared: f64 = bins.iter().map(|&n| (f64::from(n) - 1000.0).powi(2) / 1000.0).sum();
    // 63 degrees of freedom: 99.9 percent of truly random counts are below 104.
    assert!(chi_squared < 104.0, "{chi_squared}");
}

#[test]
fn every_function_of_these_folders_is_in_the_tables() {
    let known: BTreeSet<&str> = CASES.iter().map(|case| case.path).collect();
    let kernels: BTreeSet<String> =
        Kernel::ALL.iter().map(|kernel| format!("lib/interpolation/{kernel}_weight.glsl")).collect();
    for path in library::paths() {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        match folder {
            "lib/color" | "lib/lighting" => assert!(known.contains(path), "{path} is not tested"),
            "lib/interpolation" => assert!(kernels.contains(path), "{path} is no kernel"),
            _ => {}
        }
    }
}
