//! The `vispy` command: shows data files as plots, and checks shaders.

#![forbid(unsafe_code)]

mod args;
mod bar;
mod check;
mod draw;
mod failure;
mod output;
mod pick;
mod recording;
mod stream;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::Parser as _;
use vispy_plot::FileFormat;

use args::Args;
use failure::Failure;

fn main() -> ExitCode {
    // A file of that name is `./check`.
    if std::env::args_os().nth(1).is_some_and(|word| word == "check") {
        return check::run(std::env::args_os().skip(2));
    }
    let args = match Args::try_parse() {
        Ok(args) => args,
        // The help and the version come as errors too; a closed standard output is nobody's fault.
        Err(error) if !error.use_stderr() => {
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("vispy: {}", args::one_line(&error));
            return ExitCode::from(2);
        }
    };
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("vispy: {}", failure.one_line());
            failure.exit_code()
        }
    }
}

fn run(args: &Args) -> Result<(), Failure> {
    if let Some(path) = &args.output {
        // Before a large file is read.
        FileFormat::of(path).map_err(|error| Failure::Usage(error.to_string()))?;
    }
    if stream::is_wanted(args) {
        return stream::run(args);
    }
    let picked = pick::figure(args)?;
    if let Some(note) = &picked.note
        && std::io::stderr().is_terminal()
    {
        eprintln!("vispy: {note}");
    }
    match &args.output {
        Some(path) => output::save(&picked.figure, path, args.dpi),
        None => output::show(&picked.figure, args.dpi),
    }
}
