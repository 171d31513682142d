//! `vispy check`: what is wrong with GLSL files, as a compiler says it.

use std::fs;
use std::io::{IsTerminal as _, Read as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use vispy_app::Api;
use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_visuals::shaders::{Checked, Compiled, ComposeError, Stage, check};

const EXAMPLES: &str = "\
Examples:
  vispy check shade.frag wave.vert      whole shaders, with #version 300 es or 330 core
  vispy check fade.glsl                 a snippet: functions, with $placeholders or without
  generate | vispy check - --stage frag

Each file is read by vispy's own parser first, which says what would fix a problem, and then compiled by the
driver. The code is 0 if all files are right, 1 if something is wrong with one, 2 if one cannot be read.";

/// Checks shaders written in GLSL: snippets and whole stages.
#[derive(Debug, Parser)]
#[command(name = "vispy check", after_help = EXAMPLES)]
struct Args {
    /// Files of GLSL; `-` for standard input.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// The stage; without this, the name tells (.vert, .frag, .vert.glsl), or the text.
    #[arg(long, value_enum)]
    stage: Option<StageName>,

    /// Asks no driver.
    #[arg(long)]
    no_driver: bool,
}

/// A stage, as files end.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum StageName {
    /// The vertex stage.
    Vert,
    /// The fragment stage.
    Frag,
}

/// A driver for each API, or why there is none.
struct Drivers(Vec<Result<HeadlessContext, String>>);

/// Checks the files of a command line, the words `vispy check` left out.
pub(crate) fn run(words: impl Iterator<Item = std::ffi::OsString>) -> ExitCode {
    let args = match Args::try_parse_from([std::ffi::OsString::from("vispy check")].into_iter().chain(words))
    {
        Ok(args) => args,
        Err(error) if !error.use_stderr() => {
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!(
                "vispy: {}",
                crate::args::one_line(&error).replace("vispy --help", "vispy check --help")
            );
            return ExitCode::from(2);
        }
    };
    let mut drivers = Drivers(Vec::new());
    if !args.no_driver {
        let apis = [Api::Es30, Api::Gl33];
        let opened = apis.map(|api| HeadlessContext::new(&EglOptions::default().with_api(api)));
        drivers.0.extend(opened.map(|context| context.map_err(|error| error.to_string())));
    }
    let stage = args.stage.map(|stage| match stage {
        StageName::Vert => Stage::Vertex,
        StageName::Frag => Stage::Fragment,
    });
    let (mut wrong, mut unread) = (false, false);
    for path in &args.files {
        let name = if path.as_os_str() == "-" { "standard input".into() } else { path.to_string_lossy() };
        let text = match read(path) {
            Ok(text) => text,
            Err(reason) => {
                eprintln!("vispy: {name}: {reason}");
                unread = true;
                continue;
            }
        };
        match check_text(&name, &text, stage, &mut drivers) {
            Ok(line) => println!("{line}"),
            Err(errors) => {
                wrong = true;
                errors.iter().for_each(print);
            }
        }
    }
    ExitCode::from(if unread { 2 } else { u8::from(wrong) })
}

/// Reads a file of text, or standard input.
fn read(path: &PathBuf) -> Result<String, String> {
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    match bytes {
        Ok(bytes) => String::from_utf8(bytes).map_err(|_error| "is no text in UTF-8, so no GLSL".to_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err("no such file".to_owned()),
        Err(error) => Err(format!("cannot be read: {error}")),
    }
}

/// The line that says what a right text is and who compiled it.
fn check_text(
    name: &str,
    text: &str,
    stage: Option<Stage>,
    drivers: &mut Drivers,
) -> Result<String, Vec<ComposeError>> {
    let checked = check(name, text, stage)?;
    checked.warnings().iter().for_each(print);
    Ok(format!("{name}: ok: {checked}; {}", compile(&checked, drivers)?))
}

/// Says which drivers took a text.
fn compile(checked: &Checked, drivers: &mut Drivers) -> Result<String, Vec<ComposeError>> {
    let mut by = Vec::new();
    let mut why_not = "not compiled".to_owned();
    for driver in &mut drivers.0 {
        let ctx = match driver.as_mut().map_err(|reason| reason.clone()) {
            Ok(headless) => headless.make_current().map_err(|error| error.to_string()),
            Err(reason) => Err(reason),
        };
        match ctx {
            Ok(ctx) => match checked.compile(ctx)? {
                Compiled::Yes if ctx.caps().api == vispy_gloo::Api::Gl => by.push("OpenGL 3.3"),
                Compiled::Yes => by.push("OpenGL ES 3.0"),
                Compiled::Open => {
                    why_not = "its placeholders are open, so that nothing was compiled".to_owned();
                }
                Compiled::OtherDialect => {}
            },
            Err(reason) => why_not = format!("not compiled, there is no driver: {reason}"),
        }
    }
    Ok(if by.is_empty() { why_not } else { format!("compiled for {}", by.join(" and ")) })
}

/// Prints a report, in colour on a terminal.
fn print(error: &ComposeError) {
    if std::io::stderr().is_terminal() {
        eprintln!("{}\n", error.colored());
    } else {
        eprintln!("{error}\n");
    }
}
