//! `cargo xtask bench`: the workloads that speed is measured on, and the benches of the CPU parts.

use std::path::PathBuf;
use std::process::Command;

use clap::Args;
use xshell::{Shell, cmd};

use crate::failure::{Failure, Outcome};
use crate::workspace;

/// Workload and size, in the order in which they run.
const CASES: &[(&str, u64)] = &[
    ("W0", 0),
    ("W1", 100_000),
    ("W1", 1_000_000),
    ("W2full", 100_000),
    ("W2zoom", 100_000),
    ("W2full", 1_000_000),
    ("W2zoom", 1_000_000),
    ("W2full", 10_000_000),
    ("W2zoom", 10_000_000),
    ("W3", 100),
    ("W3", 1000),
    ("W4", 4096),
    ("W4mean", 4096),
    ("W7", 1000),
    ("W7", 10_000),
    ("W8", 1000),
    ("W9", 20),
];

/// Rows of the table of scale: workload and size.
const SCALE: &[(&str, u64)] = &[
    ("signal", 100_000),
    ("signal", 1_000_000),
    ("signal", 10_000_000),
    ("signal", 100_000_000),
    ("signal-mmap", 1_000_000_000),
    ("signal-mmap-evicted", 1_000_000_000),
    ("signals-1000", 1000),
    ("W3", 100),
    ("W3", 1000),
    ("interleaved-384", 10_000_000),
    ("interleaved-384-evicted", 10_000_000),
    ("replace-20", 20),
    ("append-64", 16_667),
];

/// The sizes of the pictures of scale: the table's, and one that is reported.
const SCALE_SIZES: &[&str] = &["800x600", "1920x1080"];

/// Benches with criterion, which use no GPU.
const CPU_BENCHES: &[(&str, &str)] =
    &[("vispy-visuals", "compose"), ("vispy-visuals", "cpu"), ("vispy-plot", "cpu")];

/// Measure the workloads beside raw OpenGL, each in a process of its own; `cpu` runs the benches of the CPU parts, `scale` the rows of signals up to a billion samples
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Only workloads whose name, or name and size (`W8:1000`), begin so; `cpu` for the CPU parts, `scale` for
    /// figures of long signals (2 GB below the user's cache folder while it runs), `scale:W3` for some of them
    filter: Option<String>,
    /// A line of JSON for each, instead of a table
    #[arg(long)]
    json: bool,
}

/// Measures what `options` ask for.
pub(crate) fn run(options: &Options) -> Outcome {
    let sh = workspace::shell()?;
    if options.filter.as_deref() == Some("cpu") {
        for (package, bench) in CPU_BENCHES {
            cmd!(sh, "cargo bench --quiet --locked --package {package} --all-features --bench {bench}")
                .run()?;
        }
        return Ok(());
    }
    if let Some(("scale", row)) =
        options.filter.as_deref().map(|filter| filter.split_once(':').unwrap_or((filter, "")))
    {
        let cases = wanted(SCALE, row)?;
        let program = build(&sh, "vispy-plot", "scale")?;
        return measure_all(&program, (&cases, SCALE_SIZES), (options.json, SCALE_COLUMNS));
    }
    let cases = wanted(CASES, options.filter.as_deref().unwrap_or_default())?;
    let program = build(&sh, "vispy-scene", "workloads")?;
    measure_all(&program, (&cases, &[""]), (options.json, COLUMNS))
}

