//! One figure as PNG, SVG and PDF.
//!
//! The ending of the name decides. In vector graphics text is text, and a line of any number of samples is a short path.

use vispy_plot::{Error, SaveOptions};

fn main() -> Result<(), Error> {
    let y: Vec<f32> =
        (0..2_000_000).map(|i| (i as f32 * 3e-6).sin() + 0.2 * (i as f32 * 0.31).sin()).collect();
    let plot = vispy_plot::line(&y)
        .rate_hz(1e6)
        .title(r"Two million samples, $f = 1\,\mathrm{MHz}$")
        .x_label("time (s)")
        .y_label("voltage (V)");
    let Some(path) = std::env::args().nth(1).map(std::path::PathBuf::from) else { return plot.show() };
    for ending in ["svg", "pdf"] {
        let path = path.with_extension(ending);
        plot.save(&path)?;
        println!("{}", path.display());
    }
    plot.figure().save_with(&path, &SaveOptions { dpi: 144.0, ..SaveOptions::default() })
}
