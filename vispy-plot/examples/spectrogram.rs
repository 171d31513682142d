//! The spectrogram of a seismogram, above it the ground motion itself.

use vispy_plot::data::readers::{self, Content};
use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/seismogram_kw1_2011-090.npy");
    let mut figure = Figure::new();
    figure.size_px(1000, 640);
    if let Content::Array1(motion) = readers::read(path, &mut ())? {
        figure.axes(0, 0).line(motion.clone()).rate_hz(100.0).color("#333");
        figure.axes(1, 0).spectrogram(motion, 100.0).window(1024).hop(512).colormap("inferno");
    }
    figure.axes(0, 0).title("A seismogram and its spectrogram").y_label("counts");
    figure.axes(1, 0).x_label("time (s)").y_label("frequency (Hz)");
    figure.share_x();
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
