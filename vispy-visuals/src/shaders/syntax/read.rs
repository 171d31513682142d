//! Reads a text with glsl-lang.

use std::ops::Range;

use super::{
    super::{ComposeCaps, ComposeError, ComposeErrorKind, Dialect},
    Prepared, SourceText,
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
    (dialect, caps): (Dialect, &ComposeCaps),
    types: &[String],
) -> Result<Parsed, ComposeError> {
    let prepared = if found.directives {
        preprocess(&source.text, &found.dollars, dialect, caps).map_err(|error| {
            let kind = ComposeErrorKind::Directive { message: error.message };
            source.error(kind, within_line(source, error.span), "")
        })?
    } else {
        Prepared::plain(&source.text, &found.dollars)
    };
    parse(source, prepared, types)
}

/// A directive ends with its line; the mark does not go on to the next.
fn within_line(source: &SourceText, span: Range<usize>) -> Range<usize> {
    let text = source.text.get(span.clone()).unwrap_or_default();
    span.start..span.start + text.trim_end().len()
}
