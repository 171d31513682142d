//! An array as an image: rows downwards, pixels square, numbers through a colormap.

use vispy_plot::Error;

fn main() -> Result<(), Error> {
    // How soon points of the plane escape under z² + c.
    let escapes = ndarray::Array2::<f32>::from_shape_fn((480, 640), |(row, column)| {
        let (re, im) = (-2.2 + column as f64 * 0.005, -1.2 + row as f64 * 0.005);
        let (mut x, mut y, mut turns) = (0.0, 0.0, 0.0);
        while x * x + y * y < 256.0 && turns < 80.0 {
            (x, y) = (x * x - y * y + re, 2.0 * x * y + im);
            turns += 1.0;
        }
        if turns >= 80.0 { 80.0 } else { turns - (x * x + y * y).ln().log2() as f32 + 3.5 }
    });
    let plot = vispy_plot::image(&escapes).colormap("magma").title("Escape times");
    match std::env::args().nth(1) {
        Some(path) => plot.save(path),
        None => plot.show(),
    }
}
