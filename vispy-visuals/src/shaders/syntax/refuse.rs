//! Stands for the parser where the feature `parser` is off.

use super::{
    super::{ComposeError, ComposeErrorKind},
    Reading, SourceText,
    model::Parsed,
    scan::Scan,
};

/// Refuses a text that is not in the table of built-in snippets.
///
/// # Errors
///
/// `NoParser`, always.
pub(crate) fn read(
    source: &SourceText,
    _: &Scan,
    _: Reading<'_>,
    _: &[String],
) -> Result<Parsed, ComposeError> {
    let error = ComposeError::from(ComposeErrorKind::NoParser { snippet: source.name.to_string() });
    Err(error.help("enable the feature `parser` of vispy-visuals to read GLSL of your own"))
}
