//! `cargo xtask`: the workspace's own commands. Each lives in a file of `commands/`.

#![forbid(unsafe_code)]

mod commands;
mod failure;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::commands::{bench, docs, golden, package, plot, setup, shaders, test, tidy};

/// The vispy workspace's own commands.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    Setup(setup::Options),
    Plot(plot::Options),
    Test(test::Options),
    /// Check the rules that rustfmt and clippy do not know: layers, names, files, links
    Tidy,
    Shaders(shaders::Options),
    Golden(golden::Options),
    Bench(bench::Options),
    Package(package::Options),
    Docs(docs::Options),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Task::Setup(options) => setup::run(&options),
        Task::Plot(options) => plot::run(&options),
        Task::Test(options) => test::run(&options),
        Task::Tidy => tidy::run(),
        Task::Shaders(options) => shaders::run(&options),
        Task::Golden(options) => golden::run(&options),
        Task::Bench(options) => bench::run(&options),
        Task::Docs(options) => docs::run(&options),
        Task::Package(options) => package::run(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
