//! Answers that come later, and uniforms in blocks.

use super::{Outcome, near, picture, seen};

#[test]
fn occlusion_queries() -> Outcome {
    let picture = picture!("occlusion_queries", 160 x 120);
    for index in 0..12_u8 {
        // The wall hides the cube behind its middle, and one on each side of it.
        let hidden = [11, 0, 1].contains(&index);
        let angle = f32::from(index) * std::f32::consts::TAU / 12.0;
        let color = [0.0, -2.1, 2.1].map(|shift| 0.6 + 0.4 * (angle + shift).cos());
        let lamp = picture.at([(f32::from(index) + 0.5) / 12.0, 0.045]);
        let expected = if hidden { [0.15; 3] } else { color };
        assert!(near(lamp, expected, 2.0), "lamp {index}: {lamp:?}, expected {expected:?}");
        let front = [3.2 * angle.sin(), 0.0, -3.2 * angle.cos() + 0.25];
        let place = seen(front, [11.0, 0.0, 0.3], 4.0 / 3.0);
        let light = 0.6 + 0.4 * 0.5 / (0.3_f32 * 0.3 + 0.8 * 0.8 + 0.5 * 0.5).sqrt();
        let expected = if hidden { [0.55, 0.53, 0.5] } else { color }.map(|part| part * light);
        assert!(
            near(picture.at(place), expected, 2.0),
            "cube {index}: {:?}, expected {expected:?}",
            picture.at(place)
        );
    }
    Ok(())
}

#[test]
fn image_histogram() -> Outcome {
    let (width, height) = (200, 100);
    let picture = picture!("image_histogram", 200 x 100);
    // Counted again from the picture on the left.
    let mut counts = [[0_u32; 32]; 3];
    for index in 0..width / 2 * height {
        let color = picture.pixel(index % (width / 2), index / (width / 2));
        for (row, value) in color.into_iter().enumerate() {
            counts[row][usize::from(value) / 8] += 1;
        }
    }
    for (row, counts) in counts.iter().enumerate() {
        let most = counts.iter().copied().max().unwrap_or(0) as f32;
        let base = 0.99 - 0.3 * (row + 1) as f32;
        for (bar, count) in counts.iter().enumerate() {
            // The middle of the bar, of the right half from 0.02 to 0.98.
            let x = 0.5 + 0.5 * (0.02 + 0.96 * (bar as f32 + 0.5) / 32.0);
            let top = 100.0 * (base + 0.27 * *count as f32 / most);
            let colored = (0..height)
                .filter(|y| (*y as f32 - 100.0 * base + 0.5) > 0.0 && (*y as f32) < 100.0 * (base + 0.29))
                .filter(|y| picture.pixel((x * width as f32) as usize, *y) != [255; 3])
                .count() as f32;
            let expected = top - 100.0 * base;
            assert!(
                (colored - expected).abs() <= 1.0,
                "bar {bar} of {row}: {colored} pixels, expected {expected}"
            );
        }
    }
    Ok(())
}
