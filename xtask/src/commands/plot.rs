//! `cargo xtask plot`: builds the `vispy` command in release and runs it.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use clap::Args;

use crate::commands::setup::{self, Purpose};
use crate::failure::{Failure, Outcome};
use crate::workspace;

/// The recording that the repository ships, relative to the workspace's folder.
const SEISMOGRAM: &str = "vispy-plot/data/seismogram_kw1_2011-090.npy";

/// What is drawn with the recording unless the user says otherwise.
const SEISMOGRAM_OPTIONS: [&str; 8] = [
    "--rate",
    "100",
    "--title",
    "Ground motion at BW.KW1, 2011-03-31",
    "--x-label",
    "time (s)",
    "--y-label",
    "counts",
];

/// Options of `vispy` that take the next argument as their value.
const OPTIONS_WITH_VALUE: [&str; 22] = [
    "-x",
    "-y",
    "-o",
    "--x",
    "--y",
    "--output",
    "--kind",
    "--array",
    "--size",
    "--dpi",
    "--title",
    "--x-label",
    "--y-label",
    "--rate",
    "--last",
    "--slice",
    "--log",
    "--theme",
    "--bins",
    "--dtype",
    "--channels",
    "--skip",
];

/// Build `vispy` in release and run it; without a file, on the seismogram that the repository ships
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Arguments of `vispy`, such as FILE, `-o OUT.png`, `--size WxH` or `--title T`; `-- --help` lists them
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGS")]
    args: Vec<OsString>,
}

/// Sets up what drawing needs, then runs `vispy` in the current folder and hands its exit code on.
pub(crate) fn run(options: &Options) -> Outcome {
    let root = workspace::root();
    setup::ensure(purpose(&options.args))?;
    let status = Command::new("cargo")
        .args([
            "run",
            "--release",
            "--package",
            "vispy-plot",
            "--features",
            "cli",
            "--bin",
            "vispy",
            "--manifest-path",
        ])
        .arg(root.join("Cargo.toml"))
        .arg("--")
        .args(vispy_args(&root, &options.args))
        .status()
        .map_err(|error| Failure::new(format!("cargo could not be started: {error}")))?;
    Failure::from_status(status)
}

/// The libraries of a window are needed only where one will open.
fn purpose(args: &[OsString]) -> Purpose {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let writes_a_file = Arguments::read(args).writes_a_file;
    if !writes_a_file && (set("DISPLAY") || set("WAYLAND_DISPLAY")) { Purpose::Window } else { Purpose::Plot }
}

/// The user's arguments, behind the shipped recording and its options if they name no file.
/// A repeated option of `vispy` counts as last given, so the user's win.
fn vispy_args(root: &Path, user: &[OsString]) -> Vec<OsString> {
    let mut args = Vec::new();
    let given = Arguments::read(user);
    if !given.names_a_file && !given.asks_for_help {
        args.push(root.join(SEISMOGRAM).into_os_string());
        args.extend(SEISMOGRAM_OPTIONS.map(OsString::from));
    }
    args.extend_from_slice(user);
    args
}

/// What has to be known of the user's arguments before `vispy` itself reads them.
#[derive(Debug, Default, PartialEq)]
struct Arguments {
    names_a_file: bool,
    writes_a_file: bool,
    asks_for_help: bool,
}

impl Arguments {
    fn read(args: &[OsString]) -> Self {
        let mut found = Self::default();
        let mut args = args.iter().map(|arg| arg.to_string_lossy());
        while let Some(arg) = args.next() {
            let arg = arg.as_ref();
            if arg == "--" {
                found.names_a_file |= args.next().is_some();
                break;
            }
            if arg == "-" || !arg.starts_with('-') {
                found.names_a_file = true;
            }
            let is_short_output = arg.starts_with("-o");
            found.writes_a_file |= is_short_output || arg == "--output" || arg.starts_with("--output=");
            found.asks_for_help |= matches!(arg, "-h" | "--help" | "-V" | "--version");
            if OPTIONS_WITH_VALUE.contains(&arg) {
                args.next();
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(text: &str) -> Vec<OsString> {
        text.split_whitespace().map(OsString::from).collect()
    }

    #[test]
    fn the_seismogram_stands_in_for_a_missing_file() {
        let all = vispy_args(Path::new("root"), &args("-o out.png --title Mine"));
        assert_eq!(all[0], Path::new("root").join(SEISMOGRAM), "the file comes first");
        assert!(all.contains(&"100".into()), "its sampling rate is given: {all:?}");
        assert_eq!(all[all.len() - 4..], args("-o out.png --title Mine"), "the user's options come last");
        assert!(workspace::root().join(SEISMOGRAM).is_file(), "the repository ships {SEISMOGRAM}");
    }

    #[test]
    fn a_file_is_told_from_the_value_of_an_option() {
        for text in
            ["a.csv", "-x date a.csv", "a.csv -o b.png", "-o b.png -- a.csv", "--rate=5 a.npy", "-ob.png a"]
        {
            assert_eq!(vispy_args(Path::new("root"), &args(text)), args(text), "{text:?} names a file");
        }
        for text in
            ["", "-o out.png", "-oout.png", "--size 300x200", "--rate 5 -y a,b --kind line", "--dpi=96", "--"]
        {
            assert!(!Arguments::read(&args(text)).names_a_file, "{text:?} names no file");
        }
    }

    #[test]
    fn help_is_passed_on_alone() {
        assert_eq!(vispy_args(Path::new("root"), &args("--help")), args("--help"));
    }

    #[test]
    fn an_output_file_is_noticed() {
        for text in ["-o a.png", "-oa.png", "--output a.png", "--output=a.png"] {
            assert!(Arguments::read(&args(text)).writes_a_file, "{text:?} writes a file");
        }
        assert!(!Arguments::read(&args("a.npy --title -o")).writes_a_file, "-o is the title here");
    }
}
