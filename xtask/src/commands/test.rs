//! `cargo xtask test`: everything that has to hold before a change lands.

use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use xshell::{Cmd, Shell, cmd};

use crate::commands::{docs, package, setup, tidy};
use crate::failure::{Failure, Outcome};
use crate::workspace;

/// Run every check; with names, only those
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The steps to run; all if left out
    steps: Vec<Step>,
}

/// One step, in the order of running.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    /// Install what the tests need of the machine
    Setup,
    /// The layout of the code, by rustfmt
    Format,
    /// Clippy on everything, warnings as errors
    Clippy,
    /// Clippy on each library alone, with none, the default and all of its features, and some between
    Features,
    /// Every library on Windows, macOS and in browsers, as far as compiling tells
    Targets,
    /// The rules that rustfmt and clippy do not know
    Tidy,
    /// Every shader, in both dialects
    Shaders,
    /// Unit, integration and golden tests; GL is OpenGL ES 3.0
    Tests,
    /// The tests of the two lower GL crates again, on desktop OpenGL 3.3
    Gl33,
    /// The examples in the documentation
    Doctests,
    /// The documentation as a site, with every example's picture
    Docs,
    /// Projects outside of the workspace, on the archives that would be published
    Package,
}

/// The libraries.
const LIBRARIES: [&str; 5] = ["vispy-gloo", "vispy-app", "vispy-visuals", "vispy-scene", "vispy-plot"];

/// Brings the `vispy` command in, which is none of the default features.
const COMMAND: [&str; 2] = ["--features", "vispy-plot/cli"];

/// Libraries with features that they must also compile with, between none and all.
const FEATURE_SETS: [(&str, &str); 5] = [
    ("vispy-app", "egl"),
    ("vispy-app", "winit,x11"),
    ("vispy-app", "winit,wayland-frames"),
    ("vispy-plot", "wayland"),
    ("vispy-plot", "readers"),
];

/// Other platforms, and whether the `vispy` command belongs there.
const TARGETS: [(&str, bool); 3] =
    [("x86_64-pc-windows-gnu", true), ("aarch64-apple-darwin", true), ("wasm32-unknown-unknown", false)];

/// What became of one step.
struct Report {
    name: String,
    outcome: Outcome,
    took: Duration,
}

/// Runs the steps, all of them even if one fails, and sums up.
pub(crate) fn run(options: &Options) -> Outcome {
    let steps: Vec<Step> = Step::value_variants()
        .iter()
        .copied()
        .filter(|step| options.steps.is_empty() || options.steps.contains(step))
        .collect();
    let sh = workspace::shell()?;
    // A missing GL is a skip on a user's machine, and a failure here.
    sh.set_var("VISPY_REQUIRE_GL", "1");
    let mut reports = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let name = name(*step);
        println!("\n=== {}/{} {name}", at + 1, steps.len());
        let start = Instant::now();
        let outcome = take(*step, &sh);
        let took = start.elapsed();
        match &outcome {
            Ok(()) => println!("=== {name}: passed in {:.1} s", took.as_secs_f64()),
            Err(failure) => println!("=== {name}: FAILED after {:.1} s: {failure}", took.as_secs_f64()),
        }
        reports.push(Report { name, outcome, took });
    }
    println!("\n{}", summary(&reports));
    if reports.iter().all(|report| report.outcome.is_ok()) { Ok(()) } else { Err(Failure::Code(1)) }
}

