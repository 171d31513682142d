//! Whether a broken snippet is found: one statement of each is broken in memory, and a program with it is checked.

use std::error::Error;

use vispy_gloo::Context;
use vispy_visuals::Device;
use vispy_visuals::device::ProgramSpec;
use vispy_visuals::shaders::{Dialect, library, library::Library};

use crate::cover::Cover;
use crate::{composed, snippets_of};

/// What a statement is broken with: it parses, and means nothing.
const NOTHING: &str = "nothing_of_this_name";

/// Breaks every snippet, and returns how many of them nobody noticed.
pub(crate) fn teeth(ctx: &mut Context, cover: &Cover, dialect: Dialect) -> Result<usize, Box<dyn Error>> {
    let (mut killed, mut survivors) = (0, Vec::new());
    for path in library::paths() {
        let source = library::snippet(path)?.source().to_owned();
        let Some((line, text)) = broken(&source) else {
            survivors.push(format!("{path}: has no statement"));
            continue;
        };
        let uses = |spec: &ProgramSpec| {
            composed(spec, dialect).is_ok_and(|program| snippets_of(&program).contains(path))
        };
        let Some(case) = cover.cases.iter().find(|case| uses(&case.spec)) else {
            survivors.push(format!("{path}: in no program"));
            continue;
        };
        match error_of(ctx, &case.spec, path, text) {
            Some(error) if error.contains(&format!("{path}:{line}")) => killed += 1,
            Some(error) => survivors.push(format!("{path}:{line}: the error names another place:\n{error}")),
            None => survivors.push(format!("{path}:{line}: nobody noticed in {}", case.name)),
        }
    }
    for survivor in &survivors {
        eprintln!("survived: {survivor}");
    }
    println!("teeth: {killed} of {} broken snippets were found, by path and line", killed + survivors.len());
    Ok(survivors.len())
}

/// The error of a program in which a snippet has another text.
fn error_of(ctx: &mut Context, spec: &ProgramSpec, path: &str, text: String) -> Option<String> {
    let mut library = Library::new();
    for other in library::paths() {
        if let Ok(snippet) = library::snippet(other) {
            library.add(other, snippet.source().to_owned());
        }
    }
    library.add(path, text);
    let broken = [&spec.vertex, &spec.fragment].map(|stage| stage.with_library(&library));
    let [vertex, fragment] = match broken {
        [Ok(vertex), Ok(fragment)] => [vertex, fragment],
        [Err(error), _] | [_, Err(error)] => return Some(error.to_string()),
    };
    let spec = ProgramSpec { vertex, fragment, ..spec.clone() };
    let linked = Device::with(ctx, |ctx, device| {
        let program = device.program(ctx, &spec)?;
        Ok::<_, vispy_visuals::Error>(ctx.link(&program)?)
    });
    linked.err().map(|error| error.to_string())
}

/// A text whose last statement is broken, and the line of it.
fn broken(source: &str) -> Option<(usize, String)> {
    let mut lines: Vec<String> = source.lines().map(str::to_owned).collect();
    let line = lines.iter().rposition(|line| {
        let statement = line.trim();
        !statement.starts_with("//")
            && statement.ends_with(';')
            && !statement.starts_with("vec4 fragment_")
            && (statement.contains('=') || statement.starts_with("return "))
    })?;
    let text = &lines[line];
    let start = match text.find("return ") {
        Some(at) => at + "return ".len(),
        None => text.find('=')? + 1,
    };
    lines[line] = format!("{} {NOTHING};", &text[..start]);
    Some((line + 1, lines.join("\n") + "\n"))
}
