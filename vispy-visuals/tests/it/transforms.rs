//! Transforms in GLSL beside those on the CPU: positions of random points in both dialects.

use std::sync::Arc;

use vispy_visuals::glam::{DMat4, DQuat, DVec2, DVec3, Vec3Swizzles as _};
use vispy_visuals::transforms::{
    AzimuthalEqualAreaTransform, AzimuthalEquidistantTransform, ChainTransform, HammerTransform,
    InverseTransform, LogTransform, Magnify1dTransform, MagnifyTransform, MatrixTransform, NullTransform,
    PolarTransform, StTransform, SymlogTransform, Transform, WebMercatorTransform, all_map_functions,
};

use crate::evaluate::{contexts, evaluate_map, function, noise};

const POINTS: usize = 2048;
const VIEW_PX: f64 = 800.0;
/// Promised is a quarter of a pixel; what is seen here is less than a hundredth.
const LIMIT_PX: f64 = 0.05;

/// A transform and the box whose points are mapped: its low and its high corner, z included.
struct Case {
    name: &'static str,
    transform: Arc<dyn Transform>,
    domain: [DVec3; 2],
}

fn case(name: &'static str, transform: impl Transform, low: [f64; 2], high: [f64; 2]) -> Case {
    let domain = [DVec2::from(low).extend(-1.0), DVec2::from(high).extend(1.0)];
    Case { name, transform: Arc::new(transform), domain }
}

fn cases() -> vispy_visuals::Result<Vec<Case>> {
    let st = StTransform::new(DVec3::new(3.0, -0.25, 2.0), DVec3::new(10.0, -20.0, 0.5));
    let turned = DMat4::from_scale_rotation_translation(
        DVec3::new(2.0, 3.0, 1.0),
        DQuat::from_rotation_z(0.7),
        DVec3::new(5.0, -4.0, 0.0),
    );
    let center = DVec2::new(13.4, 52.5);
    let log = LogTransform::new(DVec3::new(10.0, 2.0, 0.0))?;
    let chain =
        ChainTransform::new([Arc::new(st) as _, Arc::new(PolarTransform) as _, Arc::new(log) as Arc<_>]);
    let mut perspective =
        case("perspective", MatrixTransform::perspective(1.0, 1.5, [1.0, 50.0])?, [-2.0, -2.0], [2.0, 2.0]);
    perspective.domain = [DVec3::new(-2.0, -2.0, -9.0), DVec3::new(2.0, 2.0, -3.0)];
    Ok(vec![
        case("null", NullTransform, [-5.0, -5.0], [5.0, 5.0]),
        case("st", st, [-100.0, -100.0], [100.0, 100.0]),
        case("matrix", MatrixTransform::new(turned)?, [-10.0, -10.0], [10.0, 10.0]),
        perspective,
        case("log", log, [1e-3, 1e-3], [1e3, 1e3]),
        case("power", LogTransform::new(DVec3::new(-10.0, -1.5, 0.0))?, [-2.0, -2.0], [2.0, 9.0]),
        case("symlog", SymlogTransform::new(DVec3::new(0.5, 20.0, 0.0))?, [-100.0, -100.0], [100.0, 100.0]),
        case("polar", PolarTransform, [-3.1, 0.1], [3.1, 10.0]),
        case("magnify", MagnifyTransform::new(DVec2::new(1.0, 2.0), 4.0, [6.0, 9.0])?, [-10.0; 2], [10.0; 2]),
        case("magnify1d", Magnify1dTransform::new(1.0, 4.0, [6.0, 9.0])?, [-10.0; 2], [10.0; 2]),
        case("chain", chain, [1.1, 1.1], [1e3, 1e3]),
        case("inverse", InverseTransform::new(Arc::new(PolarTransform)), [-9.0, 0.5], [9.0, 9.0]),
        case("web mercator", WebMercatorTransform::new(30.0)?, [-180.0, -85.0], [180.0, 85.0]),
        case("equal area", AzimuthalEqualAreaTransform::new(center)?, [-150.0, -50.0], [179.0, 89.0]),
        case("equidistant", AzimuthalEquidistantTransform::new(center)?, [-150.0, -50.0], [179.0, 89.0]),
        case("hammer", HammerTransform::new(DVec2::new(10.0, 20.0))?, [-179.0, -89.0], [179.0, 89.0]),
    ])
}

/// A point in homogeneous coordinates, as the GPU gets it.
fn single(point: DVec3) -> [f32; 4] {
    point.extend(1.0).to_array().map(|v| v as f32)
}

/// Random points of a box, as the GPU has them.
fn points(domain: [DVec3; 2], seed: u32) -> Vec<[f32; 4]> {
    let mut noise = noise(seed);
    let mut next = || f64::from(noise.next().unwrap_or_default());
    let mut point = || {
        let share = DVec3::new(next(), next(), next());
        single(domain[0] + (domain[1] - domain[0]) * share)
    };
    std::iter::repeat_with(&mut point).take(POINTS).collect()
}

