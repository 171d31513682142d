//! Markup: `$10^{3}\,\mu$m` as runs of text of several sizes and heights. [The module above](super#markup) says what it is.

mod commands;
mod parse;

use std::borrow::Cow;

/// Size of a raised or lowered part, as a fraction of what it stands beside.
const SCRIPT_SCALE: f32 = 0.7;
/// How far a raised part is raised, in ems of what it stands beside.
const SUPERSCRIPT_RISE_EM: f32 = 0.35;
/// How far a lowered part is lowered, in ems of what it stands beside.
const SUBSCRIPT_DROP_EM: f32 = 0.15;

/// A part of a line, in the order in which it is set.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// Text where the pen is.
    Run(MarkupRun),
    /// Remembers where the pen is: here the first of two scripts begins.
    Mark,
    /// Puts the pen back to the last mark: here the second script begins.
    Back,
    /// Puts the pen behind the longer of both scripts, and forgets the mark.
    Join,
}

/// Text of one size.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MarkupRun {
    pub(super) text: String,
    /// Size as a fraction of the text's own.
    pub(super) scale: f32,
    /// How far its baseline is above the line's, in ems of the text's own size.
    pub(super) rise_em: f32,
}

/// The pieces of a line; `None` for a line without markup, which is most of them.
pub(super) fn pieces(line: &str) -> Option<Vec<Piece>> {
    line.contains('$').then(|| parse::line(line))
}

/// A text whose dollar signs stay dollar signs, for names that are not markup.
///
/// ```
/// use vispy_visuals::text::escape;
///
/// assert_eq!(escape("$HOME and $PATH"), r"\$HOME and \$PATH");
/// assert_eq!(escape("x_1"), "x_1");
/// ```
pub fn escape(text: &str) -> Cow<'_, str> {
    if text.contains('$') { text.replace('$', r"\$").into() } else { text.into() }
}

/// What is read of a text: its markup without signs and commands, for titles of windows and files.
///
/// ```
/// use vispy_visuals::text::plain;
///
/// assert_eq!(plain(r"Flux ($\mu$m$^2$)"), "Flux (μm2)");
/// ```
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains('$') {
        return text.into();
    }
    let line = |line: &str| -> String {
        let Some(pieces) = pieces(line) else { return line.to_owned() };
        let runs = pieces.into_iter().filter_map(|piece| match piece {
            Piece::Run(run) => Some(run.text),
            Piece::Mark | Piece::Back | Piece::Join => None,
        });
        runs.collect()
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n").into()
}

#[cfg(test)]
mod tests;
