//! `cargo xtask shaders`: parses, composes, compiles and links every shader there is, in both dialects.

use std::ffi::OsString;

use clap::Args;
use xshell::cmd;

use crate::failure::{Failure, Outcome};
use crate::workspace;

/// The program that does the work: it needs the visuals and a GL context, which this crate does without.
const CHECKER: &str = "vispy-visuals/examples/check_shaders.rs";

/// Parse, compose, compile and link all shaders, in both dialects
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Arguments of the example `check_shaders`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGS")]
    args: Vec<OsString>,
}

/// Runs the checker with `options`.
pub(crate) fn run(options: &Options) -> Outcome {
    if !workspace::root().join(CHECKER).is_file() {
        return Err(Failure::new(format!("{CHECKER} is missing: it is the program that checks the shaders")));
    }
    let (sh, args) = (workspace::shell()?, &options.args);
    cmd!(sh, "cargo run --quiet --locked --package vispy-visuals --example check_shaders -- {args...}")
        .run()
        .map_err(Failure::from)
}
