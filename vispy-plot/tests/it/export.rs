//! Vector graphics, compared with pictures of the same figures.

mod compare;
mod kinds;
mod pdf;
mod svg;
mod visuals;

use std::path::PathBuf;

use vispy_plot::{Figure, line};

/// A figure with a line that has gaps, a translucent wide one, and texts that XML has to escape.
fn lines() -> Figure {
    let x: Vec<f64> = (0..60).map(|i| f64::from(i) * 0.5).collect();
    let gaps: Vec<f64> =
        x.iter().map(|x| if (14.0..16.0).contains(x) { f64::NAN } else { (x * 0.4).sin() }).collect();
    let wide: Vec<f64> = x.iter().map(|x| (x * 0.3).cos() * 0.6).collect();
    let plot = line((&x, &gaps)).line((&x, &wide)).color("#ff000080").width_px(12.0).size_px(480, 360);
    plot.title("Gaps & \"alpha\" <50 %>").x_label("time (s)").y_label("velocity (µm/s)").into_figure()
}

/// A figure with a line of very many samples.
fn dense() -> Figure {
    let y: Vec<f32> =
        (0..1_000_000).map(|i| (i as f32 * 4e-5).sin() + 0.3 * (i as f32 * 0.37).sin()).collect();
    line(&y).rate_hz(1000.0).title("Dense").size_px(480, 360).into_figure()
}

/// A figure with an image.
fn image() -> Figure {
    let waves = ndarray::Array2::<f32>::from_shape_fn((20, 30), |(row, column)| {
        (row as f32 * 0.4).sin() * (column as f32 * 0.3).cos()
    });
    vispy_plot::image(&waves).title("Image").size_px(480, 360).into_figure()
}

/// A figure whose texts have markup.
fn marked_up() -> Figure {
    let plot = line((vec![0.0, 1.0, 2.0], vec![3.0, 1.0, 2.0])).size_px(480, 360);
    let plot = plot.title(r"$\sigma_x^2 = \langle x^2\rangle - \mu^2 \approx 10^{-3}$, costs \$5, file_name");
    plot.x_label(r"$\lambda$ ($\mathrm{\AA}$)").y_label(r"$F_\lambda$ (W m$^{-2}$ nm$^{-1}$)").into_figure()
}

/// A folder for what is to be looked at.
fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("export");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
