//! A snippet's text as the parser gets it: placeholders are identifiers, conditionals are decided.

use std::ops::Range;

/// Text for the parser with the way back to the source.
#[derive(Debug, Default)]
pub(crate) struct Prepared {
    /// The text: `$` is `_`, directives and masked code are blank, macros are expanded.
    pub(crate) text: String,
    /// Where placeholders start in `text`, ascending.
    #[cfg_attr(not(feature = "parser"), expect(dead_code, reason = "only the parser asks"))]
    pub(crate) dollars: Vec<usize>,
    /// `#extension` lines of the active code.
    pub(crate) extensions: Vec<String>,
    /// Starts of runs, in the text and in the source, in which both advance together.
    runs: Vec<(usize, usize)>,
    source_len: usize,
}

impl Prepared {
    /// Has nothing yet of a source of this length.
    #[cfg(feature = "parser")]
    pub(super) fn empty(source_len: usize) -> Self {
        Self { source_len, ..Self::default() }
    }

    /// Prepares a text without directives: offsets stay as they are.
    pub(crate) fn plain(source: &str, dollars: &[Range<usize>]) -> Self {
        Self {
            text: mask_dollars(source, dollars),
            dollars: dollars.iter().map(|span| span.start).collect(),
            extensions: Vec::new(),
            runs: vec![(0, 0)],
            source_len: source.len(),
        }
    }

    /// Returns the offset in the source of an offset in the text.
    pub(crate) fn source_offset(&self, at: usize) -> usize {
        let run = self.runs.partition_point(|(text, _)| *text <= at).saturating_sub(1);
        let (text, source) = self.runs.get(run).copied().unwrap_or_default();
        (source + at.saturating_sub(text)).min(self.source_len)
    }

    /// Returns the range in the source of a range in the text.
    pub(crate) fn source_span(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.source_offset(span.start);
        // An expanded macro has no extent of its own in the source: one character is marked.
        let end = self.source_offset(span.end);
        start..if end > start { end } else { (start + 1).min(self.source_len) }
    }

    #[cfg(feature = "parser")]
    pub(super) fn append(&mut self, piece: &str, source: usize) {
        let text = self.text.len();
        if self.runs.last().is_none_or(|(t, s)| text + s != source + t) {
            self.runs.push((text, source));
        }
        self.text.push_str(piece);
    }

    /// Appends blanks for a part of the source that is not used, keeping its lines.
    #[cfg(feature = "parser")]
    pub(super) fn blank(&mut self, source: &str, span: Range<usize>) {
        if let Some(skipped) = source.get(span.clone()) {
            let blanks: String = skipped.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
            self.append(&blanks, span.start);
        }
    }
}

/// Replaces each `$` by `_`, which leaves every offset as it was.
pub(super) fn mask_dollars(source: &str, dollars: &[Range<usize>]) -> String {
    let mut text = String::with_capacity(source.len());
    let mut at = 0;
    for span in dollars {
        text.push_str(source.get(at..span.start).unwrap_or_default());
        text.push('_');
        at = span.start + 1;
    }
    text.push_str(source.get(at..).unwrap_or_default());
    text
}
