//! Opens windows and prints each event as a line.
//!
//! `cargo run -p vispy-app --example events`; the arguments are the titles of the windows. Those after `--then` open when
//! the ones before are closed. A window is blue until the left button is held. Escape closes a window.

use vispy_app::events::{Event, Key, MouseButton};
use vispy_app::winit::{WindowOptions, run};
use vispy_app::{CanvasHandler, DrawError, Error, Frame, events::LogicalSize};
use vispy_gloo::Context;

/// Prints what happens; changes colour while the left button is held.
struct Printer {
    title: String,
    color: [f32; 4],
    dirty: bool,
    done: bool,
}

impl Printer {
    const BLUE: [f32; 4] = [0.0, 0.2, 0.8, 1.0];
    const ORANGE: [f32; 4] = [1.0, 0.6, 0.0, 1.0];

    fn new(title: &str) -> Self {
        Self { title: title.to_owned(), color: Self::BLUE, dirty: true, done: false }
    }
}

impl CanvasHandler for Printer {
    fn event(&mut self, event: &Event) {
        println!("{}: {event:?}", self.title);
        match event {
            Event::MousePress(press) if press.button == MouseButton::Left => self.color = Self::ORANGE,
            Event::MouseRelease(release) if release.button == MouseButton::Left => self.color = Self::BLUE,
            Event::KeyPress(press) if press.key == Key::Escape => self.done = true,
            _ => return,
        }
        self.dirty = true;
    }

    fn needs_redraw(&self) -> bool {
        self.dirty
    }

    fn draw(&mut self, ctx: &mut Context, frame: &Frame) -> Result<(), DrawError> {
        ctx.clear(frame.target, None, Some(self.color), None);
        self.dirty = false;
        println!("{}: drawn", self.title);
        Ok(())
    }

    fn wants_close(&self) -> bool {
        self.done
    }
}

fn main() -> Result<(), Error> {
    let mut titles: Vec<String> = std::env::args().skip(1).collect();
    if titles.is_empty() {
        titles.push("events".to_owned());
    }
    for group in titles.split(|title| title == "--then") {
        let windows = group.iter().map(|title| {
            let options =
                WindowOptions::default().with_title(title).with_size(LogicalSize::new(320.0, 240.0));
            (options, Box::new(Printer::new(title)) as Box<dyn CanvasHandler>)
        });
        run(windows.collect())?;
    }
    Ok(())
}
