//! The projects that use the archives: built and run as a user would.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use xshell::{Shell, cmd};

use super::archives::Archives;
use super::picture::Picture;
use super::xvfb::Xvfb;
use crate::failure::{Failure, Outcome};
use crate::workspace;

/// The most lines that a triangle in a window may take.
const TRIANGLE_LINES: usize = 60;
/// How long to wait for what must appear.
const PATIENCE: Duration = Duration::from_secs(60);

/// Builds and runs all projects.
pub(super) fn all(sh: &Shell, archives: &Archives) -> Outcome {
    let pictures = workspace::root().join("target/outside");
    sh.create_dir(&pictures)?;
    let server = Xvfb::start().map_err(Failure::new)?;
    let site = Site { sh, archives, pictures: &pictures, server: &server };
    site.gloo_triangle()?;
    site.two_lines()?;
    site.figure_in_egui()?;
    sh.remove_path(&archives.folder)?;
    println!("the projects outside of the workspace run; their pictures are in {}", pictures.display());
    Ok(())
}

/// Where projects are built and run.
struct Site<'a> {
    sh: &'a Shell,
    archives: &'a Archives,
    /// Where screenshots go.
    pictures: &'a Path,
    server: &'a Xvfb,
}

impl Site<'_> {
    /// (a) vispy-gloo, winit and glutin: a triangle in a window.
    fn gloo_triangle(&self) -> Outcome {
        let source = workspace::root().join("xtask/outside/gloo_triangle/src/main.rs");
        let lines = self.sh.read_file(&source)?.lines().count();
        check(lines <= TRIANGLE_LINES, || format!("{lines} lines are more than {TRIANGLE_LINES}"))?;
        let program = self.built("gloo_triangle")?;
        let _running = self.run(&program)?;
        self.window("gloo triangle")?;
        // The middle of the three corners has a third of each colour.
        let middle = |screen: &Picture| {
            let [red, green, blue] = screen.pixel(400, 360);
            [red, green, blue].iter().all(|channel| channel.abs_diff(85) < 8)
        };
        self.screenshot("gloo_triangle", |screen| screen.pixel(20, 20) == [255; 3] && middle(screen))
    }

    /// (b) vispy-plot alone: files and a window from what numbers come in.
    fn two_lines(&self) -> Outcome {
        let program = self.built("two_lines")?;
        let mut running = self.run(&program)?;
        self.window("two lines")?;
        self.screenshot("two_lines", |screen| screen.inked() > 10_000)?;
        // Sent to the screen: the window may be gone before the key is released.
        self.xdotool("key q")?;
        let status = running.wait_for_end().map_err(|error| Failure::new(error.to_string()))?;
        check(status.success(), || format!("the window was closed, and the program ended with {status}"))?;
        let saved = |name: &str| Picture::of_png(&self.archives.folder.join("two_lines").join(name));
        for name in ["vec.png", "slice.png", "ndarray.png", "x_and_y.png"] {
            let inked = saved(name)?.inked();
            check(inked > 10_000, || format!("{name} shows next to nothing: {inked} pixels"))?;
            self.sh.copy_file(self.archives.folder.join("two_lines").join(name), self.pictures.join(name))?;
        }
        let same = saved("vec.png")? == saved("ndarray.png")?;
        check(same, || "the same numbers from a Vec and from an ndarray look different".to_owned())
    }

    /// (c) a figure in an eframe application: drawn, dragged, hovered over.
    fn figure_in_egui(&self) -> Outcome {
        let program = self.built("figure_in_egui")?;
        let mut running = self.run(&program)?;
        let failed = |error: Box<dyn std::error::Error>| Failure::new(error.to_string());
        running.wait_for(&["x from 0.000 to 10.000"]).map_err(failed)?;
        self.window("figure in egui")?;
        let drawn = |screen: &Picture| screen.pixel(240, 480) == [255; 3] && screen.inked() > 20_000;
        self.screenshot("figure_in_egui", drawn)?;
        self.xdotool("mousemove 500 250")?;
        self.xdotool("mousedown 1")?;
        for x in [480, 440, 400] {
            self.xdotool(&format!("mousemove {x} 250"))?;
        }
        self.xdotool("mouseup 1")?;
        let moved = running.wait_for(&["x from"]).map_err(failed)?;
        check(!moved.contains("x from -"), || format!("dragging to the left shows larger x, not {moved}"))?;
        self.xdotool("mousemove 450 200")?;
        std::thread::sleep(Duration::from_millis(300));
        self.screenshot("figure_in_egui_dragged", drawn)
    }

    /// Copies a project next to the archives, and builds it on them.
    fn built(&self, name: &str) -> Outcome<PathBuf> {
        let Self { sh, archives, .. } = self;
        println!("\n--- {name}");
        let root = workspace::root();
        let folder = archives.folder.join(name);
        let from = root.join("xtask/outside").join(name);
        cmd!(sh, "cp --recursive {from} {folder}").quiet().run()?;
        let manifest = folder.join("Cargo.toml");
        let text = sh.read_file(&manifest)?;
        sh.write_file(&manifest, text + &archives.patch())?;
        // The versions that the workspace is tested with.
        sh.copy_file(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let target = root.join("target/outside/build");
        // Nobody debugs them, and they are the longest step.
        let build = cmd!(sh, "cargo build --manifest-path {manifest} --target-dir {target}");
        build.env("CARGO_PROFILE_DEV_DEBUG", "false").run()?;
        Ok(target.join("debug").join(name.replace('_', "-")))
    }

    fn run(&self, program: &Path) -> Outcome<super::xvfb::Program> {
        let mut command = Command::new(program);
        let name = program.file_name().and_then(|name| name.to_str()).unwrap_or_default().replace('-', "_");
        command.current_dir(self.archives.folder.join(name));
        self.server.run(command).map_err(|error| Failure::new(format!("{}: {error}", program.display())))
    }

    /// Waits for a window and gives it the keyboard.
    fn window(&self, title: &str) -> Outcome {
        // The title is a pattern, and must not be split at its spaces.
        let window = self.server.focused_window(&title.replace(' ', "."));
        window.map(drop).map_err(|error| Failure::new(error.to_string()))
    }

    fn xdotool(&self, arguments: &str) -> Outcome {
        self.server.xdotool(arguments).map(drop).map_err(|error| Failure::new(error.to_string()))
    }

    /// Waits until the screen is as it should be, and keeps a picture of it.
    fn screenshot(&self, name: &str, right: impl Fn(&Picture) -> bool) -> Outcome {
        let path = self.pictures.join(format!("{name}.png"));
        let deadline = Instant::now() + PATIENCE;
        loop {
            let screen = Picture::of_screen(&self.server.screen)?;
            let done = right(&screen);
            if done || Instant::now() > deadline {
                screen.save(&path)?;
                return check(done, || {
                    format!("{name} is not drawn as it should be: see {}", path.display())
                });
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

fn check(holds: bool, otherwise: impl FnOnce() -> String) -> Outcome {
    if holds { Ok(()) } else { Err(Failure::new(otherwise())) }
}
