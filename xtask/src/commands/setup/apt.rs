//! Installing packages through apt.

use std::env::split_paths;
use std::fs;
use std::process::{Command, Stdio};

use crate::failure::{Failure, Outcome};

/// What `apt-get` is always called with: another apt at work is waited for.
const INSTALL: [&str; 9] = [
    "apt-get",
    "--quiet",
    "-o",
    "DPkg::Lock::Timeout=300",
    "-o",
    "Dpkg::Use-Pty=0",
    "install",
    "--yes",
    "--no-install-recommends",
];

/// Whether this system's packages come from apt.
pub(super) fn is_here() -> bool {
    split_paths(&std::env::var_os("PATH").unwrap_or_default()).any(|folder| folder.join("apt-get").is_file())
}

/// The one command that installs `packages`, to be typed by a user.
pub(super) fn install_line(packages: &[&str]) -> String {
    let packages = packages.join(" ");
    format!("sudo apt-get update && sudo apt-get install --no-install-recommends {packages}")
}

/// How packages can be installed without asking the user.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rights {
    /// This is root.
    Root,
    /// `sudo` asks for no password.
    Sudo,
}

impl Rights {
    /// The rights that this process has, if any.
    pub(super) fn find() -> Option<Self> {
        let id = Command::new("id").arg("-u").output().ok()?;
        if id.stdout.trim_ascii() == b"0" {
            return Some(Self::Root);
        }
        let quiet = || Stdio::null();
        let sudo =
            Command::new("sudo").args(["-n", "true"]).stdin(quiet()).stdout(quiet()).stderr(quiet()).status();
        sudo.is_ok_and(|status| status.success()).then_some(Self::Sudo)
    }

    /// Installs `packages`. The package lists are fetched first where there are none, and again where they turn out
    /// to be too old.
    pub(super) fn install(self, packages: &[&str]) -> Outcome {
        if !has_lists() {
            self.run(&["apt-get", "update"])?;
        }
        let install = [&INSTALL[..], packages].concat();
        self.run(&install).or_else(|_| {
            eprintln!("setup: trying again with fresh package lists");
            self.run(&["apt-get", "update"])?;
            self.run(&install)
        })
    }

    fn run(self, command: &[&str]) -> Outcome {
        let shown = command.join(" ");
        let mut words: Vec<&str> = match self {
            Self::Root => vec!["env"],
            Self::Sudo => vec!["sudo", "-n", "env"],
        };
        words.push("DEBIAN_FRONTEND=noninteractive");
        words.extend(command);
        eprintln!("setup: {shown}");
        let status = Command::new(words[0])
            .args(&words[1..])
            .stdin(Stdio::null())
            .status()
            .map_err(|error| Failure::new(format!("`{shown}` could not be started: {error}")))?;
        if status.success() { Ok(()) } else { Err(Failure::new(format!("`{shown}` failed: {status}"))) }
    }
}

/// Whether apt has ever fetched its package lists: images of fresh systems come without.
fn has_lists() -> bool {
    fs::read_dir("/var/lib/apt/lists")
        .into_iter()
        .flatten()
        .flatten()
        .any(|entry| entry.file_name().to_string_lossy().contains("_Packages"))
}
