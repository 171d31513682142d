//! A figure that nothing happens to costs nothing.

use vispy_gloo::{Command, Context, RenderTarget};
use vispy_plot::Figure;

use super::placed;

fn figure() -> Figure {
    let mut figure = Figure::new();
    let mut axes = figure.axes(0, 0);
    axes.title("Idle").x_label("x").y_label("y");
    axes.line((0..50_000).map(|i| (i as f32 * 0.01).sin()).collect::<Vec<f32>>());
    figure
}

#[test]
fn an_idle_figure_wants_no_frame() {
    let (mut ctx, _recording) = Context::recorder();
    let mut view = placed(&figure(), 1.0);
    assert!(view.needs_redraw(), "nothing was drawn yet");
    view.draw(&mut ctx, RenderTarget::canvas(800, 600)).unwrap();
    assert!(!view.needs_redraw(), "nothing has changed");
    view.set_limits(0, [100.0, 200.0], [-1.0, 1.0]).unwrap();
    assert!(view.needs_redraw(), "another part is to be seen");
    view.draw(&mut ctx, RenderTarget::canvas(800, 600)).unwrap();
    assert!(!view.needs_redraw(), "it is");
}

#[test]
fn a_frame_drawn_again_uploads_nothing() {
    let (mut ctx, recording) = Context::recorder();
    let mut view = placed(&figure(), 1.0);
    let canvas = RenderTarget::canvas(800, 600);
    view.draw(&mut ctx, canvas).unwrap();
    let first = recording.take();
    assert!(first.iter().any(is_upload), "the first frame uploads");
    view.draw(&mut ctx, canvas).unwrap();
    let again = recording.take();
    let draws = again.iter().filter(|command| matches!(command, Command::Draw(_))).count();
    assert!(draws >= 3, "it is drawn: {draws} draws");
    let uploads: Vec<String> =
        again.iter().filter(|command| is_upload(command)).map(ToString::to_string).collect();
    assert_eq!(uploads, Vec::<String>::new());
}

fn is_upload(command: &Command) -> bool {
    matches!(command, Command::BufferData { .. } | Command::TextureData { .. })
}
