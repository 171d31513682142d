//! How what is wrong with a shader is shown: as a compiler shows it.

use super::error::ComposeError;

/// Returns the report, with terminal colours if wanted.
#[cfg(feature = "parser")]
pub(super) fn report(error: &ComposeError, colored: bool) -> String {
    use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet as Excerpt};

    let title = error.kind().to_string();
    let level = if error.is_warning() { Level::WARNING } else { Level::ERROR };
    let mut group = match error.place() {
        Some(place) => {
            let mark = AnnotationKind::Primary.span(place.span.clone()).label(error.label());
            level
                .primary_title(title)
                .element(Excerpt::source(&*place.source).path(&*place.snippet).annotation(mark))
        }
        None => {
            let group = Group::with_title(level.primary_title(title));
            if error.label().is_empty() { group } else { group.element(Level::NOTE.message(error.label())) }
        }
    };
    if let Some(help) = error.help_text() {
        group = group.element(Level::HELP.message(help));
    }
    let renderer = if colored { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// Returns the report without the lines: a build that reads no text of one's own has only snippets that were checked.
#[cfg(not(feature = "parser"))]
pub(super) fn report(error: &ComposeError, _colored: bool) -> String {
    let level = if error.is_warning() { "warning" } else { "error" };
    let mut text = format!("{level}: {}", error.kind());
    if let (Some(snippet), Some(line)) = (error.snippet(), error.line()) {
        text += &format!("\n --> {snippet}:{line}");
    }
    if !error.label().is_empty() {
        text += &format!("\n  = note: {}", error.label());
    }
    if let Some(help) = error.help_text() {
        text += &format!("\n  = help: {help}");
    }
    text
}
