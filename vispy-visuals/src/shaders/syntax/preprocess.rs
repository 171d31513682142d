//! Decides the conditionals of a snippet and expands its macros.

use std::{borrow::Cow, ops::Range, str::FromStr as _};

use glsl_lang_pp::{
    exts::{ExtensionSpec, Registry},
    processor::{
        ProcessorState, ProcessorStateBuilder,
        event::{DirectiveKind, Event},
        nodes::{Define, DefineObject},
        str::process,
    },
};

use super::{
    super::{ComposeCaps, Dialect},
    prepared::{Prepared, mask_dollars},
};

/// A wrong directive: where, and what is wrong.
#[derive(Debug)]
pub(crate) struct DirectiveError {
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
    /// What would fix it.
    pub(crate) help: Option<String>,
}

/// Prepares a text with directives for one dialect and one set of capabilities.
pub(crate) fn preprocess(
    source: &str,
    dollars: &[Range<usize>],
    dialect: Dialect,
    caps: &ComposeCaps,
) -> Result<Prepared, DirectiveError> {
    let masked_source = mask_dollars(source, dollars);
    // The preprocessor takes the version from the text; `shift` brings its offsets back.
    let input = format!("{}\n{masked_source}", dialect.version_line());
    let shift = input.len() - masked_source.len();
    let mut out = Prepared::empty(source.len());
    let mut at = 0;
    let mut open: Vec<Range<usize>> = Vec::new();
    for event in process(&input, state(dialect, caps)) {
        let event = event.map_err(|error| DirectiveError {
            span: unshift(error.pos().into(), shift),
            message: error.inner().to_string(),
            help: None,
        })?;
        match event {
            Event::Token { token, masked: false } => {
                let span = unshift(token.text_range().range().into(), shift);
                if usize::from(token.text_range().range().start()) < shift {
                    continue;
                }
                if span.start > at {
                    out.blank(source, at..span.start);
                }
                place_token(&mut out, token.text(), &masked_source, &span, dollars);
                at = at.max(span.end);
            }
            Event::Directive { directive, masked } => {
                let range: Range<usize> = directive.text_range().range().into();
                if range.start < shift {
                    continue;
                }
                let span = unshift(range, shift);
                match directive.kind() {
                    DirectiveKind::If(_) | DirectiveKind::IfDef(_) | DirectiveKind::IfNDef(_) => {
                        open.push(span.clone());
                    }
                    DirectiveKind::EndIf(_) => drop(open.pop()),
                    _ => {}
                }
                if !masked {
                    check_directive(
                        &directive.to_string(),
                        directive.kind(),
                        &span,
                        dollars,
                        caps,
                        &mut out,
                    )?;
                    if let Some(error) = directive.errors().first() {
                        let help = "conditions are whole numbers and names that are defined: `#if LEVEL > 1`";
                        let help = Some(help.to_owned());
                        return Err(DirectiveError { span, message: error.inner().to_string(), help });
                    }
                }
            }
            Event::Error { error, masked: false } => {
                let span = unshift(error.pos().into(), shift);
                return Err(DirectiveError { span, message: error.inner().to_string(), help: None });
            }
            _ => {}
        }
    }
    if let Some(span) = open.pop() {
        let message = "conditional without `#endif`".to_owned();
        let help = Some("close it with `#endif` on a line of its own".to_owned());
        return Err(DirectiveError { span, message, help });
    }
    out.blank(source, at..source.len());
    Ok(out)
}

/// Appends a token: as it is, or as the expansion of a macro at its place.
fn place_token(out: &mut Prepared, text: &str, source: &str, span: &Range<usize>, dollars: &[Range<usize>]) {
    let verbatim = source.get(span.clone()) == Some(text);
    let joins = |a: Option<char>, b: Option<char>| {
        let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        word(a) && word(b)
    };
    if !verbatim && joins(out.text.chars().next_back(), text.chars().next()) {
        out.append(" ", span.start);
    }
    let is_placeholder = if verbatim {
        dollars.iter().any(|dollar| dollar.start == span.start)
    } else {
        // A placeholder that came through a macro's argument: its name is in the invocation.
        dollars
            .iter()
            .any(|d| d.start >= span.start && d.end <= span.end && source.get(d.clone()) == Some(text))
    };
    if is_placeholder {
        out.dollars.push(out.text.len());
    }
    out.append(text, span.start);
}