/// The step's name as it is typed.
fn name(step: Step) -> String {
    step.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn take(step: Step, sh: &Shell) -> Outcome {
    match step {
        Step::Setup => setup::for_tests(),
        Step::Format => {
            component(sh, "fmt", "rustfmt")?;
            done(cmd!(sh, "cargo fmt --all --check"))
        }
        Step::Clippy => {
            component(sh, "clippy", "clippy")?;
            done(cmd!(sh, "cargo clippy --workspace {COMMAND...} --all-targets --locked -- -D warnings"))
        }
        Step::Features => {
            component(sh, "clippy", "clippy")?;
            features(sh)
        }
        Step::Targets => targets(sh),
        Step::Tidy => tidy::run(),
        Step::Shaders => {
            // Built as for the tests, so that nothing is built twice.
            done(cmd!(sh, "cargo build --workspace {COMMAND...} --locked --example check_shaders"))?;
            let checker = workspace::root().join("target/debug/examples/check_shaders");
            done(cmd!(sh, "{checker}"))
        }
        Step::Tests if has_nextest(sh) => {
            done(cmd!(sh, "cargo nextest run --workspace {COMMAND...} --locked --no-fail-fast"))
        }
        // Not `--all-targets`: that would run the benchmarks too.
        Step::Tests => done(cmd!(
            sh,
            "cargo test --workspace {COMMAND...} --locked --no-fail-fast --lib --bins --tests --examples"
        )),
        Step::Gl33 => {
            let tests = if has_nextest(sh) {
                // The same programs as before. Of figures, whole pictures are enough.
                let chosen = "package(vispy-gloo) | package(vispy-visuals) | \
                              (package(vispy-plot) & test(/^goldens::/))";
                cmd!(sh, "cargo nextest run --workspace {COMMAND...} --locked --no-fail-fast -E {chosen}")
            } else {
                let crates = ["--package", "vispy-gloo", "--package", "vispy-visuals"];
                cmd!(sh, "cargo test --locked --no-fail-fast --lib --bins --tests --examples {crates...}")
            };
            done(tests.env("VISPY_GL_API", "gl33").env("MESA_GL_VERSION_OVERRIDE", "3.3"))
        }
        Step::Doctests => done(cmd!(sh, "cargo test --workspace {COMMAND...} --locked --doc")),
        Step::Docs => docs::run(&docs::Options {}),
        Step::Package => package::run(&package::Options {}),
    }
}

fn done(command: Cmd<'_>) -> Outcome {
    command.run().map_err(Failure::from)
}

fn features(sh: &Shell) -> Outcome {
    for package in LIBRARIES {
        for chosen in [&["--no-default-features"][..], &[], &["--all-features"]] {
            done(cmd!(sh, "cargo clippy --locked --lib --package {package} {chosen...} -- -D warnings"))?;
        }
    }
    for (package, features) in FEATURE_SETS {
        let chosen = ["--no-default-features", &format!("--features={features}")];
        done(cmd!(sh, "cargo clippy --locked --lib --package {package} {chosen...} -- -D warnings"))?;
    }
    Ok(())
}

/// Checks the libraries for other platforms. Nothing is linked, so that no other platform's C compiler is needed.
fn targets(sh: &Shell) -> Outcome {
    for (target, with_command) in TARGETS {
        let added = cmd!(sh, "rustup target add {target}").quiet().ignore_stdout().ignore_stderr().run();
        if let Err(error) = added {
            println!("skipped: {target}, whose standard library rustup does not get: {error}");
            continue;
        }
        let mut check = cmd!(sh, "cargo check --locked --target {target}");
        check = if with_command {
            check.args(["--workspace", "--exclude", "xtask"]).args(COMMAND)
        } else {
            // A browser has no command line.
            let libraries = LIBRARIES.iter().flat_map(|package| ["--package", *package]);
            check.arg("--lib").args(libraries).args([
                "--no-default-features",
                "--features",
                "vispy-plot/window",
            ])
        };
        for tool in ["CC", "AR", "RANLIB"] {
            check = check.env(format!("{tool}_{}", target.replace('-', "_")), "true");
        }
        done(check)?;
    }
    Ok(())
}

fn has_nextest(sh: &Shell) -> bool {
    cmd!(sh, "cargo nextest --version").quiet().ignore_stdout().ignore_stderr().run().is_ok()
}

/// Fails with what to type if a component of the toolchain is not installed.
fn component(sh: &Shell, subcommand: &str, component: &str) -> Outcome {
    cmd!(sh, "cargo {subcommand} --version").quiet().ignore_stdout().ignore_stderr().run().map_err(|error| {
        Failure::new(format!("{error}; if {component} is not installed: rustup component add {component}"))
    })
}

/// The table of all steps and, alone on the last line, how many passed and failed.
fn summary(reports: &[Report]) -> String {
    let mut text = String::new();
    for Report { name, outcome, took } in reports {
        let word = if outcome.is_ok() { "passed" } else { "FAILED" };
        text += &format!("{name:<10} {word:<8} {:>7.1} s\n", took.as_secs_f64());
    }
    let failed = reports.iter().filter(|report| report.outcome.is_err()).count();
    text += "Steps of `cargo xtask test`, of which each stands for all of its tests:\n";
    text += &format!("{} passed, {failed} failed", reports.len() - failed);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(name: &str, outcome: Outcome) -> Report {
        Report { name: name.to_owned(), outcome, took: Duration::from_millis(1250) }
    }

    #[test]
    fn the_summary_counts_steps() {
        let reports =
            [report("setup", Ok(())), report("tests", Err(Failure::Code(100))), report("docs", Ok(()))];
        let text = summary(&reports);
        assert!(text.contains("tests      FAILED       1.2 s\n"), "{text}");
        assert_eq!(text.lines().last(), Some("2 passed, 1 failed"));
    }

    #[test]
    fn each_step_has_a_name_to_type() {
        let names: Vec<String> = Step::value_variants().iter().copied().map(name).collect();
        assert_eq!(names.len(), 12);
        assert!(names.iter().all(|name| !name.is_empty()), "{names:?}");
        assert_eq!(names[8], "gl33");
    }
}
