//! Times on an axis: ticks at round hours, days, months or years, whatever is seen.

use vispy_plot::data::Column;
use vispy_plot::{Error, Figure};
use vispy_visuals::ticks::TimeUnit;

fn main() -> Result<(), Error> {
    // Two years of days since 2023-01-01, in seconds of Unix time.
    let days: Vec<i64> = (0..730).map(|day| 1_672_531_200 + day * 86_400).collect();
    let season = |day: f64| -9.0 * ((day - 20.0) / 365.25 * std::f64::consts::TAU).cos();
    // Weather remembers most of yesterday's.
    let (mut state, mut weather) = (7_u32, 0.0);
    let mut weather_of_the_day = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        weather = 0.8 * weather + 5.0 * (f64::from(state) / f64::from(u32::MAX) - 0.5);
        weather
    };
    let y: Vec<f64> = (0..730).map(|day| 10.0 + season(f64::from(day)) + weather_of_the_day()).collect();
    let mut figure = Figure::new();
    figure.size_px(900, 420);
    let mut axes = figure.axes(0, 0);
    axes.line((Column::timestamps(days, TimeUnit::Seconds), &y)).color("#c44");
    axes.title("Temperature at noon").y_label("°C");
    match std::env::args().nth(1) {
        Some(path) => figure.save(path),
        None => figure.show(),
    }
}
