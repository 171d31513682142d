//! What the parser found in the built-in snippets, read from a file that is made ahead of time.
//!
//! A build without the parser composes from it, and one with it starts sooner. `cargo xtask shaders --write-table` makes the
//! file anew. A snippet is found by the fingerprint of its name, text and requirements, so that a stale table is never
//! wrong: what it lacks is parsed, and without a parser refused.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::{Deserialize, Serialize};

use super::syntax::{Prepared, SourceText, model::Parsed, scan::Scan};
#[cfg(feature = "parser")]
use super::{ComposeCaps, ComposeError, ComposeErrorKind, Dialect, library};

static BYTES: &[u8] = include_bytes!("../../shaders/parsed.bin");

/// What is known of each snippet, by its fingerprint; decoded when it is asked for.
static ENTRIES: LazyLock<BTreeMap<u128, &[u8]>> = LazyLock::new(|| {
    let table: Table<'_> = postcard::from_bytes(BYTES).unwrap_or_default();
    table.0.into_iter().map(|entry| (entry.id, entry.parsed)).collect()
});

/// The file: entries in the order of the paths.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Table<'a>(#[serde(borrow)] Vec<Entry<'a>>);

#[derive(Debug, Serialize, Deserialize)]
struct Entry<'a> {
    id: u128,
    #[serde(borrow, with = "serde_bytes")]
    parsed: &'a [u8],
}

/// Looks a text without conditionals up.
pub(crate) fn parsed(id: u128, source: &SourceText, found: &Scan) -> Option<Parsed> {
    let parsed: Parsed = postcard::from_bytes(ENTRIES.get(&id)?).ok()?;
    Some(Parsed { prepared: Prepared::plain(&source.text, &found.dollars), ..parsed })
}

/// Makes the file: parses every built-in snippet.
///
/// # Errors
///
/// What is wrong with a snippet; `Directive` for one with conditionals, of which there is more than one outcome.
#[cfg(feature = "parser")]
pub(crate) fn write() -> Result<Vec<u8>, ComposeError> {
    let mut encoded = Vec::new();
    for path in library::paths() {
        let snippet = library::snippet(path)?;
        if snippet.is_conditional() {
            let message = format!("{path} has conditionals, which the table has no room for");
            return Err(ComposeErrorKind::Directive { message }.into());
        }
        let parsed = snippet.read(Dialect::Es300, &ComposeCaps::new())?;
        encoded.push((snippet.id(), encode(&parsed)?));
    }
    let entries = encoded.iter().map(|(id, parsed)| Entry { id: *id, parsed }).collect();
    encode(&Table(entries))
}

#[cfg(feature = "parser")]
fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, ComposeError> {
    postcard::to_allocvec(value)
        .map_err(|error| ComposeErrorKind::Syntax { message: format!("cannot be encoded: {error}") }.into())
}

#[cfg(all(test, feature = "parser"))]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_what_the_parser_finds_now() {
        assert!(write().unwrap() == BYTES, "stale: run `cargo xtask shaders --write-table`");
    }

    #[test]
    fn every_built_in_snippet_is_in_the_table() {
        for path in library::paths() {
            let snippet = library::snippet(path).unwrap();
            let parsed = snippet.read(Dialect::Es300, &ComposeCaps::new()).unwrap();
            let known = ENTRIES.get(&snippet.id()).unwrap_or_else(|| panic!("{path} is not in the table"));
            assert!(encode(&parsed).unwrap() == *known, "{path} is another in the table");
        }
    }
}
