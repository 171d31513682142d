//! `cargo xtask setup`: finds out what the machine lacks and installs it, or says how.

mod apt;
mod machine;
mod needs;

use clap::{Args, ValueEnum};

use self::machine::Machine;
use self::needs::Need;
pub(crate) use self::needs::Purpose;
use crate::failure::{Failure, Outcome};

/// Find out which system libraries and tools are missing, and install them
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// What to prepare for; everything if left out
    purpose: Option<Target>,
    /// Print what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
}

/// What the machine is prepared for, as typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Target {
    /// Drawing, into files and windows
    Plot,
    /// Drawing and the whole test suite
    Test,
}

/// Runs `cargo xtask setup`.
pub(crate) fn run(options: &Options) -> Outcome {
    let purpose = match options.purpose {
        Some(Target::Plot) => Purpose::Window,
        Some(Target::Test) | None => Purpose::Test,
    };
    let missing = needs::missing(purpose, &Machine::probe());
    if missing.is_empty() {
        println!("setup: nothing is missing");
        return Ok(());
    }
    if options.dry_run {
        report(&missing);
        println!("would run: {}", apt::install_line(&needs::packages(&missing)));
        return Ok(());
    }
    if !apt::is_here() {
        report(&missing);
        return Err(Failure::new(NO_APT));
    }
    install(purpose, &missing)
}

/// Prepares the machine for `purpose` on behalf of another command. Where packages do not come from apt, what is
/// missing is only said: the user may have it in a place that was not looked at.
pub(crate) fn ensure(purpose: Purpose) -> Outcome {
    let missing = needs::missing(purpose, &Machine::probe());
    if missing.is_empty() {
        return Ok(());
    }
    if !apt::is_here() {
        report(&missing);
        eprintln!("warning: {NO_APT}; going on without");
        return Ok(());
    }
    install(purpose, &missing)
}

/// [`ensure`] for the tests, as one step of `cargo xtask test`.
pub(crate) fn for_tests() -> Outcome {
    ensure(Purpose::Test)
}

const NO_APT: &str = "this system has no apt-get: install what is listed above with its own package manager";

fn install(purpose: Purpose, missing: &[&Need]) -> Outcome {
    report(missing);
    let packages = needs::packages(missing);
    let Some(rights) = apt::Rights::find() else {
        return Err(Failure::new(format!(
            "only root can install packages, and sudo asks for a password here; type\n\n    {}\n",
            apt::install_line(&packages)
        )));
    };
    rights.install(&packages)?;
    let still = needs::missing(purpose, &Machine::probe());
    if still.is_empty() {
        eprintln!("setup: installed {}", packages.join(" "));
        return Ok(());
    }
    report(&still);
    Err(Failure::new("the packages are installed, but what is listed above is still not to be found"))
}

fn report(missing: &[&Need]) {
    eprintln!("setup: missing on this machine");
    for need in missing {
        eprintln!("  {:<24} {} (package {})", need.what.to_string(), need.why, need.package);
    }
}