/// Refuses directives that composition does itself and collects `#extension` lines.
fn check_directive(
    text: &str,
    kind: &DirectiveKind,
    span: &Range<usize>,
    dollars: &[Range<usize>],
    caps: &ComposeCaps,
    out: &mut Prepared,
) -> Result<(), DirectiveError> {
    let fail = |message: String, help: &str| {
        Err(DirectiveError { span: span.clone(), message, help: Some(help.to_owned()) })
    };
    if let Some(dollar) = dollars.iter().find(|dollar| dollar.start >= span.start && dollar.end <= span.end) {
        let message = "a placeholder cannot stand in a directive".to_owned();
        let help = Some("write a `const` or a function instead of the macro".to_owned());
        return Err(DirectiveError { span: dollar.clone(), message, help });
    }
    match kind {
        DirectiveKind::Version(_) => {
            fail("`#version` is written by composition".to_owned(), "take the line out of the snippet")
        }
        DirectiveKind::Include(_) => fail(
            "`#include` is not used here".to_owned(),
            "write `// requires: path` in the comment at the top",
        ),
        DirectiveKind::Invalid(_) => {
            fail(format!("unknown directive `{}`", text.trim()), "directives are `#if`, `#define` and so on")
        }
        DirectiveKind::Extension(extension) => {
            let name = extension.name.to_string();
            if text.contains("require") && !caps.has_extension(&name) {
                let help =
                    "write `enable` and ask `#ifdef`, or `ComposeCaps::with_extension` if it does have it";
                return fail(format!("the context does not have the extension `{name}`"), help);
            }
            out.extensions.push(text.trim().to_owned());
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Builds the preprocessor's definitions.
fn state(dialect: Dialect, caps: &ComposeCaps) -> ProcessorState {
    let mut registry = Registry::new();
    for name in caps.extensions() {
        registry.add(ExtensionSpec::new(name.into(), Vec::new()));
    }
    let es = dialect == Dialect::Es300;
    let mut builder = ProcessorStateBuilder::new(&registry).core_profile(!es).es_profile(es);
    if es {
        builder = builder.definition(Define::object("GL_ES".into(), DefineObject::one(), true));
    }
    for (name, value) in caps.flags() {
        let body: Cow<'_, str> =
            if value < 0 { format!("({value})").into() } else { value.to_string().into() };
        if let Ok(object) = DefineObject::from_str(&body) {
            builder = builder.definition(Define::object(name.into(), object, true));
        }
    }
    builder.finish()
}

fn unshift(range: Range<usize>, shift: usize) -> Range<usize> {
    range.start.saturating_sub(shift)..range.end.saturating_sub(shift)
}

#[cfg(test)]
mod tests {
    use super::super::scan::scan;
    use super::*;

    fn run(source: &str, caps: &ComposeCaps) -> Prepared {
        preprocess(source, &scan(source).unwrap().dollars, Dialect::Es300, caps).unwrap()
    }

    #[test]
    fn masked_code_is_blank_and_offsets_stay() {
        let source = "#ifdef FAST\nfloat a;\n#else\nfloat $b; // c\n#endif\n";
        let slow = run(source, &ComposeCaps::new());
        assert_eq!(slow.text.trim(), "float _b; // c");
        assert_eq!(slow.text.len(), source.len());
        assert_eq!(slow.dollars, [source.find("$b").unwrap()]);
        let fast = run(source, &ComposeCaps::new().with_flag("FAST", 1).unwrap());
        assert_eq!(fast.text.trim(), "float a;");
        assert!(fast.dollars.is_empty());
    }

    #[test]
    fn macros_map_back_to_their_use() {
        let source = "#define TWICE(x) (x + x)\nfloat f() { return TWICE($a); }\nfloat g;\n";
        let prepared = run(source, &ComposeCaps::new());
        assert_eq!(prepared.dollars.len(), 2, "{}", prepared.text);
        for dollar in &prepared.dollars {
            assert_eq!(prepared.source_offset(*dollar), source.find("TWICE($a)").unwrap());
        }
        let g = prepared.text.find("float g").unwrap();
        assert_eq!(prepared.source_offset(g), source.find("float g").unwrap());
    }

    #[test]
    fn versions_and_open_conditionals_are_errors() {
        for (source, message) in [
            ("#version 300 es\n", "`#version` is written by composition"),
            ("#if 1\nfloat a;\n", "conditional without `#endif`"),
            ("#error no floats\n", "no floats"),
            ("#define A $b\n", "cannot stand in a directive"),
        ] {
            let dollars = scan(source).unwrap().dollars;
            let error = preprocess(source, &dollars, Dialect::Gl330, &ComposeCaps::new()).unwrap_err();
            assert!(error.message.contains(message), "{}", error.message);
        }
    }
}
