//! Points and pictures in the plane.

use super::{Outcome, example, near, picture, written};
use crate::capture::Folder;

#[test]
fn display_points() -> Outcome {
    let picture = picture!("display_points", 160 x 120);
    let paper = |color: [u8; 3]| color == [255; 3];
    // The standard deviation is 0.15 heights. Of 10,000 points, 40 are farther than 0.5, each of a few pixels.
    let (inside, outside) =
        (picture.part(|place, _| far(place) < 0.1), picture.part(|place, _| far(place) > 0.5));
    let bare = picture.part(|place, color| far(place) < 0.1 && paper(color)) / inside;
    let covered = picture.part(|place, color| far(place) > 0.5 && !paper(color)) / outside;
    assert!(bare < 0.02, "{bare} of the centre is bare");
    assert!(covered > 0.0 && covered < 0.06, "{covered} of what is outside is covered");
    Ok(())
}

fn far([x, y]: [f32; 2]) -> f32 {
    x.hypot(y)
}

#[test]
fn textured_quad() -> Outcome {
    // Texels of 8 x 8 pixels, and a margin as wide.
    let picture = picture!("textured_quad", 160 x 80);
    let texel = |column: usize, row: usize| picture.pixel(8 + 8 * column + 4, 8 + 8 * row + 4);
    let [mast, hull, sea, sun] = [[90, 60, 40], [180, 60, 50], [30, 90, 170], [250, 190, 60]];
    assert_eq!(
        [texel(0, 0), texel(7, 0), texel(3, 2), texel(6, 6), texel(3, 7)],
        [sea, sea, hull, sun, mast]
    );
    assert_eq!(picture.pixel(8, 8), sea, "the lower left corner of the lower left texel");
    assert_eq!(picture.pixel(7, 7), [255; 3], "the margin");
    // Between the sun and its left neighbour: squares on the left; on the right the middle of the pixel is half a pixel
    // from where both count half.
    assert_eq!([picture.pixel(8 + 47, 8 + 60), picture.pixel(8 + 48, 8 + 60)], [[150, 205, 240], sun]);
    let mixed = [150.0 + 100.0 * 0.5625, 205.0 - 15.0 * 0.5625, 240.0 - 180.0 * 0.5625];
    let found = picture.pixel(88 + 48, 8 + 60);
    assert!(near(found, mixed.map(|value: f32| value / 255.0), 2.0), "{found:?}, expected {mixed:?}");
    Ok(())
}

#[test]
fn triangle() -> Outcome {
    let picture = picture!("triangle", 160 x 120);
    // Of the square from -1 to 1: half of 1.6 times 1.5.
    let covered = picture.part(|_, color| color != [255; 3]);
    assert!((covered - 0.5 * 1.6 * 1.5 / 4.0).abs() < 0.01, "it covers {covered}");
    // The centre is a third of each corner.
    let third = [(1.0 + 0.2 + 0.3) / 3.0, (0.3 + 0.8 + 0.4) / 3.0, (0.3 + 0.4 + 1.0) / 3.0];
    let found = picture.at([0.5, 0.5 - 0.5 * 0.2]);
    assert!(near(found, third, 4.0), "{found:?}, expected {third:?}");
    let [red, green, _] = picture.at([0.15, 0.18]);
    assert!(red > green + 80, "red on the left: {red} red, {green} green");
    Ok(())
}

#[test]
fn shared_contexts() -> Outcome {
    let _gl = crate::support::gl!();
    let folder = Folder::new("shared_contexts")?;
    let path = folder.0.join("picture.png");
    let mut command = std::process::Command::new(example("shared_contexts")?);
    let picture = written(&mut command, "shared_contexts", &path, [120, 120])?;
    // Each of 18 triangles has a corner in the centre, where they share 20 degrees; all of a square of side 2.
    let area = 18.0 * 0.5 * 0.95 * 0.5 * 20.0_f32.to_radians().sin() / 4.0;
    let covered = picture.part(|_, color| color != [255; 3]);
    assert!((covered - area).abs() < 0.01, "{covered} is covered, expected {area}");
    // The left half is warm, the right half cold, of the same two shades.
    let warm = picture.part(|[x, _], [red, _, blue]| x < 0.0 && red > blue);
    let cold = picture.part(|[x, _], [red, _, blue]| x > 0.0 && red < blue);
    assert!((warm - cold).abs() < 0.005 && (warm + cold - covered).abs() < 1e-6, "{warm} and {cold}");
    let shades = |from: f32, channel: usize| {
        let all = picture.all().filter(|([x, _], color)| x * from > 0.0 && *color != [255; 3]);
        all.map(|(_, color)| color[channel]).collect::<std::collections::BTreeSet<u8>>().len()
    };
    assert_eq!((shades(-1.0, 0), shades(1.0, 2)), (2, 2), "squares of the texture");
    Ok(())
}
