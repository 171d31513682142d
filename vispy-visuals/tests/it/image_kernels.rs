//! Images between their texels: each kernel beside a sum over texels in double precision.

use vispy_visuals::View;
use vispy_visuals::color::{Color, Colormap};
use vispy_visuals::glam::DVec2;
use vispy_visuals::interpolation::Kernel;
use vispy_visuals::visuals::{Image, ImageData, ImageStyle, Interpolation};

use crate::evaluate::noise;
use crate::support::{Picture, Stage, data_view};

const WIDTH: usize = 7;
const HEIGHT: usize = 5;
/// Pixels along a side of a texel; even, so that no pixel's centre is on an edge.
const ZOOM: usize = 8;

fn style(kernel: Kernel) -> ImageStyle {
    let colormap = Colormap::by_name("gray").unwrap().with_bad(Color::rgb(1.0, 0.0, 0.0));
    ImageStyle { colormap, limits: Some([0.0, 1.0]), interpolation: kernel.into() }
}

fn stage() -> Option<Stage> {
    Stage::new((WIDTH * ZOOM) as u32, (HEIGHT * ZOOM) as u32)
}

fn whole(stage: &Stage) -> View {
    data_view(stage.target, [0.0, WIDTH as f64], [0.0, HEIGHT as f64])
}

/// The weighted mean around a pixel's centre, the image mirrored at its edges; `None` counts for nothing.
fn expected(kernel: Kernel, pixel: [usize; 2], texel: impl Fn(usize, usize) -> Option<f64>) -> f64 {
    let at = pixel.map(|px| (px as f64 + 0.5) / ZOOM as f64 - 0.5);
    let mirrored = |i: i32, size: usize| {
        let size = size as i32;
        let inner = if i < 0 { -1 - i } else { i };
        inner.min(2 * size - 1 - inner).clamp(0, size - 1) as usize
    };
    let (mut sum, mut total) = (0.0, 0.0);
    for j in -5..HEIGHT as i32 + 5 {
        for i in -5..WIDTH as i32 + 5 {
            let weight = kernel.weight(at[0] - f64::from(i)) * kernel.weight(at[1] - f64::from(j));
            if let Some(value) = texel(mirrored(i, WIDTH), mirrored(j, HEIGHT)) {
                sum += weight * value;
                total += weight;
            }
        }
    }
    sum / total
}

fn each_pixel(picture: &Picture, mut check: impl FnMut([usize; 2], [u8; 4])) {
    for y in 0..picture.height {
        for x in 0..picture.width {
            check([x as usize, y as usize], picture.pixel(x, y));
        }
    }
}

#[test]
fn numbers_between_texels_are_weighted_by_the_kernel() {
    let Some(mut stage) = stage() else { return };
    let view = whole(&stage);
    let values: Vec<f32> = noise(1).take(WIDTH * HEIGHT).collect();
    for kernel in Kernel::ALL {
        let data = ImageData::scalars(WIDTH as u32, HEIGHT as u32, values.clone()).unwrap();
        let mut image = Image::new(data, style(kernel)).unwrap();
        let picture = stage.draw([0.0; 4], &mut [(&mut image, &view)]);
        each_pixel(&picture, |pixel, found| {
            let value = expected(kernel, pixel, |x, y| Some(values[y * WIDTH + x].into()));
            let level = (value * 256.0).floor().clamp(0.0, 255.0);
            let off = (f64::from(found[0]) - level).abs();
            assert!(off <= 1.0, "{kernel} at {pixel:?}: expected {level}, got {found:?}");
        });
    }
}

#[test]
fn colours_between_texels_are_weighted_premultiplied() {
    let Some(mut stage) = stage() else { return };
    let view = whole(&stage);
    let bytes: Vec<u8> = noise(2).map(|share| (share * 255.0) as u8).take(WIDTH * HEIGHT * 4).collect();
    for kernel in Kernel::ALL {
        let data = ImageData::rgba8(WIDTH as u32, HEIGHT as u32, bytes.clone()).unwrap();
        let mut image = Image::new(data, style(kernel)).unwrap();
        let picture = stage.draw([0.0; 4], &mut [(&mut image, &view)]);
        each_pixel(&picture, |pixel, found| {
            let channel = |c: usize| {
                let level = |x: usize, y: usize| f64::from(bytes[(y * WIDTH + x) * 4 + c]) / 255.0;
                let alpha = |x: usize, y: usize| f64::from(bytes[(y * WIDTH + x) * 4 + 3]) / 255.0;
                let of = |x, y| Some(if c == 3 { alpha(x, y) } else { level(x, y) * alpha(x, y) });
                expected(kernel, pixel, of).clamp(0.0, 1.0)
            };
            let alpha = channel(3);
            let color = [channel(0).min(alpha), channel(1).min(alpha), channel(2).min(alpha), alpha];
            for (found, expected) in found.into_iter().zip(color) {
                let off = (f64::from(found) - expected * 255.0).abs();
                assert!(off <= 1.0, "{kernel} at {pixel:?}: expected {color:?}, got {found}");
            }
        });
    }
}

