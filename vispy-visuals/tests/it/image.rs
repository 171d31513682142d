//! Images: colours exact to 1/255, the right way up, exact at every zoom.

use vispy_visuals::View;
use vispy_visuals::color::{Color, Colormap};
use vispy_visuals::glam::{DVec2, DVec3};
use vispy_visuals::transforms::{MatrixTransform, StTransform};
use vispy_visuals::visuals::{Image, ImageData, ImageStyle, Interpolation};

use crate::support::{Stage, data_view, with_map};

const WHITE: [f32; 4] = [1.0; 4];

/// A view in which a rectangle of the image's frame fills the target.
fn view_of(stage: &Stage, low: DVec2, high: DVec2) -> View {
    data_view(stage.target, [low.x, high.x], [low.y, high.y])
}

#[test]
fn colormaps_are_exact() {
    let Some(mut stage) = Stage::new(256, 4) else { return };
    for name in Colormap::names() {
        let colormap = Colormap::by_name(name).unwrap();
        let values: Vec<f32> = (0..256).map(|i| i as f32 / 255.0).collect();
        let style = ImageStyle { colormap: colormap.clone(), ..ImageStyle::default() };
        let mut image = Image::new(ImageData::scalars(256, 1, values.clone()).unwrap(), style).unwrap();
        let view = view_of(&stage, DVec2::ZERO, DVec2::new(256.0, 1.0));
        let picture = stage.draw(WHITE, &mut [(&mut image, &view)]);
        for (x, value) in values.iter().enumerate() {
            let expected = colormap.map(f64::from(*value)).to_rgba8();
            let found = picture.pixel(x as u32, 2);
            let worst = expected.iter().zip(found).map(|(a, b)| a.abs_diff(b)).max().unwrap();
            assert!(worst <= 1, "{name} at {value}: expected {expected:?}, got {found:?}");
        }
    }
}

#[test]
fn values_outside_the_limits_and_nan_have_their_own_colours() {
    let Some(mut stage) = Stage::new(4, 1) else { return };
    let colormap = Colormap::by_name("gray")
        .unwrap()
        .with_under(Color::rgb(1.0, 0.0, 0.0))
        .with_over(Color::rgb(0.0, 1.0, 0.0))
        .with_bad(Color::rgb(0.0, 0.0, 1.0));
    let style = ImageStyle { colormap, limits: Some([0.0, 1.0]), interpolation: Interpolation::Nearest };
    let data = ImageData::scalars(4, 1, vec![-0.1_f32, 1.1, f32::NAN, 1.0]).unwrap();
    let mut image = Image::new(data, style).unwrap();
    let view = view_of(&stage, DVec2::ZERO, DVec2::new(4.0, 1.0));
    let picture = stage.draw(WHITE, &mut [(&mut image, &view)]);
    let found: Vec<[u8; 4]> = (0..4).map(|x| picture.pixel(x, 0)).collect();
    assert_eq!(found, [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255], [255; 4]]);
}

#[test]
fn row_0_is_where_y_is_smallest() {
    let Some(mut stage) = Stage::new(20, 20) else { return };
    let bytes = vec![255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255];
    let mut image = Image::new(ImageData::rgb8(2, 2, bytes).unwrap(), ImageStyle::default()).unwrap();
    let up = view_of(&stage, DVec2::ZERO, DVec2::splat(2.0));
    let picture = stage.draw(WHITE, &mut [(&mut image, &up)]);
    assert_eq!(picture.pixel(5, 5), [255, 0, 0, 255], "y upwards: the first row is at the bottom");
    let down = view_of(&stage, DVec2::new(0.0, 2.0), DVec2::new(2.0, 0.0));
    let picture = stage.draw(WHITE, &mut [(&mut image, &down)]);
    assert_eq!(picture.pixel(5, 15), [255, 0, 0, 255], "y downwards: it is at the top");
}

#[test]
fn a_texel_edge_stands_still_at_a_million_times() {
    let Some(mut stage) = Stage::new(100, 10) else { return };
    let mut values = vec![0.0_f32; 4096];
    values[3001..].fill(1.0);
    let style = ImageStyle { colormap: Colormap::by_name("gray").unwrap(), ..ImageStyle::default() };
    let mut image = Image::new(ImageData::scalars(4096, 1, values).unwrap(), style).unwrap();
    let view = view_of(&stage, DVec2::new(3001.0 - 4e-5, 0.0), DVec2::new(3001.0 + 6e-5, 1.0));
    let picture = stage.draw(WHITE, &mut [(&mut image, &view)]);
    let edge = (0..100).find(|x| picture.pixel(*x, 5)[0] > 128).unwrap();
    assert_eq!(edge, 40, "the edge is 40 % across");
}

