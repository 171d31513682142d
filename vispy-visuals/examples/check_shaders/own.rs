//! Somebody's own GLSL: checked, and compiled where there is a driver.

use std::fs;

use vispy_app::Api;
use vispy_app::egl::{EglOptions, HeadlessContext};
use vispy_visuals::shaders::{Compiled, ComposeError, check};

use crate::Outcome;

/// Checks files, and returns how many of them are wrong.
pub(crate) fn check_files(paths: &[String]) -> Outcome<usize> {
    if paths.is_empty() {
        return Err("--check needs a file".into());
    }
    let contexts =
        [Api::Es30, Api::Gl33].map(|api| HeadlessContext::new(&EglOptions::default().with_api(api)));
    let mut drivers: Vec<HeadlessContext> = contexts.into_iter().filter_map(Result::ok).collect();
    let mut failures = 0;
    for path in paths {
        let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
        match check_text(path, &text, &mut drivers)? {
            Ok(line) => println!("{line}"),
            Err(errors) => {
                failures += 1;
                errors.iter().for_each(|error| eprintln!("{error}\n"));
            }
        }
    }
    Ok(failures)
}

/// What a right text is and how many drivers took it, or what is wrong with it.
fn check_text(
    path: &str,
    text: &str,
    drivers: &mut [HeadlessContext],
) -> Outcome<Result<String, Vec<ComposeError>>> {
    let checked = match check(path, text, None) {
        Ok(checked) => checked,
        Err(errors) => return Ok(Err(errors)),
    };
    checked.warnings().iter().for_each(|warning| eprintln!("{warning}\n"));
    let mut compiled = 0;
    for driver in drivers {
        match checked.compile(driver.make_current()?) {
            Ok(Compiled::Yes) => compiled += 1,
            Ok(_) => {}
            Err(errors) => return Ok(Err(errors)),
        }
    }
    Ok(Ok(format!("{path}: ok: {checked}; compiled by {compiled} drivers")))
}
