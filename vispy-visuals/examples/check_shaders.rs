//! Parses, composes, compiles and links all built-in shaders: what `cargo xtask shaders` runs.
//!
//! Every snippet is parsed; every program of every visual is composed in both dialects, its text is parsed again, and
//! it is compiled and linked by the headless driver. A failure prints the place in the snippet and ends with code 1.
//!
//! - `--dump DIR` writes the composed texts to a folder.
//! - `--write-table` writes what the parser found to `shaders/parsed.bin`, from which builds without a parser compose; that
//!   the file is stale is a failure.
//! - `--check FILE` checks a snippet of one's own instead: what it requires comes from the built-in ones.
//!
//! Where an OpenGL is missing, that is said, and is a failure with `VISPY_REQUIRE_GL=1`.

use std::collections::BTreeSet;
use std::env;
use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use vispy_app::Api;
use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_visuals::Device;
use vispy_visuals::device::ProgramSpec;
use vispy_visuals::shaders::{
    ComposeCaps, ComposedProgram, Dialect, Snippet, Stage, Stages, compose, dump, library,
};
use vispy_visuals::visuals::all_program_specs;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// What the parser found in the built-in snippets.
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/shaders/parsed.bin");

/// Snippets under this are for users too: a program of ours need not reach them.
const FOR_EVERYBODY: &str = "lib/";

