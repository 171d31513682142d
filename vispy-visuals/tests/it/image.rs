//! Images: colours exact to 1/255, the right way up, exact at every zoom.

use std::sync::Arc;

use vispy_visuals::View;
use vispy_visuals::color::{Color, Colormap};
use vispy_visuals::glam::DVec2;
use vispy_visuals::transforms::{ChainTransform, StTransform};
use vispy_visuals::visuals::{Image, ImageData, ImageStyle, Interpolation};

use crate::support::Stage;

const WHITE: [f32; 4] = [1.0; 4];

/// A view in which a rectangle of the image's frame fills the target.
fn view_of(stage: &Stage, low: DVec2, high: DVec2) -> View {
    let size = DVec2::new(f64::from(stage.target.width), f64::from(stage.target.height));
    let map = StTransform::from_mapping([low, high], [DVec2::ZERO, size]).unwrap();
    View {
        framebuffer_from_visual: ChainTransform::new([Arc::new(map) as _]),
        ..View::of_canvas(stage.target, 1.0)
    }
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