#[test]
fn what_is_no_number_spoils_its_own_texel_only() {
    let Some(mut stage) = stage() else { return };
    let view = whole(&stage);
    let mut values: Vec<f32> = noise(3).take(WIDTH * HEIGHT).collect();
    values[2 * WIDTH + 3] = f32::NAN;
    values[WIDTH + 1] = f32::INFINITY;
    for kernel in [Kernel::CatRom, Kernel::Gaussian, Kernel::Lanczos] {
        let data = ImageData::scalars(WIDTH as u32, HEIGHT as u32, values.clone()).unwrap();
        let mut image = Image::new(data, style(kernel)).unwrap();
        let picture = stage.draw([0.0; 4], &mut [(&mut image, &view)]);
        each_pixel(&picture, |pixel, found| {
            let known = |x: usize, y: usize| Some(f64::from(values[y * WIDTH + x])).filter(|v| v.is_finite());
            let within = pixel.map(|px| px / ZOOM);
            let level = (expected(kernel, pixel, known) * 256.0).floor().clamp(0.0, 255.0) as u8;
            let color = match within {
                [3, 2] => [255, 0, 0, 255],
                [1, 1] => [255; 4],
                _ => [level, level, level, 255],
            };
            let off = found.iter().zip(color).map(|(a, b)| a.abs_diff(b)).max();
            assert!(off <= Some(1), "{kernel} at {pixel:?}: expected {color:?}, got {found:?}");
        });
    }
}

#[test]
fn smaller_texels_are_averaged_whatever_the_kernel() {
    let Some(mut stage) = Stage::new(50, 10) else { return };
    let stripes: Vec<f32> = (0..400).map(|i| (i % 2) as f32).collect();
    let view = data_view(stage.target, [0.0, 400.0], [0.0, 1.0]);
    for kernel in Kernel::ALL {
        if kernel == Kernel::Bilinear || kernel == Kernel::Nearest {
            continue;
        }
        let mut image =
            Image::new(ImageData::scalars(400, 1, stripes.clone()).unwrap(), style(kernel)).unwrap();
        let picture = stage.draw([0.0; 4], &mut [(&mut image, &view)]);
        assert!((0..50).all(|x| picture.pixel(x, 5)[0].abs_diff(128) <= 1), "{kernel}");
    }
}

#[test]
fn names_are_those_of_matplotlib() {
    let parsed = |name: &str| name.parse::<Interpolation>();
    assert_eq!(parsed("antialiased"), Ok(Interpolation::Auto));
    assert_eq!(parsed("bilinear"), Ok(Interpolation::Linear));
    assert_eq!(parsed("spline36"), Ok(Interpolation::Kernel(Kernel::Spline36)));
    assert!(parsed("splint36").is_err());
    let json = serde_json::to_string(&Interpolation::Kernel(Kernel::CatRom)).unwrap();
    assert_eq!(serde_json::from_str::<Interpolation>(&json).unwrap(), Interpolation::Kernel(Kernel::CatRom));
}

/// To be looked at: each kernel on the same numbers, in VisPy's order, from the top left.
#[test]
fn a_sheet_of_kernels() {
    const CELL: f64 = 160.0;
    let Some(mut stage) = Stage::new(6 * CELL as u32, 3 * CELL as u32) else { return };
    let values: Vec<f32> = noise(4).take(36).collect();
    let mut images: Vec<(Image, View)> = Vec::new();
    for (index, kernel) in Kernel::ALL.into_iter().enumerate() {
        let corner = DVec2::new((index % 6) as f64, 2.0 - (index / 6) as f64) * CELL + 4.0;
        let data = ImageData::scalars(6, 6, values.clone()).unwrap();
        let style = ImageStyle { interpolation: kernel.into(), ..ImageStyle::default() };
        let image = Image::new(data, style).unwrap().with_extent(corner, corner + CELL - 8.0).unwrap();
        images.push((image, crate::support::pixel_view(stage.target)));
    }
    let mut drawn: Vec<(&mut dyn vispy_visuals::Visual, &View)> =
        images.iter_mut().map(|(image, view)| (image as _, &*view)).collect();
    let picture = stage.draw([1.0; 4], &mut drawn);
    picture.save("kernels");
    assert_eq!(picture.pixel(1, 1), [255; 4]);
    assert_ne!(picture.pixel(80, 400), [255; 4]);
}
