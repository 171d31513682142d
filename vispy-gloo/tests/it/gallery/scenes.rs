//! Scenes of many things.

use std::collections::BTreeSet;

use super::{Outcome, near, picture};

#[test]
fn msaa() -> Outcome {
    let picture = picture!("msaa", 100 x 50);
    let colors = |right: bool| {
        let half = picture.all().filter(|([x, _], _)| (*x > 0.0) == right);
        half.map(|(_, color)| color).collect::<BTreeSet<_>>()
    };
    assert_eq!(colors(false).len(), 2, "one sample is in or out");
    assert!((4..=9).contains(&colors(true).len()), "up to eight samples: {:?}", colors(true));
    // Both halves have the area of twelve spokes: as triangles, with a tip of 0.14 radians.
    let ink = |right: bool| {
        let half = picture.all().filter(|([x, _], _)| (*x > 0.0) == right);
        half.map(|(_, [red, ..])| (255.0 - f32::from(red)) / (255.0 - 25.5)).sum::<f32>()
    };
    let expected = 12.0 * 0.5 * 0.14_f32.sin() * (0.95_f32 * 25.0).powi(2);
    for right in [false, true] {
        assert!(
            (ink(right) / expected - 1.0).abs() < 0.1,
            "{} pixels of ink, expected {expected}",
            ink(right)
        );
    }
    Ok(())
}

#[test]
fn integer_picking() -> Outcome {
    let picture = picture!("integer_picking", 160 x 120);
    let lit = |[red, _, blue]: [u8; 3]| red > 2 * (blue / 2) && red > blue.saturating_add(40);
    assert!(lit(picture.at([0.53, 0.45])), "the cube under the mouse: {:?}", picture.at([0.53, 0.45]));
    let far = picture.part(|[x, y], color| lit(color) && (x - 0.04).hypot(y + 0.05) > 0.16);
    assert!(far == 0.0, "{far} is lit elsewhere");
    let dim = picture.part(|_, [red, _, blue]| blue > red);
    assert!(dim > 0.2 && dim < 0.6, "the others are {dim} of the picture");
    Ok(())
}

#[test]
fn realtime_signals() -> Outcome {
    let picture = picture!("realtime_signals", 300 x 200);
    for signal in 0..300_usize {
        let (column, row) = (signal % 15, signal / 15);
        let color = [0.0, 2.1, 4.2].map(|phase| 0.65 + 0.35 * (0.4 * column as f32 + phase).cos());
        // Its columns of pixels, but for the gap of a twentieth on both sides: a line has a pixel in each.
        let missing = (20 * column + 2..20 * column + 18).filter(|x| {
            let around = (10 * row).saturating_sub(3)..(10 * row + 13).min(200);
            !around.clone().any(|y| near(picture.pixel(*x, y), color, 2.0))
        });
        assert_eq!(missing.count(), 0, "columns without the signal {signal}");
    }
    Ok(())
}

#[test]
fn galaxy() -> Outcome {
    let picture = picture!("galaxy", 160 x 120);
    let light = |inner: f32, outer: f32| {
        let ring: Vec<f32> = picture
            .all()
            .filter(|([x, y], _)| (inner..outer).contains(&x.hypot(*y)))
            .map(|(_, color)| color.map(f32::from).iter().sum())
            .collect();
        ring.iter().sum::<f32>() / ring.len() as f32
    };
    let rings = [light(0.0, 0.05), light(0.05, 0.15), light(0.15, 0.3), light(0.45, 0.8)];
    assert!(rings.is_sorted_by(|inner, outer| inner > outer), "brightness falls: {rings:?}");
    assert!(rings[0] > 600.0 && rings[3] < 60.0, "a bright core and a dark sky: {rings:?}");
    Ok(())
}

#[test]
fn fireworks() -> Outcome {
    let picture = picture!("fireworks", 160 x 120);
    let bright = |color: [u8; 3]| color.iter().any(|part| *part > 60);
    let sparks = picture.part(|_, color| bright(color));
    assert!(sparks > 0.03 && sparks < 0.5, "sparks cover {sparks}");
    let sky = [5.0_f32 / 255.0, 5.0 / 255.0, 15.0 / 255.0];
    assert!(near(picture.at([0.01, 0.01]), sky, 1.0), "the sky in the corner");
    for strongest in 0..3 {
        let part = picture.part(|_, color| {
            bright(color)
                && color
                    .iter()
                    .enumerate()
                    .all(|(channel, part)| channel == strongest || color[strongest] > *part)
        });
        assert!(part > 0.0, "no sparks of which channel {strongest} is the strongest");
    }
    Ok(())
}

#[test]
fn terrain() -> Outcome {
    let picture = picture!("terrain", 160 x 120);
    assert!(near(picture.at([0.01, 0.99]), [0.72, 0.83, 0.93], 1.0), "the sky");
    let water =
        picture.part(|_, [red, green, blue]| blue > green.saturating_add(20) && green > red && blue < 200);
    let grass = picture.part(|_, [red, green, blue]| green > red && green > blue.saturating_add(10));
    let light =
        picture.part(|[_, y], [red, _, blue]| y > -0.3 && red > 150 && red >= blue.saturating_sub(12));
    assert!(water > 0.05 && grass > 0.05, "{water} water, {grass} grass");
    assert!(light > 0.0005, "{light} of snow and sand");
    Ok(())
}

#[test]
fn deferred_shading() -> Outcome {
    let picture = picture!("deferred_shading", 120 x 120);
    // The second small picture shows normals: only those of the sides of boxes that are seen.
    let normals: BTreeSet<[u8; 3]> =
        (0..40 * 30).map(|index| picture.pixel(40 + index % 40, index / 40)).collect();
    for normal in [[255, 128, 128], [128, 255, 128], [128, 128, 255], [128, 128, 128]] {
        assert!(
            normals.iter().any(|found| near(*found, normal.map(|part| f32::from(part as u8) / 255.0), 2.0)),
            "{normal:?}"
        );
    }
    // The floor is in the paint as it is, and lit in several colours.
    let floor =
        (0..40 * 30).filter(|index| near(picture.pixel(index % 40, index / 40), [0.7; 3], 2.0)).count();
    assert!(floor > 40 * 30 / 10, "{floor} pixels of floor");
    for strongest in 0..3 {
        let part = picture.part(|[_, y], color| {
            y > -0.25
                && color
                    .iter()
                    .enumerate()
                    .all(|(channel, part)| channel == strongest || color[strongest] > part.saturating_add(10))
        });
        assert!(part > 0.01, "channel {strongest} is the strongest in {part}");
    }
    Ok(())
}

#[test]
fn boids() -> Outcome {
    let picture = picture!("boids", 320 x 240);
    // 400 triangles of 0.024 x 0.014 / 2 square heights, some of which overlap.
    let birds = picture.part(|_, [red, green, blue]| red.abs_diff(green) > 40 || red.abs_diff(blue) > 40);
    let most = 400.0 * 0.5 * 0.024 * 0.014 * 0.75;
    assert!(birds > 0.5 * most && birds < 1.2 * most, "birds cover {birds}, of {most}");
    Ok(())
}
