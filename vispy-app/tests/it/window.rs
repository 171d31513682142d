//! Real windows under Xvfb, driven by real input events.

use std::process::Command;

use crate::xvfb::{Program, Result, Xvfb, example};

const BLUE: [u8; 3] = [0, 51, 204];
const ORANGE: [u8; 3] = [255, 153, 0];

/// An X server, or `None` where there is none and none is required.
fn server() -> Option<Xvfb> {
    Xvfb::start().map_err(|reason| vispy_app::testing::skip(&reason)).ok()
}

/// Runs the example `events` on a server.
fn run_events(server: &Xvfb, titles: &[&str], environment: &[(&str, &str)]) -> Result<Program> {
    let mut command = Command::new(example("events")?);
    command.args(titles).envs(environment.iter().copied());
    server.run(command)
}

#[test]
fn a_window_gets_what_the_user_does() -> Result<()> {
    let Some(server) = server() else { return Ok(()) };
    let mut program = run_events(&server, &["one"], &[])?;
    let resize = program.wait_for(&["Resize"])?;
    assert!(resize.contains("width_px: 320.0, height_px: 240.0"), "{resize}");
    program.wait_for(&["drawn"])?;
    let window = server.focused_window("one")?;
    server.wait_for_pixel(100, 100, BLUE)?;

    server.xdotool(&format!("mousemove --window {window} 50 60"))?;
    program.wait_for(&["MouseMove", "x_px: 50.0, y_px: 60.0"])?;
    server.xdotool("mousedown 1")?;
    program.wait_for(&["MousePress", "button: Left", "x_px: 50.0, y_px: 60.0", "Buttons(1)"])?;
    server.wait_for_pixel(100, 100, ORANGE)?;
    server.xdotool(&format!("mousemove --window {window} 150 90"))?;
    program.wait_for(&["MouseMove", "x_px: 150.0, y_px: 90.0", "Buttons(1)"])?;
    server.xdotool("mouseup 1")?;
    program.wait_for(&["MouseRelease", "x_px: 150.0, y_px: 90.0", "Buttons(0)"])?;
    server.wait_for_pixel(100, 100, BLUE)?;

    server.xdotool("click 3")?;
    program.wait_for(&["MousePress", "button: Right", "Buttons(2)"])?;
    server.xdotool("click 4")?;
    program.wait_for(&["MouseWheel", "delta_y_lines: 1.0"])?;
    server.xdotool("click 5")?;
    program.wait_for(&["MouseWheel", "delta_y_lines: -1.0"])?;
    server.xdotool("click --repeat 2 --delay 20 2")?;
    program.wait_for(&["MouseDoubleClick", "button: Middle"])?;

    server.xdotool("key a shift+b F5 Left Return")?;
    program.wait_for(&["KeyPress", r#"Character("a")"#, r#"text: Some("a")"#])?;
    program.wait_for(&["KeyRelease", r#"Character("a")"#, "text: None"])?;
    program.wait_for(&["KeyPress", r#"Character("B")"#, "shift: true"])?;
    program.wait_for(&["KeyPress", "F(5)"])?;
    program.wait_for(&["KeyPress", "ArrowLeft"])?;
    program.wait_for(&["KeyPress", "Enter", "text: None"])?;

    server.xdotool(&format!("windowsize {window} 200 100"))?;
    program.wait_for(&["Resize", "width_px: 200.0, height_px: 100.0"])?;
    program.wait_for(&["drawn"])?;

    server.xdotool("key Escape")?;
    program.wait_for(&["Close"])?;
    assert!(program.wait_for_end()?.success());
    Ok(())
}

#[test]
fn a_window_is_drawn_only_when_it_has_to() -> Result<()> {
    let Some(server) = server() else { return Ok(()) };
    let mut program = run_events(&server, &["still"], &[])?;
    program.wait_for(&["drawn"])?;
    let window = server.focused_window("still")?;
    server.wait_for_pixel(100, 100, BLUE)?;
    let before = program.count(&["drawn"]);
    for x in 20..40 {
        server.xdotool(&format!("mousemove --window {window} {x} 20"))?;
        program.wait_for(&["MouseMove", &format!("x_px: {x}.0")])?;
    }
    server.xdotool("key x")?;
    program.wait_for(&["KeyRelease"])?;
    assert_eq!(program.count(&["drawn"]), before);
    Ok(())
}

#[test]
fn windows_close_one_by_one_and_run_can_be_called_again() -> Result<()> {
    let Some(server) = server() else { return Ok(()) };
    let mut program = run_events(&server, &["first", "second", "--then", "third"], &[])?;
    program.wait_for(&["second: drawn"])?;
    server.focused_window("first")?;
    server.xdotool("key Escape")?;
    program.wait_for(&["first: Close"])?;

    let second = server.focused_window("second")?;
    server.xdotool(&format!("mousemove --window {second} 30 40 mousedown 1"))?;
    program.wait_for(&["second: MousePress", "x_px: 30.0, y_px: 40.0"])?;
    program.wait_for(&["second: drawn"])?;
    server.wait_for_pixel(100, 100, ORANGE)?;
    assert_eq!(program.count(&["third"]), 0);
    server.xdotool("mouseup 1 key Escape")?;
    program.wait_for(&["second: Close"])?;

    program.wait_for(&["third: drawn"])?;
    server.focused_window("third")?;
    server.wait_for_pixel(100, 100, BLUE)?;
    server.xdotool("key Escape")?;
    assert!(program.wait_for_end()?.success());
    Ok(())
}

#[test]
fn a_dense_screen_has_more_physical_pixels() -> Result<()> {
    let Some(server) = server() else { return Ok(()) };
    let mut program = run_events(&server, &["dense"], &[("WINIT_X11_SCALE_FACTOR", "1.5")])?;
    let resize = program.wait_for(&["Resize"])?;
    assert!(resize.contains("width_px: 320.0, height_px: 240.0"), "{resize}");
    assert!(resize.contains("width_physical_px: 480, height_physical_px: 360"), "{resize}");
    program.wait_for(&["drawn"])?;
    let window = server.focused_window("dense")?;
    server.wait_for_pixel(470, 350, BLUE)?;
    server.xdotool(&format!("mousemove --window {window} 150 90"))?;
    program.wait_for(&[
        "MouseMove",
        "x_px: 100.0, y_px: 60.0",
        "x_physical_px: 150.0, y_physical_px: 90.0",
    ])?;
    Ok(())
}

#[test]
fn a_window_that_another_program_destroys_ends_quietly() -> Result<()> {
    let Some(server) = server() else { return Ok(()) };
    let mut program = run_events(&server, &["gone"], &[])?;
    program.wait_for(&["drawn"])?;
    let window = server.focused_window("gone")?;
    server.wait_for_pixel(100, 100, BLUE)?;
    server.xdotool(&format!("windowclose {window}"))?;
    program.wait_for(&["gone: Close"])?;
    assert!(program.wait_for_end()?.success());
    Ok(())
}

#[test]
fn desktop_gl_serves_where_it_is_asked_for() -> Result<()> {
    let Some(server) = server() else { return Ok(()) };
    let mut program = run_events(&server, &["desktop"], &[("VISPY_GL_API", "gl33")])?;
    program.wait_for(&["drawn"])?;
    server.wait_for_pixel(100, 100, BLUE)
}

#[test]
fn without_a_display_the_error_says_what_to_do() -> Result<()> {
    if server().is_none() {
        return Ok(());
    }
    for (display, expected) in [("", "neither DISPLAY nor WAYLAND_DISPLAY"), (":4242", "DISPLAY=:4242")] {
        let output = Command::new(example("events")?)
            .env("DISPLAY", display)
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .output()?;
        let message = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(1), "{message}");
        assert!(message.contains("NoDisplay") && message.contains(expected), "{message}");
    }
    Ok(())
}
