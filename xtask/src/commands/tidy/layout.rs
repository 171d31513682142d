//! The top level of the repository is fixed: six crates and the files that everybody looks for.

use std::collections::BTreeSet;

use super::Finding;

/// The folders at the top.
const FOLDERS: [&str; 6] = ["vispy-app", "vispy-gloo", "vispy-plot", "vispy-scene", "vispy-visuals", "xtask"];

/// Finds folders at the top level that are not one of the six crates. Hidden ones belong to tools.
pub(super) fn check(files: &[String]) -> Vec<Finding> {
    let folders: BTreeSet<&str> =
        files.iter().filter_map(|file| file.split_once('/')).map(|(top, _)| top).collect();
    folders
        .into_iter()
        .filter(|folder| !FOLDERS.contains(folder) && !folder.starts_with('.'))
        .map(|folder| {
            Finding::new(folder, 1, "layout", "the top level is fixed: move this into one of the crates")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_folders_at_the_top_are_found() {
        let files = [
            ".ci/run",
            "README.md",
            "vispy-gloo/Cargo.toml",
            "data/a.npy",
            "data/b.npy",
            "vispy-x/Cargo.toml",
        ];
        let found = check(&files.map(str::to_owned));
        let paths: Vec<&str> = found.iter().map(|finding| finding.path.as_str()).collect();
        assert_eq!(paths, ["data", "vispy-x"]);
    }
}
