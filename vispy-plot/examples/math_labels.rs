//! Raised and lowered text, Greek letters and operators, between dollar signs as in matplotlib.

use vispy_plot::{Error, Figure};

fn main() -> Result<(), Error> {
    // Planck's law at three temperatures; wavelengths in micrometres.
    let wavelengths: Vec<f64> = (1..=300).map(|i| f64::from(i) * 0.01).collect();
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    for kelvin in [4000.0, 5000.0, 6000.0] {
        let radiance = |um: f64| 1.191e8 / um.powi(5) / ((14_388.0 / (um * kelvin)).exp() - 1.0) / 1e7;
        let y: Vec<f64> = wavelengths.iter().map(|um| radiance(*um)).collect();
        axes.line((&wavelengths, &y)).label(format!("$T = {kelvin}\\,\\mathrm{{K}}$"));
    }
    axes.title(r"$B_\lambda(T) = 2hc^2 \lambda^{-5} / (e^{hc/\lambda k_B T} - 1)$");
    axes.x_label(r"$\lambda$ ($\mu$m)").y_label(r"$B_\lambda$ ($10^7$ W m$^{-2}$ sr$^{-1}$ $\mu$m$^{-1}$)");
    axes.legend();
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