/// The largest distance between what the GPU and what the CPU make of points, in px of a view that shows all of them.
fn worst_px(found: &[[f32; 4]], expected: &[DVec3]) -> f64 {
    let low = expected.iter().copied().reduce(DVec3::min).unwrap_or_default().truncate();
    let high = expected.iter().copied().reduce(DVec3::max).unwrap_or_default().truncate();
    let px = VIEW_PX / (high - low);
    let mut worst = 0.0_f64;
    for (found, expected) in found.iter().zip(expected) {
        let [x, y, z, w] = found.map(f64::from);
        let off = (DVec3::new(x, y, z) / w - *expected).abs();
        let off = off.truncate() * px;
        // A NaN is as far away as can be.
        worst = worst.max(if off.is_finite() { off.max_element() } else { f64::INFINITY });
    }
    worst
}

#[test]
fn the_gpu_maps_as_the_cpu_does() {
    let call = function("vec4 call(vec4 p, vec4 unused) { return $map(p); }");
    for mut context in contexts() {
        for (seed, case) in (0..).zip(cases().unwrap()) {
            let forward = points(case.domain, seed);
            let mut mapped: Vec<DVec3> =
                forward.iter().map(|&[x, y, z, _]| DVec3::new(x.into(), y.into(), z.into())).collect();
            let inputs: Vec<[[f32; 4]; 2]> = forward.iter().map(|&p| [p, [0.0; 4]]).collect();
            let map = case.transform.map_function("u_map").unwrap();
            let found = evaluate_map(&mut context, &call, Some(&map), &inputs);
            case.transform.map_slice(&mut mapped);
            let there = worst_px(&found, &mapped);

            let inputs: Vec<[[f32; 4]; 2]> = mapped.iter().map(|p| [single(*p), [0.0; 4]]).collect();
            // What a point in single precision maps back to, not where it came from.
            let mut back: Vec<DVec3> =
                inputs.iter().map(|&[[x, y, z, _], _]| DVec3::new(x.into(), y.into(), z.into())).collect();
            case.transform.imap_slice(&mut back);
            let imap = case.transform.imap_function("u_map").unwrap();
            let found = evaluate_map(&mut context, &call, Some(&imap), &inputs);
            let and_back = worst_px(&found, &back);
            println!("{:?} {:<14} {there:.4} px there, {and_back:.4} px back", context.api(), case.name);
            assert!(there <= LIMIT_PX && and_back <= LIMIT_PX, "{}: {there} px, {and_back} px", case.name);
        }
    }
}

#[test]
fn what_has_no_place_is_nan_on_the_gpu_too() {
    let call = function("vec4 call(vec4 p, vec4 unused) { return $map(p); }");
    let log = LogTransform::new(DVec3::new(10.0, 0.0, 0.0)).unwrap();
    let forward: [(&dyn Transform, DVec3); 3] = [
        (&log, DVec3::new(-1.0, 1.0, 0.0)),
        (&HammerTransform::default(), DVec3::new(0.0, 91.0, 0.0)),
        (&AzimuthalEquidistantTransform::default(), DVec3::new(180.0, 0.0, 0.0)),
    ];
    for mut context in contexts() {
        for (transform, point) in forward {
            let map = transform.map_function("u_map").unwrap();
            let input = [single(point), [0.0; 4]];
            let found = evaluate_map(&mut context, &call, Some(&map), &[input])[0];
            assert!(found[0].is_nan() && transform.map(point).x.is_nan(), "{transform:?}: {found:?}");
        }
        let beyond = [3.0, 3.0, 0.0, 1.0];
        for name in ["azimuthal_equal_area", "azimuthal_equidistant", "hammer"] {
            let transform = vispy_visuals::transforms::create_transform(name).unwrap();
            let imap = transform.imap_function("u_map").unwrap();
            let found = evaluate_map(&mut context, &call, Some(&imap), &[[beyond, [0.0; 4]]])[0];
            assert!(found[0].is_nan(), "{name}: {found:?}");
        }
    }
}

#[test]
fn values_are_no_part_of_the_structure() {
    for (name, map) in all_map_functions().unwrap() {
        for (uniform, _) in map.uniforms() {
            assert!(uniform.starts_with("u_transform_"), "{name}: {uniform}");
        }
    }
    let of = |scale| StTransform::new(DVec3::splat(scale), DVec3::ZERO).map_function("u_map").unwrap();
    assert_eq!(of(2.0).function(), of(3.0).function());
    assert_ne!(of(2.0), of(3.0));
}

/// A transform of somebody else's, that says nothing about GLSL.
#[derive(Debug)]
struct Twist;

impl Transform for Twist {
    fn map(&self, point: DVec3) -> DVec3 {
        point.yxz()
    }

    fn imap(&self, point: DVec3) -> DVec3 {
        point.yxz()
    }
}

#[test]
fn a_transform_without_glsl_says_so() {
    let error = Twist.map_function("u_map").unwrap_err().to_string();
    assert_eq!(
        error,
        "transform in GLSL: expected an affine one, or one with a `map_function` of its own, got Twist"
    );
    let flat = StTransform::new(DVec3::new(1.0, 0.0, 1.0), DVec3::ZERO);
    let chain = ChainTransform::new([Arc::new(PolarTransform) as _, Arc::new(Twist) as Arc<dyn Transform>]);
    assert!(chain.map_function("u_map").is_err());
    assert!(flat.map_function("gl_map").is_err(), "names that begin with gl_ are GLSL's own");
}
