//! Two and a half hours of a seismometer, 936,001 samples, as exact as the pixels.
//!
//! What is drawn depends on the pixels and not on the data: zoomed out, no extreme is lost; zoomed in, each sample is seen.

use vispy_plot::data::readers::{self, Content};
use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/seismogram_kw1_2011-090.npy");
    let mut figure = Figure::new();
    figure.size_px(1000, 420);
    let mut axes = figure.axes(0, 0);
    if let Content::Array1(motion) = readers::read(path, &mut ())? {
        axes.line(motion).rate_hz(100.0);
    }
    axes.title("Ground motion at a seismometer").x_label("time (s)").y_label("counts");
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
