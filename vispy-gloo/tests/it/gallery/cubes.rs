//! Scenes of cubes.

use super::{Outcome, near, picture, seen};

const CAMERA: [f32; 3] = [6.0, 0.6, 0.5];

/// The centres of the faces that are seen, which are their normals too.
const FACES: [[f32; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

#[test]
fn colored_cube() -> Outcome {
    let picture = picture!("colored_cube", 160 x 120);
    for face in FACES {
        let found = picture.at(seen(face, CAMERA, 4.0 / 3.0));
        assert!(near(found, face.map(|part| 0.5 + 0.5 * part), 8.0), "{face:?}: {found:?}");
    }
    assert_eq!(picture.at([0.02, 0.02]), [255; 3], "beside the cube");
    Ok(())
}

#[test]
fn outlined_cube() -> Outcome {
    let picture = picture!("outlined_cube", 160 x 120);
    for face in FACES {
        let found = picture.at(seen(face, CAMERA, 4.0 / 3.0));
        let expected = [0.6 + 0.35 * face[0], 0.62 + 0.35 * face[1], 0.65 + 0.35 * face[2]];
        assert!(near(found, expected, 2.0), "{face:?}: {found:?}");
    }
    // All of the three edges that meet in front are there: along each, some pixel next to every point is black.
    for (axis, step) in (0..3).flat_map(|axis| (1..20).map(move |step| (axis, step))) {
        let mut point = [1.0; 3];
        point[axis] = 1.0 - step as f32 * 0.1;
        let [x, y] = seen(point, CAMERA, 4.0 / 3.0);
        let near =
            [-1.0, 0.0, 1.0].map(|up| [-1.0, 0.0, 1.0].map(|right| [x + right / 160.0, y + up / 120.0]));
        assert!(near.iter().flatten().any(|place| picture.at(*place) == [0; 3]), "no edge at {point:?}");
    }
    Ok(())
}

#[test]
fn lighted_cube() -> Outcome {
    let picture = picture!("lighted_cube", 160 x 120);
    let sum = |color: [u8; 3]| color.map(u32::from).iter().sum::<u32>();
    // The second lamp is behind: the upper face mirrors it where the angles to lamp and eye are the same. Lamp and eye are
    // in one plane with the y axis: heights above the face divide the way between their feet.
    let (eye_foot, eye_height) = (6.0 * 0.5_f32.cos(), 6.0 * 0.5_f32.sin() - 1.0);
    let mirror = -3.0 + (3.0 + eye_foot) * 1.2 / (1.2 + eye_height);
    let bright = picture.at(seen([mirror * 0.6_f32.sin(), 1.0, mirror * 0.6_f32.cos()], CAMERA, 4.0 / 3.0));
    let corner = picture.at(seen([0.9, 1.0, -0.9], CAMERA, 4.0 / 3.0));
    assert!(sum(bright) > sum(corner) + 100, "{bright:?} in the mirror, {corner:?} in the corner");
    // The first lamp is above the eye's azimuth: what the faces scatter of it goes by the angles.
    let lamp = [3.0 * 0.6_f32.sin(), 2.2, 3.0 * 0.6_f32.cos()];
    let scattered = |face: [f32; 3]| {
        let way: Vec<f32> = lamp.iter().zip(face).map(|(lamp, face)| lamp - face).collect();
        let dot: f32 = way.iter().zip(face).map(|(way, face)| way * face).sum();
        dot / way.iter().map(|way| way * way).sum::<f32>().sqrt()
    };
    for face in [FACES[0], FACES[2]] {
        let found = picture.at(seen(face, CAMERA, 4.0 / 3.0));
        let expected = [0.3, 0.55 * 0.95, 0.8 * 0.85].map(|paint| scattered(face) * paint);
        let dim = [0.3, 0.55, 0.8].map(|paint| 0.15 * paint);
        let expected = [0, 1, 2].map(|channel| expected[channel] + dim[channel]);
        assert!(near(found, expected, 8.0), "{face:?}: {found:?}, expected {expected:?}");
    }
    Ok(())
}

#[test]
fn instanced_cubes() -> Outcome {
    let picture = picture!("instanced_cubes", 320 x 240);
    // The cube of column 23 and row 23: at (0.175, 0.175), near the crest of the wave.
    let height = 0.5 + 0.5 * (6.0 * 0.175 * 2.0_f32.sqrt()).sin();
    let top = [0.175, 2.0 * (0.05 + 0.15 * height) - 0.2, 0.175];
    let found = picture.at(seen(top, [3.6, 0.7, 0.6], 4.0 / 3.0));
    let light = 0.55 + 0.45 * 0.8 / (0.09_f32 + 0.64 + 0.25).sqrt();
    let color = [0.1 + 0.9 * height, 0.25 + 0.5 * height, 0.55 - 0.2 * height].map(|part| light * part);
    assert!(near(found, color, 4.0), "{found:?}, expected {color:?}");
    // In the trough the cubes are blue.
    let trough = 1.5 * std::f32::consts::PI / 6.0 / 2.0_f32.sqrt();
    let [red, _, blue] = picture.at(seen([trough, -0.1, trough], [3.6, 0.7, 0.6], 4.0 / 3.0));
    assert!(blue > 2 * red, "{red} red, {blue} blue");
    assert!(near(picture.at([0.02, 0.02]), [0.06, 0.07, 0.1], 1.0), "beside the field");
    Ok(())
}
