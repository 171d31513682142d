//! Plots in two lines, from what a program has its numbers in.
use vispy_plot::Error;

fn main() -> Result<(), Error> {
    let floats: Vec<f32> = (0..5000).map(|i| (i as f32 / 300.0).sin() * (i as f32 / 2000.0)).collect();
    vispy_plot::line(&floats).save("vec.png")?;

    let integers: Vec<i16> = floats.iter().map(|value| (value * 1000.0) as i16).collect();
    let slice: &[i16] = &integers;
    vispy_plot::line(slice).save("slice.png")?;

    let array = ndarray::Array1::from_iter(floats.iter().map(|value| f64::from(*value)));
    vispy_plot::line(&array).save("ndarray.png")?;

    let seconds: Vec<f64> = (0..floats.len()).map(|i| i as f64 / 1000.0).collect();
    vispy_plot::line((&seconds, &floats)).save("x_and_y.png")?;

    if std::env::var_os("DISPLAY").is_some() {
        vispy_plot::line(&floats).title("two lines").show()?;
    }
    Ok(())
}
