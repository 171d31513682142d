//! `cargo xtask package`: packages every crate, and builds and runs projects outside of the workspace that depend on the
//! archives alone, as a user's would.

mod archives;
mod picture;
mod projects;

#[expect(dead_code, reason = "tests of windows need more of it")]
#[path = "../../../../vispy-app/tests/it/xvfb.rs"]
mod xvfb;

use clap::Args;

use crate::commands::setup;
use crate::failure::Outcome;
use crate::workspace;

/// Package every crate, then build and run three projects outside of the workspace on the archives
#[derive(Debug, Args)]
pub(crate) struct Options {}

/// Packages, unpacks, builds, runs. Screenshots are left in `target/outside/`.
pub(crate) fn run(_options: &Options) -> Outcome {
    setup::for_tests()?;
    let sh = workspace::shell()?;
    let archives = archives::unpacked(&sh)?;
    projects::all(&sh, &archives)
}
