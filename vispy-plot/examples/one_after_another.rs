//! Shows one figure, and another when its window is closed.
//!
//! `cargo run -p vispy-plot --example one_after_another`

use vispy_plot::Error;

fn main() -> Result<(), Error> {
    let level = [1.0f32, 1.0];
    vispy_plot::line(level).color("#0033cc").width_px(40.0).title("first").size_px(400, 300).show()?;
    println!("between");
    vispy_plot::line(level).color("#ff9900").width_px(40.0).title("second").size_px(400, 300).show()?;
    Ok(())
}
