//! Reads a text with glsl-lang.

use std::ops::Range;

use super::{
    super::{ComposeError, ComposeErrorKind},
    Prepared, Reading, SourceText,
    model::Parsed,
    parse::parse,
    preprocess::preprocess,
    scan::Scan,
};

/// Parses a text as it is with these capabilities; `types` are the structures that it can use.
///
/// # Errors
///
/// Whatever is wrong with the text alone.
pub(crate) fn read(
    source: &SourceText,
    found: &Scan,
    reading: Reading<'_>,
    types: &[String],
) -> Result<Parsed, ComposeError> {
    let prepared = if found.directives {
        preprocess(&source.text, &found.dollars, reading.dialect, reading.caps).map_err(|error| {
            let kind = ComposeErrorKind::Directive { message: error.message };
            let error_here = source.error(kind, within_line(source, error.span), "");
            match error.help {
                Some(help) => error_here.help(help),
                None => error_here,
            }
        })?
    } else {
        Prepared::plain(&source.text, &found.dollars)
    };
    parse(source, prepared, reading, types)
}

/// A directive ends with its line; the mark does not go on to the next.
fn within_line(source: &SourceText, span: Range<usize>) -> Range<usize> {
    let text = source.text.get(span.clone()).unwrap_or_default();
    span.start..span.start + text.trim_end().len()
}
