//! Real windows under Xvfb, driven by real input events.

use std::process::Command;

use crate::files::file;
use crate::xvfb::{Program, Result, Xvfb, example};

const BLUE: [u8; 3] = [0, 0x33, 0xcc];
const ORANGE: [u8; 3] = [0xff, 0x99, 0];
const WHITE: [u8; 3] = [255; 3];
/// What a pixel of dragging zooms by.
const ZOOM_PER_PX: f64 = 1.007;
/// How many pixels of dragging a notch of the wheel is worth.
const PX_PER_NOTCH: f64 = 30.0;

/// An X server, or `None` where there is none and none is required.
fn server() -> Option<Xvfb> {
    Xvfb::start().map_err(|reason| vispy_app::testing::skip(&reason)).ok()
}

/// The numbers at the end of a line.
fn numbers<const N: usize>(line: &str) -> Result<[f64; N]> {
    let numbers = line.split(' ').skip(1).map(str::parse).collect::<std::result::Result<Vec<f64>, _>>()?;
    numbers.try_into().map_err(|found| format!("not {N} numbers but {found:?}: {line}").into())
}

/// The example `limits` in a window, with the keyboard focus.
struct Session<'a> {
    server: &'a Xvfb,
    program: Program,
    window: String,
    /// Where the axes are: left, top, width, height in pixels.
    axes: [f64; 4],
    /// What they show: x from the left to the right, y from the lower to the upper end.
    limits: [f64; 4],
}

impl<'a> Session<'a> {
    fn start(server: &'a Xvfb) -> Result<Self> {
        let mut program = server.run(Command::new(example("limits")?))?;
        let axes = numbers(&program.wait_for(&["axes "])?)?;
        let limits = numbers(&program.wait_for(&["limits "])?)?;
        let window = server.focused_window("limits")?;
        let mut session = Self { server, program, window, axes, limits };
        session.settle()?;
        Ok(session)
    }

    fn moved_to(&self, [x, y]: [f64; 2]) -> Result<()> {
        self.server.xdotool(&format!("mousemove --window {} {x} {y}", self.window)).map(drop)
    }

    /// Waits until all that was done is drawn; returns the turns of the wheel in the meantime.
    fn settle(&mut self) -> Result<f64> {
        self.server.xdotool("key m")?;
        let mut notches = 0.0;
        loop {
            let line = self.program.wait_for(&[])?;
            match line.split(' ').next() {
                Some("limits") => self.limits = numbers(&line)?,
                Some("axes") => self.axes = numbers(&line)?,
                Some("wheel") => notches += numbers::<1>(&line)?[0],
                Some("mark") => return Ok(notches),
                _ => return Err(format!("unknown line: {line}").into()),
            }
        }
    }

    /// The data at a pixel.
    fn data_at(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let [left, top, width, height] = self.axes;
        let [x0, x1, y0, y1] = self.limits;
        [x0 + (x - left) / width * (x1 - x0), y1 - (y - top) / height * (y1 - y0)]
    }
}

#[track_caller]
fn assert_near<const N: usize>(found: [f64; N], expected: [f64; N]) {
    let near = found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9);
    assert!(near, "{found:?}, expected {expected:?}");
}

