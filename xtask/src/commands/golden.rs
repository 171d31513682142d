//! `cargo xtask golden`: the only way by which a reference picture changes.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::failure::{Failure, Outcome};
use crate::workspace;

/// Look at and accept the pictures that failing tests drew
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Make what a failing test drew the new reference; without names, list what could be accepted
    Accept {
        /// `CRATE/MODULE/TEST`, or its beginning or end, such as `vispy-plot` or `TEST`
        names: Vec<String>,
    },
}

/// A picture that a failing test drew.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Drawn {
    /// `CRATE/MODULE/TEST`.
    name: String,
}

impl Drawn {
    /// What the test wrote of this kind: `actual`, `diff` or `expected`.
    fn written(&self, root: &Path, kind: &str) -> PathBuf {
        root.join("target/golden").join(format!("{}.{kind}.png", self.name))
    }

    /// Where its reference stands: `CRATE/golden/MODULE/TEST.png`.
    fn reference(&self, root: &Path) -> Option<PathBuf> {
        let (crate_name, test) = self.name.split_once('/')?;
        Some(root.join(crate_name).join("golden").join(format!("{test}.png")))
    }

    /// Whether `name` is the whole of this one's name, or whole leading or trailing parts of it.
    fn is_meant_by(&self, name: &str) -> bool {
        let name = name.trim_matches('/');
        let rest = self.name.strip_prefix(name).filter(|rest| rest.is_empty() || rest.starts_with('/'));
        let before = self.name.strip_suffix(name).filter(|before| before.is_empty() || before.ends_with('/'));
        !name.is_empty() && (rest.is_some() || before.is_some())
    }
}

/// Runs `cargo xtask golden`.
pub(crate) fn run(options: &Options) -> Outcome {
    let Action::Accept { names } = &options.action;
    let root = workspace::root();
    let drawn = all_drawn(&root);
    if names.is_empty() {
        list(&root, &drawn);
        return Ok(());
    }
    for drawn in chosen(&drawn, names)? {
        accept(&root, drawn)?;
    }
    Ok(())
}

fn list(root: &Path, drawn: &[Drawn]) {
    if drawn.is_empty() {
        println!("nothing to accept: no test has left a picture in target/golden");
    }
    for drawn in drawn {
        let is_new = drawn.reference(root).is_some_and(|path| !path.exists());
        let note = if is_new { "  (new)" } else { "" };
        println!("{}{note}", drawn.name);
        println!("    {}", drawn.written(root, "actual").display());
    }
    if !drawn.is_empty() {
        println!("look at each, then: cargo xtask golden accept NAME...");
    }
}

/// The pictures that `names` mean.
fn chosen<'a>(drawn: &'a [Drawn], names: &[String]) -> Outcome<Vec<&'a Drawn>> {
    if let Some(name) = names.iter().find(|name| !drawn.iter().any(|drawn| drawn.is_meant_by(name))) {
        return Err(Failure::new(format!(
            "no test has drawn `{name}`: `cargo xtask golden accept` lists what can be accepted"
        )));
    }
    Ok(drawn.iter().filter(|drawn| names.iter().any(|name| drawn.is_meant_by(name))).collect())
}

fn accept(root: &Path, drawn: &Drawn) -> Outcome {
    let failed = |error: std::io::Error| Failure::new(format!("{} was not accepted: {error}", drawn.name));
    let Some(reference) = drawn.reference(root) else {
        return Err(Failure::new(format!("{} belongs to no crate", drawn.name)));
    };
    if let Some(folder) = reference.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::copy(drawn.written(root, "actual"), &reference).map_err(failed)?;
    for kind in ["actual", "diff", "expected"] {
        let path = drawn.written(root, kind);
        if path.exists() {
            fs::remove_file(path).map_err(failed)?;
        }
    }
    println!("accepted {}", reference.strip_prefix(root).unwrap_or(&reference).display());
    Ok(())
}

/// Everything that tests have left in `target/golden`, sorted.
fn all_drawn(root: &Path) -> Vec<Drawn> {
    let top = root.join("target/golden");
    let mut folders = vec![top.clone()];
    let mut drawn = Vec::new();
    while let Some(folder) = folders.pop() {
        // A folder that is not there holds no picture.
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let relative = path.strip_prefix(&top).unwrap_or(&path).to_string_lossy();
            if let Some(name) = relative.strip_suffix(".actual.png") {
                drawn.push(Drawn { name: name.to_owned() });
            }
        }
    }
    drawn.sort_unstable();
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(name: &str) -> Drawn {
        Drawn { name: name.to_owned() }
    }

    #[test]
    fn names_are_matched_by_whole_parts() {
        let line = drawn("vispy-visuals/line/caps");
        for name in ["vispy-visuals/line/caps", "caps", "line/caps", "vispy-visuals", "vispy-visuals/line/"] {
            assert!(line.is_meant_by(name), "{name} means it");
        }
        for name in ["", "aps", "vispy", "line", "vispy-visuals/line/cap", "other"] {
            assert!(!line.is_meant_by(name), "{name:?} does not mean it");
        }
    }

    #[test]
    fn an_unknown_name_is_refused() {
        let all = [drawn("a/b/c")];
        let failure = chosen(&all, &["c".into(), "d".into()]).expect_err("d was never drawn");
        assert!(failure.to_string().contains("`d`"), "{failure}");
        assert_eq!(chosen(&all, &["c".into()]).expect("c was drawn"), [&all[0]]);
    }

    #[test]
    fn accepting_replaces_the_reference_and_clears_the_rest() {
        let root = std::env::temp_dir().join(format!("xtask-golden-{}", std::process::id()));
        let written = root.join("target/golden/vispy-plot/axes");
        fs::create_dir_all(&written).expect("a scratch folder");
        for kind in ["actual", "diff", "expected"] {
            fs::write(written.join(format!("ticks.{kind}.png")), kind).expect("a scratch file");
        }
        let all = all_drawn(&root);
        assert_eq!(all, [drawn("vispy-plot/axes/ticks")]);
        accept(&root, &all[0]).expect("it can be accepted");
        let reference = fs::read_to_string(root.join("vispy-plot/golden/axes/ticks.png"));
        assert_eq!(reference.expect("the reference was written"), "actual");
        assert!(all_drawn(&root).is_empty(), "nothing is left to accept");
        assert!(!written.join("ticks.diff.png").exists(), "the difference is gone too");
        fs::remove_dir_all(root).expect("the scratch folder can go");
    }
}
