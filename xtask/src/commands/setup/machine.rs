//! What is on the machine: found by looking each time, so that it can never be out of date.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::needs::What;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Machine {
    /// Whether this is a system whose libraries are known by name: Linux. Elsewhere nothing counts as missing.
    pub(super) is_checked: bool,
    libraries: BTreeSet<String>,
    commands: BTreeSet<String>,
}

impl Machine {
    /// Looks: at the dynamic linker's cache, at Mesa's driver folders and along `PATH`.
    pub(super) fn probe() -> Self {
        let mut machine = Self {
            is_checked: cfg!(target_os = "linux"),
            libraries: linker_cache(),
            commands: BTreeSet::new(),
        };
        for folder in std::env::split_paths(&std::env::var_os("LD_LIBRARY_PATH").unwrap_or_default()) {
            machine.libraries.extend(names_in(&folder));
        }
        for folder in driver_folders() {
            machine.libraries.extend(names_in(&folder));
        }
        for folder in std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()) {
            machine.commands.extend(names_in(&folder));
        }
        machine
    }

    /// A machine with this linker cache, as `ldconfig -p` prints it, and these commands.
    #[cfg(test)]
    pub(super) fn of(cache: &str, commands: &[&str]) -> Self {
        let commands = commands.iter().map(ToString::to_string).collect();
        Self { is_checked: true, libraries: parse_cache(cache), commands }
    }

    pub(super) fn has(&self, what: What) -> bool {
        match what {
            What::Library(name) => self.libraries.contains(name),
            What::Command(name) => self.commands.contains(name),
            // Since Mesa 24.3 all drivers are in one library; before, each was a file of its own.
            What::MesaDriver => {
                self.libraries.iter().any(|name| name == "swrast_dri.so" || name.starts_with("libgallium-"))
            }
        }
    }
}

/// The libraries that the dynamic linker finds by name.
fn linker_cache() -> BTreeSet<String> {
    // Users other than root seldom have the folder of ldconfig on their path.
    ["/sbin/ldconfig", "/usr/sbin/ldconfig", "ldconfig"]
        .iter()
        .find_map(|program| Command::new(program).arg("-p").output().ok())
        .map(|output| parse_cache(&String::from_utf8_lossy(&output.stdout)))
        .unwrap_or_default()
}

fn parse_cache(listing: &str) -> BTreeSet<String> {
    let entries = listing.lines().filter_map(|line| line.split_once(" ("));
    entries.map(|(name, _)| name.trim().to_owned()).collect()
}

/// The folders in which Mesa's drivers can be.
fn driver_folders() -> Vec<PathBuf> {
    let mut folders = vec![PathBuf::from("/usr/lib/dri"), PathBuf::from("/usr/lib64/dri")];
    folders.extend(
        fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|entry| entry.path().join("dri")),
    );
    folders
}

/// The names of what is in `folder`; none if it is not there.
fn names_in(folder: &Path) -> impl Iterator<Item = String> + use<> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned())
}
