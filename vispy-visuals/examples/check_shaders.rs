//! Parses, composes, compiles and links all built-in shaders: what `cargo xtask shaders` runs.
//!
//! Every snippet is parsed. Programs are composed in both dialects, their texts are parsed again, and they are compiled and
//! linked by the headless driver: all of all visuals, every visual with every filter and every transform, every pair of
//! filters, every snippet in every slot that it fits, and then random ones. A pair that goes into no program is a failure. A
//! failure prints the place in the snippet and ends with code 1.
//!
//! - `--seconds N` says how long random programs are made, or how long statements are changed; `--seed N` which.
//! - `--teeth` breaks one statement of each snippet in memory: the driver has to say where. Then it changes statements so
//!   that they still compile, and tells which changes make no other number and no other picture.
//! - `--dump DIR` writes the composed texts to a folder.
//! - `--write-table` writes what the parser found to `shaders/parsed.bin`, from which builds without a parser compose; that
//!   the file is stale is a failure.
//! - `--check FILE...` checks GLSL of one's own instead, as `vispy check` does.
//!
//! Where an OpenGL is missing, that is said, and is a failure with `VISPY_REQUIRE_GL=1`.

#[path = "check_shaders/cover.rs"]
mod cover;
#[path = "check_shaders/own.rs"]
mod own;
#[path = "check_shaders/scenes.rs"]
mod scenes;
#[path = "check_shaders/teeth.rs"]
mod teeth;
#[path = "check_shaders/values.rs"]
mod values;

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
    ComposeCaps, ComposeError, ComposedProgram, Dialect, Snippet, Stage, Stages, compose, dump, library,
};

use cover::{Case, Cover};

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

/// What the command line says.
#[derive(Debug)]
struct Options {
    folder: Option<PathBuf>,
    seed: u64,
    seconds: Option<f64>,
    teeth: bool,
}

/// Does what the command line says, and returns how many checks failed.
fn run() -> Outcome<usize> {
    let mut arguments = env::args().skip(1);
    let mut options = Options { folder: None, seed: 0x9e37_79b9_7f4a_7c15, seconds: None, teeth: false };
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--dump" => options.folder = Some(PathBuf::from(value()?)),
            "--seed" => options.seed = value()?.parse::<u64>()?.max(1),
            "--seconds" => options.seconds = Some(value()?.parse()?),
            "--teeth" => options.teeth = true,
            "--check" => return own::check_files(&arguments.collect::<Vec<_>>()),
            "--write-table" => return write_table(),
            _ => {
                let known = "--seconds N, --seed N, --teeth, --dump DIR, --write-table or --check FILE...";
                return Err(format!("unknown argument {argument}: expected {known}").into());
            }
        }
    }
    check_all(&options)
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

/// What was found in one dialect.
#[derive(Debug, Default)]
struct Found {
    failed: usize,
    reached: BTreeSet<String>,
    /// Label and lines of the longest program.
    longest: (String, usize),
}

fn check_all(options: &Options) -> Outcome<usize> {
    let start = Instant::now();
    let mut failures = parse_all() + stale_table()?;
    let mut cover = cover::cover()?;
    failures += print_pairs(&cover)?;
    let dialects = [(Dialect::Es300, Api::Es30), (Dialect::Gl330, Api::Gl33)];
    if options.teeth {
        let mut headless = HeadlessContext::new(&EglOptions::default().with_api(Api::Es30))?;
        let survived = teeth::teeth(headless.make_current()?, &cover, Dialect::Es300)?;
        // A statement may be changed into an equal one: survivors of the second kind are told, and are no failures.
        values::values(&mut headless, &cover, (options.seconds.unwrap_or(f64::INFINITY), options.seed))?;
        return Ok(survived);
    }
    add_random(&mut cover, options)?;
    let mut reached = BTreeSet::new();
    println!("{:<20} {:>8} {:>9} {:>10} {:>10}", "dialect", "programs", "failed", "compose ms", "link ms");
    for (dialect, api) in dialects {
        let composing = Instant::now();
        let mut found = compose_all(&cover.cases, dialect, options.folder.as_ref())?;
        let compose_ms = composing.elapsed().as_secs_f64() * 1e3;
        let linking = Instant::now();
        let linked = link_all(&cover.cases, api);
        let link_ms = match &linked {
            Ok(link_failures) => {
                found.failed += link_failures;
                format!("{:.1}", linking.elapsed().as_secs_f64() * 1e3)
            }
            Err(_) => "no driver".to_owned(),
        };
        let name = dialect.version_line().trim_start_matches("#version ");
        println!("{name:<20} {:>8} {:>9} {compose_ms:>10.1} {link_ms:>10}", cover.cases.len(), found.failed);
        println!("longest program: {} ({} lines in two stages)", found.longest.0, found.longest.1);
        failures += found.failed;
        reached.extend(found.reached);
        if let Err(reason) = linked {
            failures += missing_driver(api, reason.as_ref());
        }
    }
    failures += unreached(&reached);
    println!("{} snippets, all in {:.2} s", library::paths().count(), start.elapsed().as_secs_f64());
    Ok(failures)
}

