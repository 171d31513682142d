//! A progress bar for files that take a while.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use vispy_plot::data::readers::Progress;

/// How long reading may take without a bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// Steps of the bar.
const STEPS: u64 = 1000;

/// A bar on standard error that appears after half a second, and only on a terminal.
pub(crate) struct Bar {
    started: Instant,
    name: String,
    bar: Option<ProgressBar>,
}

impl Bar {
    /// Starts the clock for a file.
    pub(crate) fn new(name: String) -> Self {
        Self { started: Instant::now(), name, bar: None }
    }
}

impl Progress for Bar {
    fn fraction(&mut self, fraction: f64) {
        if self.bar.is_none() && self.started.elapsed() >= PATIENCE {
            // On anything but a terminal, the bar draws nothing.
            let bar = ProgressBar::new(STEPS).with_message(self.name.clone());
            if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {percent}% {eta}") {
                bar.set_style(style);
            }
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_position((fraction.clamp(0.0, 1.0) * STEPS as f64) as u64);
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