#[test]
fn linear_interpolation_is_linear_and_a_reduced_image_is_a_mean() {
    let Some(mut stage) = Stage::new(100, 10) else { return };
    let gray = || Colormap::by_name("gray").unwrap();
    let style =
        ImageStyle { colormap: gray(), limits: Some([0.0, 1.0]), interpolation: Interpolation::Linear };
    let mut image = Image::new(ImageData::scalars(2, 1, vec![0.0_f32, 1.0]).unwrap(), style).unwrap();
    let view = view_of(&stage, DVec2::ZERO, DVec2::new(2.0, 1.0));
    let picture = stage.draw(WHITE, &mut [(&mut image, &view)]);
    for x in 25..75 {
        let expected = (f64::from(x) + 0.5 - 25.0) / 50.0 * 255.0;
        let found = f64::from(picture.pixel(x, 5)[0]);
        assert!((found - expected).abs() <= 1.5, "at {x}: {expected} and {found}");
    }
    // Black and white columns, eight to a pixel: gray, where taking the nearest would show stripes.
    let stripes: Vec<f32> = (0..800).map(|i| (i % 2) as f32).collect();
    let style = ImageStyle { colormap: gray(), ..ImageStyle::default() };
    let mut image = Image::new(ImageData::scalars(800, 1, stripes).unwrap(), style).unwrap();
    let view = view_of(&stage, DVec2::ZERO, DVec2::new(800.0, 1.0));
    let picture = stage.draw(WHITE, &mut [(&mut image, &view)]);
    assert!((0..100).all(|x| picture.pixel(x, 5)[0].abs_diff(128) <= 1), "every pixel is the mean");
}

#[test]
fn an_image_of_nothing_but_nan_and_one_of_equal_numbers_are_drawn() {
    let Some(mut stage) = Stage::new(4, 4) else { return };
    let view = view_of(&stage, DVec2::ZERO, DVec2::splat(2.0));
    let data = ImageData::scalars(2, 2, vec![f32::NAN; 4]).unwrap();
    let mut nan = Image::new(data, ImageStyle::default()).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut nan, &view)]);
    assert_eq!(picture.pixel(1, 1), [255; 4], "NaN is transparent");
    let mut equal =
        Image::new(ImageData::scalars(2, 2, vec![7_i16; 4]).unwrap(), ImageStyle::default()).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut equal, &view)]);
    assert_eq!(picture.pixel(1, 1), Colormap::default().map(0.0).to_rgba8());
}

fn gray(limits: Option<[f64; 2]>) -> ImageStyle {
    ImageStyle { colormap: Colormap::by_name("gray").unwrap(), limits, ..ImageStyle::default() }
}

#[test]
fn integers_of_64_bits_keep_their_steps() {
    let Some(mut stage) = Stage::new(5, 1) else { return };
    let view = view_of(&stage, DVec2::ZERO, DVec2::new(5.0, 1.0));
    // As floats of 64 bits, all five are the same number.
    let base = (1_u64 << 62) + 1;
    let data = ImageData::scalars(5, 1, (0..5).map(|i| base + i).collect::<Vec<u64>>()).unwrap();
    let mut image = Image::new(data, gray(None)).unwrap();
    let picture = stage.draw(WHITE, &mut [(&mut image, &view)]);
    let found: Vec<u8> = (0..5).map(|x| picture.pixel(x, 0)[0]).collect();
    assert_eq!(found, [0, 64, 128, 192, 255]);
}

#[test]
fn numbers_beyond_and_below_32_bit_floats_are_coloured() {
    let Some(mut stage) = Stage::new(4, 1) else { return };
    let view = view_of(&stage, DVec2::ZERO, DVec2::new(4.0, 1.0));
    for unit in [1e300, 1e-300, 1.0] {
        let values: Vec<f64> = (0..4).map(|i| f64::from(i) * unit).collect();
        let data = ImageData::scalars(4, 1, values).unwrap();
        for limits in [None, Some([0.0, 3.0 * unit])] {
            let mut image = Image::new(data.clone(), gray(limits)).unwrap();
            let picture = stage.draw(WHITE, &mut [(&mut image, &view)]);
            let found: Vec<u8> = (0..4).map(|x| picture.pixel(x, 0)[0]).collect();
            assert_eq!(found, [0, 85, 170, 255], "in units of {unit:e}, limits {limits:?}");
        }
    }
}