#[test]
fn drags_wheel_and_home_do_what_the_readme_says() -> Result<()> {
    let Some(server) = server() else { return Ok(()) };
    let mut session = Session::start(&server)?;
    let first = session.limits;
    assert_eq!(first, [0.0, 10.0, -2.0, 2.0]);
    let [_, _, width, height] = session.axes;

    // A drag moves the data with the pointer.
    session.moved_to([150.0, 120.0])?;
    server.xdotool("mousedown 1")?;
    session.moved_to([190.0, 105.0])?;
    server.xdotool("mouseup 1")?;
    session.settle()?;
    let [dx, dy] = [40.0 / width * 10.0, 15.0 / height * 4.0];
    assert_near(session.limits, [first[0] - dx, first[1] - dx, first[2] - dy, first[3] - dy]);

    // The wheel keeps what is under the pointer; how many turns the window system made of a click is its business.
    let at = [230.0, 90.0];
    session.moved_to(at)?;
    for click in ["click 4", "click 5"] {
        let (before, axes, under) = (session.limits, session.axes, session.data_at(at));
        server.xdotool(click)?;
        let notches = session.settle()?;
        assert!(if click == "click 4" { notches >= 1.0 } else { notches <= -1.0 }, "{notches} notches");
        let factor = ZOOM_PER_PX.powf(-PX_PER_NOTCH * notches);
        let [x0, x1, y0, y1] = session.limits;
        assert_near([x1 - x0, y1 - y0], [(before[1] - before[0]) * factor, (before[3] - before[2]) * factor]);
        // Afterwards the axes may be a little smaller, for longer labels.
        let after = std::mem::replace(&mut session.axes, axes);
        assert_near(session.data_at(at), under);
        session.axes = after;
    }

    // A drag with the right button zooms each axis about where it began.
    let from = [120.0, 150.0];
    session.moved_to(from)?;
    let (axes, under) = (session.axes, session.data_at(from));
    server.xdotool("mousedown 3")?;
    session.moved_to([170.0, 160.0])?;
    server.xdotool("mouseup 3")?;
    session.settle()?;
    let [x0, x1, y0, y1] = session.limits;
    assert_near([x1 - x0, y1 - y0], [10.0 * ZOOM_PER_PX.powf(-50.0), 4.0 * ZOOM_PER_PX.powf(10.0)]);
    session.axes = axes;
    assert_near(session.data_at(from), under);

    server.xdotool("key Home")?;
    session.settle()?;
    assert_eq!(session.limits, first);
    server.xdotool("key Escape")?;
    assert_eq!(session.program.wait_for_end()?.code(), Some(0));
    Ok(())
}

#[test]
fn a_window_that_is_made_larger_shows_the_same_data_larger() -> Result<()> {
    let Some(server) = server() else { return Ok(()) };
    let mut session = Session::start(&server)?;
    let limits = session.limits;
    server.xdotool(&format!("windowsize --sync {} 600 500", session.window))?;
    server.wait_for_pixel(590, 490, WHITE)?;
    session.settle()?;
    assert_eq!(session.limits, limits);
    server.xdotool("key q")?;
    assert_eq!(session.program.wait_for_end()?.code(), Some(0));
    Ok(())
}

#[test]
fn figures_are_shown_one_after_another() -> Result<()> {
    let Some(server) = server() else { return Ok(()) };
    let mut program = server.run(Command::new(example("one_after_another")?))?;
    for (title, color) in [("first", BLUE), ("second", ORANGE)] {
        server.focused_window(title)?;
        // The middle of the axes lies on the line.
        server.wait_for_pixel(220, 145, color)?;
        server.xdotool("key Escape")?;
        if title == "first" {
            program.wait_for(&["between"])?;
        }
    }
    assert_eq!(program.wait_for_end()?.code(), Some(0));
    Ok(())
}

#[cfg(feature = "cli")]
#[test]
fn the_command_opens_a_window_that_a_key_closes() -> Result<()> {
    let Some(server) = server() else { return Ok(()) };
    let path = file("window-signal.csv", "value\n0\n3\n1\n2\n");
    let mut command = Command::new(env!("CARGO_BIN_EXE_vispy"));
    command.arg(path).args(["--title", "command", "--size", "400x300"]);
    let mut program = server.run(command)?;
    server.focused_window("command")?;
    server.wait_for_pixel(3, 3, WHITE)?;
    server.xdotool("key q")?;
    assert_eq!(program.wait_for_end()?.code(), Some(0));
    Ok(())
}

#[test]
fn boxes_backspace_and_the_wheel_over_an_axis_work_with_a_real_pointer() -> Result<()> {
    let Some(server) = server() else { return Ok(()) };
    let mut session = Session::start(&server)?;
    let first = session.limits;
    let [left, top, width, height] = session.axes;
    let (from, to) = ([left + 40.0, top + 30.0], [left + 140.0, top + 130.0]);
    let corners = [session.data_at(from), session.data_at(to)];
    server.xdotool("keydown shift")?;
    session.moved_to(from)?;
    server.xdotool("mousedown 1")?;
    session.moved_to([left + 90.0, top + 60.0])?;
    session.moved_to(to)?;
    server.xdotool("mouseup 1")?;
    server.xdotool("keyup shift")?;
    session.settle()?;
    assert_near(session.limits, [corners[0][0], corners[1][0], corners[1][1], corners[0][1]]);
    let boxed = session.limits;
    server.xdotool("key BackSpace")?;
    session.settle()?;
    assert_eq!(session.limits, first);
    server.xdotool("key shift+BackSpace")?;
    session.settle()?;
    assert_eq!(session.limits, boxed);
    server.xdotool("key Home")?;
    session.settle()?;

    session.moved_to([left + width / 2.0, top + height + 10.0])?;
    server.xdotool("click 4")?;
    let notches = session.settle()?;
    let [x0, x1, y0, y1] = session.limits;
    assert_near([x1 - x0], [10.0 * ZOOM_PER_PX.powf(-PX_PER_NOTCH * notches)]);
    assert_eq!([y0, y1], [first[2], first[3]], "y stays");
    server.xdotool("key Escape")?;
    assert_eq!(session.program.wait_for_end()?.code(), Some(0));
    Ok(())
}

