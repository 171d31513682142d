//! Where the workspace is and which files belong to it.

use std::path::{Path, PathBuf};

use xshell::{Shell, cmd};

use crate::failure::{Failure, Outcome};

/// The workspace's folder.
pub(crate) fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// A shell that stands in the workspace's folder.
pub(crate) fn shell() -> Outcome<Shell> {
    let sh = Shell::new()?;
    sh.change_dir(root());
    Ok(sh)
}

/// Every file that is committed, or would be: what git tracks and what it neither tracks nor ignores.
/// Paths are relative to the workspace's folder, with `/`, sorted.
pub(crate) fn files(sh: &Shell) -> Outcome<Vec<String>> {
    let listing = cmd!(sh, "git ls-files -z --cached --others --exclude-standard")
        .quiet()
        .read()
        .map_err(|error| Failure::new(format!("the list of files comes from git, which failed: {error}")))?;
    let root = root();
    let mut files: Vec<String> = listing
        .split('\0')
        .filter(|path| !path.is_empty() && root.join(path).is_file())
        .map(str::to_owned)
        .collect();
    files.sort_unstable();
    files.dedup();
    Ok(files)
}
