//! Reports of texts that do not parse, or that have words which the dialects lack.

use std::{collections::BTreeSet, ops::Range};

use super::{
    Reading, SourceText,
    prepared::Prepared,
    scan::{Token, Tokens},
    unsupported::{foreign, old, reserved},
};
use crate::shaders::{ComposeError, ComposeErrorKind, Dialect, GlslType, error::closest};

/// Words that are legal names in GLSL ES 3.00 or 3.30 but that the parser takes for keywords of later versions.
const LATER_KEYWORDS: [&str; 8] =
    ["sample", "buffer", "shared", "precise", "patch", "subroutine", "coherent", "restrict"];

/// Makes the report of a parser's error.
pub(super) fn syntax_error(
    source: &SourceText,
    prepared: &Prepared,
    span: Range<usize>,
    message: &str,
    type_names: &[String],
) -> ComposeError {
    let word = Tokens::new(prepared.text.get(span.start..).unwrap_or_default()).next();
    let mut marked = prepared.source_span(&span);
    if let Some((0, Token::Word(word))) = word {
        marked = prepared.source_span(&(span.start..span.start + word.len()));
        if LATER_KEYWORDS.contains(&word) {
            let kind = ComposeErrorKind::Keyword { word: word.to_owned() };
            return source
                .error(kind, marked, "a keyword of later GLSL versions, which the parser reserves")
                .help(format!("rename it, to `{word}_value` for example"));
        }
    }
    if message.contains("identifier")
        && let Some(error) = wrong_type(source, prepared, span.start, type_names)
    {
        return error;
    }
    // The list of all the tokens that could have stood there helps nobody.
    let message = message.split(", expected").next().unwrap_or(message).to_owned();
    let word = source.text.get(marked.clone()).unwrap_or_default();
    if word.starts_with('$') {
        let kind = ComposeErrorKind::Misplaced { name: word.trim_start_matches('$').to_owned() };
        return source
            .error(kind, marked, "neither an expression nor a called function")
            .help("a placeholder stands for an expression or for the function in a call");
    }
    let help = if message.contains("invalid token") {
        "names are letters from a to z, digits and `_`"
    } else if word == "}" {
        "is a `;` missing before?"
    } else if message.contains("identifier") {
        "a type is a word of GLSL, or a structure of this text or of a snippet that it requires"
    } else if message.contains("end of input") {
        "is a `}` missing?"
    } else if source
        .text
        .get(..marked.start)
        .is_some_and(|before| before.trim_end_matches(' ').ends_with('\n'))
    {
        "is a `;` missing on the line before?"
    } else {
        return source.error(ComposeErrorKind::Syntax { message }, marked, "");
    };
    source.error(ComposeErrorKind::Syntax { message }, marked, "").help(help)
}

/// Refuses words for types that the dialects lack, and those of GLSL 1.
pub(super) fn check_words(
    source: &SourceText,
    prepared: &Prepared,
    reading: Reading<'_>,
) -> Result<(), ComposeError> {
    let desktop = reading.one_dialect && reading.dialect == Dialect::Gl330;
    // What a text defines itself under an old name is fine: `vec4 texture2D(sampler2D s, vec2 at) { ... }`.
    let mut own = BTreeSet::new();
    let mut after_type = false;
    for (start, token) in Tokens::new(&prepared.text) {
        let Token::Word(word) = token else {
            after_type = false;
            continue;
        };
        if std::mem::replace(&mut after_type, GlslType::from_name(word).is_some()) {
            own.insert(word);
        }
        let marked = || prepared.source_span(&(start..start + word.len()));
        if let Some(help) = reserved(word, desktop) {
            let kind = ComposeErrorKind::UnsupportedType { found: word.to_owned() };
            let label =
                if desktop { "GLSL 3.30 lacks it" } else { "GLSL ES 3.00 and 3.30 do not both have it" };
            return Err(source.error(kind, marked(), label).help(help));
        }
        if let Some(help) = old(word, desktop)
            && !own.contains(word)
        {
            let kind = ComposeErrorKind::OldWord { word: word.to_owned() };
            return Err(source.error(kind, marked(), "not in GLSL ES 3.00 and 3.30").help(help));
        }
    }
    Ok(())
}

/// Makes the report of a name that is nearly a type, and stands where the parser stopped or before it.
fn wrong_type(
    source: &SourceText,
    prepared: &Prepared,
    at: usize,
    type_names: &[String],
) -> Option<ComposeError> {
    let mut known: Vec<&str> = GlslType::names().collect();
    known.extend(type_names.iter().map(String::as_str));
    let mut near = Vec::new();
    let mut after_struct = false;
    for (start, token) in Tokens::new(&prepared.text) {
        if let Token::Word(word) = token {
            if after_struct {
                known.push(word);
            }
            after_struct = word == "struct";
        }
        if start <= at {
            near.push((start, token));
        }
    }
    // In `flaot x`, the parser stops at `x`.
    for (start, token) in near.iter().rev().take(2) {
        let Token::Word(word) = token else { break };
        if known.contains(word) || *word == "return" {
            break;
        }
        if let Some(instead) =
            foreign(word).or_else(|| closest(word, known.iter().copied()).map(str::to_owned))
        {
            let kind = ComposeErrorKind::UnsupportedType { found: (*word).to_owned() };
            let marked = prepared.source_span(&(*start..start + word.len()));
            return Some(
                source
                    .error(kind, marked, "neither a word of GLSL nor a structure of this text")
                    .help(format!("did you mean `{instead}`?")),
            );
        }
    }
    None
}