/// A window of the command in a folder of its own, in which it saves pictures.
#[cfg(feature = "cli")]
struct Saving<'a> {
    server: &'a Xvfb,
    program: Program,
    folder: std::path::PathBuf,
    saved: usize,
}

#[cfg(feature = "cli")]
impl<'a> Saving<'a> {
    fn start(server: &'a Xvfb, title: &str, args: &[&str]) -> Result<Self> {
        let name = format!("window-{title}-{}", std::process::id());
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&folder)?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_vispy"));
        command.current_dir(&folder).args(args).args(["--title", title, "--size", "400x300"]);
        let program = server.run(command)?;
        server.focused_window(title)?;
        server.wait_for_pixel(3, 3, WHITE)?;
        Ok(Self { server, program, folder, saved: 0 })
    }

    /// Presses the key that saves and waits for the picture.
    fn save(&mut self, name: &str) -> Result<image::RgbaImage> {
        self.saved += 1;
        let name = if self.saved == 1 { format!("{name}.png") } else { format!("{name}-{}.png", self.saved) };
        self.server.xdotool("key s")?;
        let deadline = std::time::Instant::now() + crate::xvfb::PATIENCE;
        loop {
            // The file is there before its last byte.
            if let Ok(picture) = image::open(self.folder.join(&name)) {
                return Ok(picture.into_rgba8());
            }
            if std::time::Instant::now() > deadline {
                return Err(format!("{name} was not written").into());
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    }

    fn end(mut self) -> Result<()> {
        self.server.xdotool("key q")?;
        assert_eq!(self.program.wait_for_end()?.code(), Some(0));
        std::fs::remove_dir_all(&self.folder)?;
        Ok(())
    }
}

#[cfg(feature = "cli")]
#[test]
fn a_key_saves_the_picture_under_its_title() -> Result<()> {
    let Some(server) = server() else { return Ok(()) };
    let path = file("window-saved.csv", "value\n0\n3\n1\n2\n");
    let mut window = Saving::start(&server, "saved", &[&path.to_string_lossy()])?;
    let first = window.save("saved")?;
    assert_eq!(first.dimensions(), (400, 300));
    let second = window.save("saved")?;
    assert!(first == second, "the message about the first is not in the second");
    window.end()
}

/// What a window of the command shows of these numbers.
#[cfg(feature = "cli")]
fn still(title: &str, values: Vec<f64>) -> Result<Vec<u8>> {
    let mut figure = vispy_plot::Figure::new();
    let mut axes = figure.size_px(400, 300).axes(0, 0);
    axes.title(title).x_label("line").line(values);
    Ok(figure.render(&vispy_plot::SaveOptions::default())?.rgba)
}

#[cfg(feature = "cli")]
#[test]
fn a_window_shows_what_a_file_grows_by() -> Result<()> {
    use std::io::Write as _;
    let Some(server) = server() else { return Ok(()) };
    let path = file("window-grows.log", "5\n");
    let mut window = Saving::start(&server, "grows", &["--follow", &path.to_string_lossy()])?;
    let mut wait_for = |values: Vec<f64>| -> Result<()> {
        let expected = still("grows", values.clone())?;
        let deadline = std::time::Instant::now() + crate::xvfb::PATIENCE;
        while window.save("grows")?.into_raw() != expected {
            assert!(std::time::Instant::now() < deadline, "{values:?} are not seen");
        }
        Ok(())
    };
    wait_for(vec![5.0])?;
    std::fs::File::options().append(true).open(&path)?.write_all(b"7\n6\n")?;
    wait_for(vec![5.0, 7.0, 6.0])?;
    // A file that begins anew.
    std::fs::write(&path, "7\n8\n")?;
    wait_for(vec![7.0, 8.0])?;
    window.end()
}