/// Adds random programs for as long as composing and linking them may take: both dialects take about a tenth of a second.
fn add_random(cover: &mut Cover, options: &Options) -> Outcome {
    const SECONDS_EACH: f64 = 0.1;
    let count = (options.seconds.unwrap_or(10.0) / SECONDS_EACH) as usize;
    let mut seed = options.seed;
    for _ in 0..count {
        cover.cases.push(cover::random(&mut seed)?);
    }
    println!("{count} random programs, seed {}", options.seed);
    Ok(())
}

/// Prints what goes with what, and returns how many pairs are in no program.
fn print_pairs(cover: &Cover) -> Outcome<usize> {
    let columns = cover::KINDS.map(|(name, _)| name);
    println!("{:<34} {} transforms", "variant", columns.join(" "));
    for (label, cells) in &cover.table {
        let (filters, transforms) = cells.split_at(columns.len());
        let filters = columns.iter().zip(filters);
        let filters: Vec<String> =
            filters.map(|(column, cell)| format!("{cell:<width$}", width = column.len())).collect();
        let linked = transforms.iter().filter(|cell| **cell == "+").count();
        println!("{label:<34} {} {linked} of {}", filters.join(" "), transforms.len());
    }
    println!(
        "+ composed; layer: fills a layer, whose colour has the hooks; 0 transforms: places its points itself"
    );
    let mut uncovered = 0;
    for pairs in &cover.pairs {
        println!("{:<30} {:>5} covered, {} not", pairs.title, pairs.covered, pairs.uncovered.len());
        for name in &pairs.uncovered {
            eprintln!("not covered: {name}");
        }
        uncovered += pairs.uncovered.len();
    }
    Ok(uncovered)
}

/// Parses every built-in snippet.
fn parse_all() -> usize {
    let failures = library::paths().filter_map(|path| library::snippet(path).err());
    failures.inspect(|error| eprintln!("{error}")).count()
}

/// The texts of a program.
fn composed(spec: &ProgramSpec, dialect: Dialect) -> Result<ComposedProgram, ComposeError> {
    let stages = Stages { vertex: &spec.vertex, fragment: &spec.fragment };
    compose(&stages, dialect, &ComposeCaps::new())
}

/// Composes every program, and parses what came out.
fn compose_all(cases: &[Case], dialect: Dialect, folder: Option<&PathBuf>) -> Outcome<Found> {
    let mut found = Found::default();
    let mut parsed = BTreeSet::new();
    for case in cases {
        let result = composed(&case.spec, dialect).and_then(|program| {
            for stage in [Stage::Vertex, Stage::Fragment] {
                let text = program.text(stage).replacen(dialect.version_line(), "", 1);
                if parsed.insert(text.clone()) {
                    Snippet::new(&format!("{} ({stage})", case.name), text)?;
                }
            }
            Ok(program)
        });
        match result {
            Ok(program) => {
                found.reached.extend(snippets_of(&program));
                let lines = program.vertex.lines().count() + program.fragment.lines().count();
                if lines > found.longest.1 {
                    found.longest = (case.name.clone(), lines);
                }
                if let Some(folder) = folder {
                    dump(&program, folder)?;
                }
            }
            Err(error) => {
                found.failed += 1;
                eprintln!("{}: {error}", case.name);
            }
        }
    }
    Ok(found)
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
fn link_all(cases: &[Case], api: Api) -> Outcome<usize> {
    let mut headless = HeadlessContext::new(&EglOptions::default().with_api(api))?;
    let mut failures = 0;
    let ctx = headless.make_current()?;
    for case in cases {
        let linked = Device::with(ctx, |ctx, device| {
            let program = device.program(ctx, &case.spec)?;
            Ok::<_, vispy_visuals::Error>(ctx.link(&program)?)
        });
        if let Err(error) = linked {
            failures += 1;
            eprintln!("{}: {error}", case.name);
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
