//! The archives that would be published, unpacked outside of the workspace.

use std::path::{Path, PathBuf};

use xshell::{Shell, cmd};

use crate::failure::{Failure, Outcome};
use crate::workspace;

/// The crates that are published.
const CRATES: [&str; 5] = ["vispy-gloo", "vispy-app", "vispy-visuals", "vispy-scene", "vispy-plot"];

/// The largest archive that is fine, in bytes; the package registry refuses above ten times that.
const LARGEST_BYTES: u64 = 1024 * 1024;

/// Unpacked archives, and the folder for the projects that use them.
pub(super) struct Archives {
    /// Outside of the workspace.
    pub(super) folder: PathBuf,
    /// The name of each crate and where it lies.
    crates: Vec<(&'static str, PathBuf)>,
}

impl Archives {
    /// What a project appends to its Cargo.toml to use the archives where the registry's crates would be.
    pub(super) fn patch(&self) -> String {
        let lines =
            self.crates.iter().map(|(name, path)| format!("{name} = {{ path = '{}' }}\n", path.display()));
        format!("\n[patch.crates-io]\n{}", lines.collect::<String>())
    }
}

/// Packages every crate and unpacks the archives in a fresh folder.
pub(super) fn unpacked(sh: &Shell) -> Outcome<Archives> {
    // What is built on the archives below is the verification. Changes that are not committed are packaged too.
    cmd!(sh, "cargo package --workspace --exclude xtask --locked --no-verify --allow-dirty").run()?;
    let version = cmd!(sh, "cargo pkgid --package vispy-plot").quiet().read()?;
    let version = version.rsplit(['#', '@']).next().unwrap_or_default();
    let folder = std::env::temp_dir().join("vispy-outside");
    sh.remove_path(&folder)?;
    sh.create_dir(&folder)?;
    let mut crates = Vec::new();
    for name in CRATES {
        let archive = workspace::root().join("target/package").join(format!("{name}-{version}.crate"));
        let size_bytes = size_bytes(&archive)?;
        println!("{name}: {} kB", size_bytes / 1000);
        if size_bytes > LARGEST_BYTES {
            let found = format!("{} is {size_bytes} bytes, at most {LARGEST_BYTES}", archive.display());
            return Err(Failure::new(format!("{found}; exclude files that users do not need")));
        }
        // As new: cargo compares times, and the ones in an archive are always the same.
        cmd!(sh, "tar --extract --touch --gzip --file {archive} --directory {folder}").quiet().run()?;
        crates.push((name, folder.join(format!("{name}-{version}"))));
    }
    Ok(Archives { folder, crates })
}

fn size_bytes(path: &Path) -> Outcome<u64> {
    let metadata = std::fs::metadata(path);
    Ok(metadata.map_err(|error| Failure::new(format!("{}: {error}", path.display())))?.len())
}
