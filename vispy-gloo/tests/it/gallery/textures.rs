//! What textures hold.

use super::{Outcome, near, picture};

#[test]
fn texture3d_slices() -> Outcome {
    // Tiles of 41 x 41 pixels, so that each has a pixel on the axis of the solid.
    let picture = picture!("texture3d_slices", 164 x 123);
    let colormap: [[f32; 3]; 5] = [
        [8.0, 8.0, 30.0],
        [70.0, 20.0, 110.0],
        [190.0, 50.0, 90.0],
        [250.0, 140.0, 50.0],
        [255.0, 245.0, 190.0],
    ];
    for slice in 0..12_u8 {
        let height = 2.0 * (f32::from(slice) + 0.5) / 12.0 - 1.0;
        let ball = ((1.0 - height.abs()) * 16.0).min(1.0);
        let place = (5.0 * ball * (0.55 + 0.3 * (6.0 * height).sin()) - 0.5).clamp(0.0, 4.0);
        let (low, part) = ((place as usize).min(3), place - place.floor().min(3.0));
        let expected = [0, 1, 2].map(|channel| {
            (colormap[low][channel] + part * (colormap[low + 1][channel] - colormap[low][channel])) / 255.0
        });
        let (column, row) = (usize::from(slice) % 4, usize::from(slice) / 4);
        let found = picture.pixel(41 * column + 20, 41 * (2 - row) + 20);
        assert!(near(found, expected, 10.0), "slice {slice}: {found:?}, expected {expected:?}");
    }
    assert_eq!(picture.pixel(41, 41), [255; 3], "between the tiles");
    Ok(())
}

#[test]
fn multi_texture() -> Outcome {
    let picture = picture!("multi_texture", 160 x 120);
    // Tiles are 120 / 16 pixels wide and begin in the centre.
    let (dark, light) = (picture.pixel(80 + 3, 60 - 4), picture.pixel(80 + 11, 60 - 4));
    let (mut tiles, expected) = ([dark, light], [[35, 60, 90], [235, 235, 225]]);
    tiles.sort_unstable();
    assert_eq!(tiles, expected);
    // Of the wall, 1/8 is horizontal joints and 1/16 of the rest vertical ones.
    let left = picture.part(|[x, _], _| x < -0.5);
    let bricks = picture.part(|[x, _], [red, green, _]| x < -0.5 && red / 2 > green) / left;
    let expected = 7.0 / 8.0 * 15.0 / 16.0;
    assert!((bricks - expected).abs() < 0.06, "{bricks} of the wall is bricks, expected {expected}");
    Ok(())
}

#[test]
fn spatial_filters() -> Outcome {
    // Tiles of 53 x 53 pixels, the middle one of which is in the middle of the middle texel.
    let picture = picture!("spatial_filters", 159 x 106);
    let middle = |tile: usize| picture.pixel(53 * (tile % 3) + 26, 53 * (1 - tile / 3) + 26);
    for interpolating in [1, 2, 4, 5] {
        assert_eq!(middle(interpolating), middle(0), "filter {interpolating} goes through the value");
    }
    assert_ne!(middle(3), middle(0), "B-splines smooth");
    let colors = |tile: usize| {
        let pixels = (0..53 * 53)
            .map(|index| picture.pixel(53 * (tile % 3) + index % 53, 53 * (1 - tile / 3) + index / 53));
        pixels.collect::<std::collections::BTreeSet<_>>().len()
    };
    assert!(colors(0) <= 81 + 1, "at most a colour for each value, and the gap");
    assert!((1..6).all(|tile| colors(tile) > 2 * 82), "all others have shades between");
    Ok(())
}