fn main() -> ExitCode {
    match run() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(failures) => {
            eprintln!("{failures} failed");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Does what the command line says, and returns how many checks failed.
fn run() -> Outcome<usize> {
    let mut arguments = env::args().skip(1);
    let mut folder = None;
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a path"));
        match argument.as_str() {
            "--dump" => folder = Some(PathBuf::from(value()?)),
            "--check" => return check_file(&value()?),
            "--write-table" => return write_table(),
            _ => {
                return Err(format!(
                    "unknown argument {argument}: expected --dump DIR, --write-table or --check FILE"
                )
                .into());
            }
        }
    }
    check_all(folder)
}

/// Writes the table of what the parser finds in the built-in snippets.
fn write_table() -> Outcome<usize> {
    let table = library::parsed_table()?;
    fs::write(TABLE, &table).map_err(|error| format!("{TABLE}: {error}"))?;
    println!("{TABLE}: {} bytes, {} snippets", table.len(), library::paths().count());
    Ok(0)
}

/// Compares the table with what the parser finds now.
fn stale_table() -> Outcome<usize> {
    let is_fresh =
        fs::read(TABLE).is_ok_and(|found| library::parsed_table().is_ok_and(|table| table == found));
    if !is_fresh {
        eprintln!("{TABLE} is stale: run `cargo xtask shaders --write-table`");
    }
    Ok(usize::from(!is_fresh))
}

/// Parses somebody's own snippet in both dialects.
fn check_file(path: &str) -> Outcome<usize> {
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let snippet = Snippet::new(path, text)?;
    let placeholders: Vec<String> = snippet.placeholders().map(|name| format!("${name}")).collect();
    println!("{path}: {} lines, placeholders: {}", snippet.source().lines().count(), placeholders.join(" "));
    Ok(0)
}

/// A program in one dialect.
struct Checked {
    composed: ComposedProgram,
    label: &'static str,
}

fn check_all(folder: Option<PathBuf>) -> Outcome<usize> {
    let start = Instant::now();
    let mut failures = parse_all() + stale_table()?;
    let specs = all_program_specs()?;
    let dialects = [(Dialect::Es300, Api::Es30), (Dialect::Gl330, Api::Gl33)];
    let mut reached = BTreeSet::new();
    let mut longest = ("", 0);
    println!("{:<20} {:>8} {:>9} {:>10} {:>10}", "dialect", "programs", "failed", "compose ms", "link ms");
    for (dialect, api) in dialects {
        let composing = Instant::now();
        let (programs, mut failed) = compose_all(&specs, dialect);
        let compose_ms = composing.elapsed().as_secs_f64() * 1e3;
        for program in &programs {
            reached.extend(snippets_of(&program.composed));
            let lines = program.composed.vertex.lines().count() + program.composed.fragment.lines().count();
            if lines > longest.1 {
                longest = (program.label, lines);
            }
            if let Some(folder) = &folder {
                dump(&program.composed, folder)?;
            }
        }
        let linking = Instant::now();
        let linked = link_all(&specs, api);
        let link_ms = match &linked {
            Ok(link_failures) => {
                failed += link_failures;
                format!("{:.1}", linking.elapsed().as_secs_f64() * 1e3)
            }
            Err(_) => "no driver".to_owned(),
        };
        let name = dialect.version_line().trim_start_matches("#version ");
        println!("{name:<20} {:>8} {failed:>9} {compose_ms:>10.1} {link_ms:>10}", specs.len());
        failures += failed;
        if let Err(reason) = linked {
            failures += missing_driver(api, reason.as_ref());
        }
    }
    println!("longest program: {} ({} lines in two stages)", longest.0, longest.1);
    failures += unreached(&reached);
    println!("{} snippets, all in {:.2} s", library::paths().count(), start.elapsed().as_secs_f64());
    Ok(failures)
}

/// Parses every built-in snippet.
fn parse_all() -> usize {
    let failures = library::paths().filter_map(|path| library::snippet(path).err());
    failures.inspect(|error| eprintln!("{error}")).count()
}

/// Composes every program, and parses what came out.
fn compose_all(specs: &[&'static ProgramSpec], dialect: Dialect) -> (Vec<Checked>, usize) {
    let mut programs = Vec::new();
    let mut failures = 0;
    for spec in specs {
        let stages = Stages { vertex: &spec.vertex, fragment: &spec.fragment };
        let result = compose(&stages, dialect, &ComposeCaps::new());
        let result = result.and_then(|composed| {
            for stage in [Stage::Vertex, Stage::Fragment] {
                let text = composed.text(stage).replacen(dialect.version_line(), "", 1);
                Snippet::new(&format!("{} ({stage})", spec.label), text)?;
            }
            Ok(Checked { composed, label: spec.label })
        });
        match result {
            Ok(program) => programs.push(program),
            Err(error) => {
                failures += 1;
                eprintln!("{}: {error}", spec.label);
            }
        }
    }
    (programs, failures)
}

/// The snippets that a program is made of.
fn snippets_of(composed: &ComposedProgram) -> BTreeSet<String> {
    let lines = |stage: Stage| {
        (1..=composed.text(stage).lines().count()).filter_map(move |line| composed.locate(stage, line))
    };
    let lines = lines(Stage::Vertex).chain(lines(Stage::Fragment));
    lines.map(|location| location.snippet.to_string()).collect()
}

/// Compiles and links every program; how many failed.
fn link_all(specs: &[&'static ProgramSpec], api: Api) -> Outcome<usize> {
    let mut headless = HeadlessContext::new(&EglOptions::default().with_api(api))?;
    let mut failures = 0;
    for spec in specs {
        let ctx = headless.make_current()?;
        let linked = Device::with(ctx, |ctx, device| {
            let program = device.program(ctx, spec)?;
            Ok::<_, vispy_visuals::Error>(ctx.link(&program)?)
        });
        if let Err(error) = linked {
            failures += 1;
            eprintln!("{}: {error}", spec.label);
        }
    }
    Ok(failures)
}

/// Says why there is no driver; a failure where there has to be one.
fn missing_driver(api: Api, reason: &dyn Error) -> usize {
    let required = env::var_os("VISPY_REQUIRE_GL").is_some_and(|value| value == "1");
    let note = if required { "failed" } else { "skipped" };
    println!("{note}: nothing was compiled for {api}: {reason}");
    usize::from(required)
}

/// Lists the snippets that no program is made of; how many of them should be in one.
fn unreached(reached: &BTreeSet<String>) -> usize {
    let unreached: Vec<&str> = library::paths().filter(|path| !reached.contains(*path)).collect();
    for path in &unreached {
        let note = if path.starts_with(FOR_EVERYBODY) { "for users' programs" } else { "FAILED: nobody's" };
        println!("in no program of ours: {path} ({note})");
    }
    unreached.iter().filter(|path| !path.starts_with(FOR_EVERYBODY)).count()
}
