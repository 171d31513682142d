//! Shows a figure in a window and prints what its axes show.
//!
//! `cargo run -p vispy-plot --example limits`. It prints where the axes are, each turn of the wheel, and after each frame
//! that shows something else the new limits. The key `m` prints `mark` after the next frame.

use vispy_app::events::{Event, Key, LogicalSize};
use vispy_app::winit::{WindowOptions, run};
use vispy_app::{CanvasHandler, DrawError, Frame};
use vispy_gloo::Context;
use vispy_plot::{Error, FigureView};

/// A view that tells what it shows.
struct Reporter {
    view: FigureView,
    limits: Option<[f64; 4]>,
    marks: usize,
}

impl CanvasHandler for Reporter {
    fn event(&mut self, event: &Event) {
        match event {
            Event::MouseWheel(wheel) => println!("wheel {}", wheel.delta_y_lines),
            Event::KeyPress(press) if press.key == Key::Character("m".into()) => self.marks += 1,
            _ => {}
        }
        self.view.event(event);
    }

    fn needs_redraw(&self) -> bool {
        self.view.needs_redraw() || self.marks > 0
    }

    fn draw(&mut self, ctx: &mut Context, frame: &Frame) -> Result<(), DrawError> {
        CanvasHandler::draw(&mut self.view, ctx, frame)?;
        let limits = self.view.limits(0).map(|[x, y]| [x[0], x[1], y[0], y[1]].map(|value| value.to_f64()));
        if let (Some([x0, x1, y0, y1]), Some(rect)) = (limits, self.view.axes_rect(0))
            && self.limits != limits
        {
            println!("axes {} {} {} {}", rect.pos.x, rect.pos.y, rect.size.x, rect.size.y);
            println!("limits {x0} {x1} {y0} {y1}");
        }
        self.limits = limits;
        for _mark in 0..std::mem::take(&mut self.marks) {
            println!("mark");
        }
        Ok(())
    }

    fn wants_close(&self) -> bool {
        self.view.wants_close()
    }

    fn title(&self) -> Option<&str> {
        CanvasHandler::title(&self.view)
    }
}

fn main() -> Result<(), Error> {
    let plot = vispy_plot::line((&[0.0, 5.0, 10.0][..], &[-1.0, 1.0, 0.0][..]))
        .x_limits(0.0, 10.0)
        .y_limits(-2.0, 2.0)
        .title("limits");
    let size = LogicalSize::new(400.0, 300.0);
    let view = FigureView::new(plot.figure(), size.to_physical(1.0), 1.0)?;
    let reporter = Reporter { view, limits: None, marks: 0 };
    run(vec![(WindowOptions::default().with_size(size), Box::new(reporter))])?;
    Ok(())
}