/// The cases whose name and size begin so.
fn wanted(cases: &[(&'static str, u64)], filter: &str) -> Outcome<Vec<(&'static str, u64)>> {
    let names = |(name, size): &(&str, u64)| format!("{name}:{size}");
    let found: Vec<_> = cases.iter().filter(|case| names(case).starts_with(filter)).copied().collect();
    if found.is_empty() {
        let known: Vec<String> = cases.iter().map(names).collect();
        return Err(Failure::new(format!("no such workload; there are: cpu, scale, {}", known.join(", "))));
    }
    Ok(found)
}

/// Prints a row for each case, as JSON or in columns.
fn measure_all(
    program: &PathBuf,
    (cases, pictures): (&[(&str, u64)], &[&str]),
    (json, columns): (bool, &[(&str, &str, usize)]),
) -> Outcome {
    if !json {
        println!("{}", heading(columns));
    }
    for (picture, (name, size)) in
        pictures.iter().flat_map(|picture| cases.iter().map(move |case| (picture, case)))
    {
        let line = measure(program, (name, *size), picture)?;
        println!("{}", if json { line } else { row(columns, &line) });
    }
    Ok(())
}

/// Builds the program of the workloads, and says where it is.
fn build(sh: &Shell, package: &str, bench: &str) -> Outcome<PathBuf> {
    let options = "--quiet --locked --no-run --message-format json";
    let options: Vec<&str> = options.split(' ').collect();
    let messages = cmd!(sh, "cargo bench {options...} --package {package} --bench {bench}").read()?;
    let path = messages.lines().filter_map(|message| field(message, "executable")).next_back();
    let path = path.filter(|path| path != "null");
    path.map(PathBuf::from)
        .ok_or_else(|| Failure::new(format!("cargo named no executable of the bench `{bench}`")))
}

/// The line of JSON of one workload, measured in a process of its own.
fn measure(program: &PathBuf, (name, size): (&str, u64), picture: &str) -> Outcome<String> {
    let output =
        // Nothing that an earlier run has kept makes this one faster.
        Command::new(program)
            .args([name, &size.to_string()])
            .args(Some(picture).filter(|picture| !picture.is_empty()))
            .env("VISPY_CACHE", "")
            .current_dir(workspace::root())
            .output();
    let output =
        output.map_err(|error| Failure::new(format!("{} did not start: {error}", program.display())))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().find(|line| line.starts_with('{')).map(str::to_owned);
    let why = String::from_utf8_lossy(&output.stderr);
    match line {
        Some(line) if output.status.success() => {
            eprint!("{}", why.lines().map(|why| format!("{name}:{size}: {why}\n")).collect::<String>());
            Ok(line)
        }
        _ => Err(Failure::new(format!("{name}:{size}: {}", why.trim()))),
    }
}

/// The value of a field of an object in one line of JSON, without quotes. Fields do not hold objects, and strings no quotes.
fn field(json: &str, name: &str) -> Option<String> {
    let (_, rest) = json.split_once(&format!("\"{name}\":"))?;
    let value = match rest.strip_prefix('"') {
        Some(string) => string.split('"').next(),
        None => rest.split([',', '}']).next(),
    };
    value.map(str::to_owned)
}

const COLUMNS: &[(&str, &str, usize)] = &[
    ("workload", "workload", 9),
    ("n", "n", 10),
    ("ms", "ms", 10),
    ("p99_ms", "p99 ms", 10),
    ("raw_ms", "raw ms", 10),
    ("ratio", "ratio", 8),
    ("cold_ms", "cold ms", 9),
    ("rss_mb", "RSS MB", 9),
];

/// The columns of the table of scale.
const SCALE_COLUMNS: &[(&str, &str, usize)] = &[
    ("workload", "workload", 16),
    ("n", "n", 11),
    ("size", "size", 11),
    ("ms", "ms", 9),
    ("p99_ms", "p99 ms", 9),
    ("worst_ms", "worst ms", 9),
    ("must_ms", "must", 6),
    ("aim_ms", "aim", 6),
    ("cold_ms", "cold ms", 9),
    ("rss_mb", "+RSS MB", 9),
];

fn heading(columns: &[(&str, &str, usize)]) -> String {
    let names = columns.iter().map(|(_, name, width)| format!("{name:>width$}"));
    names.collect::<String>() + "  renderer"
}

fn row(columns: &[(&str, &str, usize)], line: &str) -> String {
    let value = |name: &str| field(line, name).map_or("-".to_owned(), |value| value.replace("null", "-"));
    let values = columns.iter().map(|(name, _, width)| format!("{:>width$}", value(name)));
    values.collect::<String>() + "  " + &value("renderer")
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, field, row};

    const LINE: &str =
        r#"{"workload":"W8","n":1000,"ms":4.5,"raw_ms":null,"renderer":"llvmpipe (LLVM 15, 256 bits)"}"#;

    #[test]
    fn fields_are_found() {
        assert_eq!(field(LINE, "workload").as_deref(), Some("W8"));
        assert_eq!(field(LINE, "ms").as_deref(), Some("4.5"));
        assert_eq!(field(LINE, "renderer").as_deref(), Some("llvmpipe (LLVM 15, 256 bits)"));
        assert_eq!(field(LINE, "cold_ms"), None);
    }

    #[test]
    fn what_has_no_value_is_a_dash() {
        let row = row(COLUMNS, LINE);
        assert!(row.starts_with("       W8      1000       4.5         -         -"), "{row}");
        assert!(row.ends_with("llvmpipe (LLVM 15, 256 bits)"), "{row}");
    }
}
