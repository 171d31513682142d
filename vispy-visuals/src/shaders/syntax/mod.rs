//! Reading a snippet: from text to the list of places that composition changes.
//!
//! The text is scanned ([`scan`]), its conditionals are decided ([`preprocess`]), glsl-lang parses it ([`parse`]) and a
//! visitor finds every name, placeholder and hook ([`walk`]). The result ([`model::Parsed`]) is spans into the text:
//! nothing of the syntax tree is kept, and the text itself is never printed anew. Of the built-in snippets it is in the
//! [table](super::table); the parser is a feature.

#[cfg(feature = "parser")]
mod infer;
pub(crate) mod model;
#[cfg(feature = "parser")]
mod parse;
mod prepared;
#[cfg(feature = "parser")]
mod preprocess;
#[cfg(feature = "parser")]
mod problems;
#[cfg(feature = "parser")]
mod read;
#[cfg(not(feature = "parser"))]
#[path = "refuse.rs"]
mod read;
#[cfg(feature = "parser")]
mod recursion;
#[cfg(feature = "parser")]
mod returns;
pub(crate) mod scan;
mod type_expr;
#[cfg(feature = "parser")]
mod unsupported;
#[cfg(feature = "parser")]
mod walk;

use std::{ops::Range, sync::Arc};

use super::{ComposeCaps, ComposeError, ComposeErrorKind, Dialect, error::Place};

pub(crate) use prepared::Prepared;
pub(crate) use read::read;

/// What a text is read for.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(not(feature = "parser"), expect(dead_code, reason = "only the parser asks"))]
pub(crate) struct Reading<'a> {
    pub(crate) dialect: Dialect,
    pub(crate) caps: &'a ComposeCaps,
    /// Whether the text is for this dialect only, so that it may use what the other lacks.
    pub(crate) one_dialect: bool,
}

/// The name and the text of a snippet, for parsing and for error reports.
#[derive(Debug, Clone)]
pub(crate) struct SourceText {
    pub(crate) name: Arc<str>,
    pub(crate) text: Arc<str>,
}

impl SourceText {
    /// Makes an error that marks a range of the source.
    pub(crate) fn error(
        &self,
        kind: ComposeErrorKind,
        span: Range<usize>,
        label: impl Into<String>,
    ) -> ComposeError {
        ComposeError::at(kind, self.place(span), label)
    }

    /// Returns a range of the source as a place for reports.
    pub(crate) fn place(&self, span: Range<usize>) -> Place {
        let span = self.text.floor_char_boundary(span.start)..self.text.ceil_char_boundary(span.end);
        Place { snippet: Arc::clone(&self.name), source: Arc::clone(&self.text), span }
    }
}