#[test]
fn infinities_have_the_colours_of_too_large_and_too_small() {
    let Some(mut stage) = Stage::new(4, 1) else { return };
    let colormap = Colormap::by_name("gray")
        .unwrap()
        .with_under(Color::rgb(1.0, 0.0, 0.0))
        .with_over(Color::rgb(0.0, 1.0, 0.0));
    let data = ImageData::scalars(4, 1, vec![f64::NEG_INFINITY, 0.0, 1.0, f64::INFINITY]).unwrap();
    assert_eq!(data.range(), Some([0.0, 1.0]));
    let mut image = Image::new(data, ImageStyle { colormap, ..ImageStyle::default() }).unwrap();
    let view = view_of(&stage, DVec2::ZERO, DVec2::new(4.0, 1.0));
    let picture = stage.draw(WHITE, &mut [(&mut image, &view)]);
    let found: Vec<[u8; 4]> = (0..4).map(|x| picture.pixel(x, 0)).collect();
    assert_eq!(found, [[255, 0, 0, 255], [0, 0, 0, 255], [255; 4], [0, 255, 0, 255]]);
}

#[test]
fn one_texel_fills_its_extent_however_it_is_interpolated() {
    let Some(mut stage) = Stage::new(10, 10) else { return };
    let view = view_of(&stage, DVec2::ZERO, DVec2::splat(10.0));
    for interpolation in [Interpolation::Auto, Interpolation::Nearest, Interpolation::Linear] {
        let data = ImageData::rgba8(1, 1, vec![255, 0, 0, 255]).unwrap();
        let style = ImageStyle { interpolation, ..ImageStyle::default() };
        let image = Image::new(data, style).unwrap();
        let mut image = image.with_extent(DVec2::splat(2.0), DVec2::new(8.0, 6.0)).unwrap();
        let picture = stage.draw(WHITE, &mut [(&mut image, &view)]);
        for y in 0..10 {
            for x in 0..10 {
                let inside = (2..8).contains(&x) && (2..6).contains(&y);
                let expected = if inside { [255, 0, 0, 255] } else { [255; 4] };
                assert_eq!(picture.pixel(x, y), expected, "{interpolation:?} at {x}, {y}");
            }
        }
    }
}

#[test]
fn a_part_of_an_extent_a_billion_times_as_large_is_in_its_place() {
    let Some(mut stage) = Stage::new(100, 10) else { return };
    let mut image = Image::new(ImageData::scalars(2, 1, vec![0.0_f32, 1.0]).unwrap(), gray(None))
        .unwrap()
        .with_extent(DVec2::new(-1e11, -1e11), DVec2::new(1e11 + 60.0, 1e11))
        .unwrap();
    // The texels meet at x = 30.
    let view = view_of(&stage, DVec2::ZERO, DVec2::new(100.0, 10.0));
    let picture = stage.draw(WHITE, &mut [(&mut image, &view)]);
    let edge = (0..100).find(|x| picture.pixel(*x, 5)[0] > 128);
    assert_eq!(edge, Some(30));
}

#[test]
fn a_quarter_turn_moves_texels_round_the_corner() {
    let Some(mut stage) = Stage::new(20, 20) else { return };
    let bytes = vec![255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9];
    let mut image = Image::new(ImageData::rgb8(2, 2, bytes).unwrap(), ImageStyle::default())
        .unwrap()
        .with_extent(DVec2::ZERO, DVec2::splat(20.0))
        .unwrap();
    // Counter-clockwise about the origin, then back into the picture.
    let turn = MatrixTransform::rotation_z(std::f64::consts::FRAC_PI_2);
    let mut view = with_map(stage.target, StTransform::new(DVec3::ONE, DVec3::new(20.0, 0.0, 0.0)));
    view.framebuffer_from_visual.push(std::sync::Arc::new(turn));
    let picture = stage.draw(WHITE, &mut [(&mut image, &view)]);
    let found = [(5, 5), (15, 5), (5, 15), (15, 15)].map(|(x, y)| picture.pixel(x, y));
    let [red, green, blue, black] = [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255], [9, 9, 9, 255]];
    assert_eq!(found, [blue, red, black, green]);
}
