//! An X server without a screen, and a program on it that is driven as a user would.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long to wait for what must happen: a stuck program fails the test, a slow machine does not.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A running Xvfb with a screen of 800 x 600 pixels.
pub(crate) struct Xvfb {
    server: Child,
    display: String,
    /// Its frame buffer, in XWD form.
    pub(crate) screen: PathBuf,
}

impl Xvfb {
    /// Starts a server on a free display, or says why it cannot.
    pub(crate) fn start() -> std::result::Result<Self, String> {
        let found = |tool: &str| Command::new(tool).arg("-help").output().is_ok();
        for tool in ["Xvfb", "xdotool"] {
            if !found(tool) {
                return Err(format!("{tool} is missing; on Debian or Ubuntu: apt-get install xvfb xdotool"));
            }
        }
        Self::launch().map_err(|error| format!("Xvfb does not start: {error}"))
    }

    fn launch() -> Result<Self> {
        let unique = format!("xvfb-{}-{:?}", std::process::id(), std::thread::current().id());
        // Not set where this is no test.
        let tmp = option_env!("CARGO_TARGET_TMPDIR").map_or_else(std::env::temp_dir, PathBuf::from);
        let folder = tmp.join(unique);
        fs::create_dir_all(&folder)?;
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp", "-fbdir"])
            .arg(&folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut number = String::new();
        BufReader::new(server.stdout.take().ok_or("no output")?).read_line(&mut number)?;
        let display = format!(":{}", number.trim());
        Ok(Self { server, display, screen: folder.join("Xvfb_screen0") })
    }

    /// The name for `DISPLAY`.
    pub(crate) fn display(&self) -> &str {
        &self.display
    }

    /// Runs a program on this server.
    pub(crate) fn run(&self, command: Command) -> Result<Program> {
        Program::start(&self.display, command)
    }

    /// Runs `xdotool` with these arguments and returns what it prints.
    pub(crate) fn xdotool(&self, arguments: &str) -> Result<String> {
        let output =
            Command::new("xdotool").args(arguments.split(' ')).env("DISPLAY", &self.display).output()?;
        if !output.status.success() {
            return Err(format!("xdotool {arguments}: {}", String::from_utf8_lossy(&output.stderr)).into());
        }
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    }

    /// The window of this title, with the keyboard focus.
    pub(crate) fn focused_window(&self, title: &str) -> Result<String> {
        let window = self.xdotool(&format!("search --sync --onlyvisible --name ^{title}$"))?;
        self.xdotool(&format!("windowfocus {window}"))?;
        Ok(window)
    }

    /// Waits until the pixel (`x`, `y`) of the screen has this colour; fails with the colour that it has instead.
    pub(crate) fn wait_for_pixel(&self, x: usize, y: usize, rgb: [u8; 3]) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let found = self.pixel(x, y)?;
            if found == rgb {
                return Ok(());
            }
            if Instant::now() > deadline {
                return Err(format!("pixel ({x}, {y}) is {found:?}, not {rgb:?}").into());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Reads a pixel from the server's frame buffer file, which is in XWD form: numbers of 32 bits, high byte first.
    fn pixel(&self, x: usize, y: usize) -> Result<[u8; 3]> {
        let file = fs::read(&self.screen)?;
        let number = |index: usize| -> Result<usize> {
            let bytes = file.get(index * 4..index * 4 + 4).ok_or("the screen file is too short")?;
            Ok(u32::from_be_bytes(bytes.try_into()?) as usize)
        };
        let (header, bytes_per_line, colors) = (number(0)?, number(12)?, number(19)?);
        let start = header + colors * 12 + y * bytes_per_line + x * 4;
        let &[blue, green, red, _] = file.get(start..start + 4).ok_or("no such pixel")? else {
            return Err("a pixel has four bytes".into());
        };
        Ok([red, green, blue])
    }
}

impl Drop for Xvfb {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
        if let Some(folder) = self.screen.parent() {
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// A running program, whose output is read line by line.
pub(crate) struct Program {
    child: Child,
    lines: Receiver<String>,
    seen: Vec<String>,
}

impl Program {
    fn start(display: &str, mut command: Command) -> Result<Self> {
        let mut child = command
            .env("DISPLAY", display)
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .stdout(Stdio::piped())
            .spawn()?;
        let output = BufReader::new(child.stdout.take().ok_or("no output")?);
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in output.lines().map_while(std::result::Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Ok(Self { child, lines, seen: Vec::new() })
    }

    /// Waits for the next line that contains all of these words and returns it.
    pub(crate) fn wait_for(&mut self, words: &[&str]) -> Result<String> {
        loop {
            let Ok(line) = self.lines.recv_timeout(PATIENCE) else {
                return Err(format!("no line with {words:?} after:\n{}", self.seen.join("\n")).into());
            };
            self.seen.push(line.clone());
            if words.iter().all(|word| line.contains(word)) {
                return Ok(line);
            }
        }
    }

    /// How many lines so far contain all of these words.
    pub(crate) fn count(&mut self, words: &[&str]) -> usize {
        self.seen.extend(self.lines.try_iter());
        self.seen.iter().filter(|line| words.iter().all(|word| line.contains(word))).count()
    }

    /// Waits for the program's end.
    pub(crate) fn wait_for_end(&mut self) -> Result<ExitStatus> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            if Instant::now() > deadline {
                return Err(format!("the program does not end after:\n{}", self.seen.join("\n")).into());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An example's executable: examples are built together with the tests and lie in a folder beside them.
pub(crate) fn example(name: &str) -> Result<PathBuf> {
    let test = std::env::current_exe()?;
    let folder = test.parent().and_then(|deps| deps.parent()).ok_or("the test binary is in no folder")?;
    let example = folder.join("examples").join(name);
    if example.is_file() {
        Ok(example)
    } else {
        Err(format!("run `cargo build -p {} --example {name}` first", env!("CARGO_PKG_NAME")).into())
    }
}
