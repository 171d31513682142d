//! Writes the text of a stage and notes for each line where it comes from.

use std::{borrow::Cow, collections::BTreeSet, sync::Arc};

use super::{
    stage::{Instance, StageParts},
    variables::Kind,
};
use crate::shaders::{
    Binding, Dialect, Snippet, Stage,
    syntax::model::{Edit, EditKind},
};

/// The text of a stage with the origin of each of its lines.
#[derive(Debug, Default)]
pub(crate) struct StageText {
    pub(crate) text: String,
    /// Per line: the snippet's name and its line, counted from 1; `None` for lines that composition wrote.
    pub(crate) lines: Vec<Option<(Arc<str>, u32)>>,
    /// Where the current line comes from.
    origin: Option<(Arc<str>, u32)>,
    /// Where the current line starts in the text.
    line_start: usize,
    /// Whether the current line had content in its snippet.
    had_content: bool,
}

impl StageText {
    /// Appends text that composition invents.
    fn push(&mut self, text: &str) {
        for piece in text.split_inclusive('\n') {
            self.text.push_str(piece);
            if piece.ends_with('\n') {
                self.end_line();
            }
        }
    }

    /// Appends text of a snippet; `offset` is its place in the parsed text.
    fn push_source(&mut self, text: &str, offset: usize, instance: &Instance) {
        let snippet: &Snippet = instance.function.snippet();
        let mut at = offset;
        for piece in text.split_inclusive('\n') {
            let line = snippet.line_of(instance.parsed.prepared.source_offset(at));
            self.had_content |= !snippet.line_is_blank(line);
            if self.origin.is_none() && !piece.trim().is_empty() {
                self.origin = Some((Arc::clone(&snippet.source_text().name), line));
            }
            self.text.push_str(piece);
            if piece.ends_with('\n') {
                self.end_line();
            }
            at += piece.len();
        }
    }

    /// Ends the current line: without blanks at its end, and without a second empty line or one that edits emptied.
    fn end_line(&mut self) {
        let content = self.text.get(self.line_start..).unwrap_or_default().trim_end().len();
        self.text.truncate(self.line_start + content);
        let origin = self.origin.take();
        let emptied = std::mem::take(&mut self.had_content);
        if content == 0 && (emptied || self.text.is_empty() || self.text.ends_with("\n\n")) {
            return;
        }
        self.text.push('\n');
        self.lines.push(origin);
        self.line_start = self.text.len();
    }
}

/// Writes a stage.
pub(crate) fn write(parts: &StageParts, dialect: Dialect) -> StageText {
    let mut out = StageText::default();
    out.push(dialect.version_line());
    out.push("\n");
    let extensions: BTreeSet<&String> =
        parts.instances.iter().flat_map(|instance| &instance.parsed.prepared.extensions).collect();
    for line in extensions {
        out.push(&format!("{line}\n"));
    }
    if dialect == Dialect::Es300 {
        out.push("precision highp float;\nprecision highp int;\n");
        for ty in parts.variables.sampler_types() {
            out.push(&format!("precision highp {ty};\n"));
        }
    }
    write_variables(&mut out, parts);
    let constants: Vec<String> =
        parts.constants.iter().filter_map(|(name, _)| parts.constants.declaration(name)).collect();
    section(&mut out, "constants", &constants);
    let mut declared = BTreeSet::new();
    for instance in &parts.instances {
        out.push(&format!("\n// snippet: {}\n", instance.function.snippet().name()));
        write_instance(&mut out, instance, parts, &mut declared);
    }
    out
}

fn section(out: &mut StageText, title: &str, lines: &[String]) {
    if !lines.is_empty() {
        out.push(&format!("\n// {title}\n{}\n", lines.join("\n")));
    }
}

fn write_variables(out: &mut StageText, parts: &StageParts) {
    let array = |len: Option<u32>| len.map_or_else(String::new, |len| format!("[{len}]"));
    let (mut uniforms, mut attributes, mut varyings) = (Vec::new(), Vec::new(), Vec::new());
    for kind in parts.variables.bound() {
        match kind {
            Kind::Uniform(v) => uniforms.push(format!("uniform {} {}{};", v.ty, v.name, array(v.len))),
            Kind::Attribute(v) => attributes.push(format!("in {} {}{};", v.ty, v.name, array(v.len))),
            Kind::Varying(v) => {
                let flat = if v.flat { "flat " } else { "" };
                let direction = if parts.stage == Stage::Vertex { "out" } else { "in" };
                varyings.push(format!("{flat}{direction} {} {};", v.ty, v.name));
            }
            // These are declared by the snippets' own text.
            Kind::Output(_) | Kind::Block(_) | Kind::Opaque(..) => {}
        }
    }
    section(out, "uniforms", &uniforms);
    section(out, "attributes", &attributes);
    section(out, "varyings", &varyings);
}

/// Writes the text of a snippet with its names, placeholders and hooks replaced.
fn write_instance(
    out: &mut StageText,
    instance: &Instance,
    parts: &StageParts,
    declared: &mut BTreeSet<String>,
) {
    let text = &instance.parsed.prepared.text;
    // Blank lines around the text go; its first line keeps its indentation.
    let first = text.len() - text.trim_start().len();
    let start = text.get(..first).and_then(|blank| blank.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.trim_end().len();
    let mut at = start;
    for edit in &instance.parsed.edits {
        if edit.span.start < at {
            continue;
        }
        let Some(new) = replacement(edit, instance, parts, declared) else { continue };
        out.push_source(text.get(at..edit.span.start).unwrap_or_default(), at, instance);
        if !new.is_empty() {
            // The line belongs to the snippet, whatever stands in it.
            out.push_source(&new, edit.span.start, instance);
        }
        at = edit.span.end;
    }
    out.push_source(text.get(at..end).unwrap_or_default(), at, instance);
    out.push("\n");
    for known in &instance.parsed.declared {
        declared.insert(known.name.clone());
    }
}

/// Returns what a place in the text becomes, `None` if it stays.
fn replacement<'a>(
    edit: &Edit,
    instance: &'a Instance,
    parts: &'a StageParts,
    declared: &BTreeSet<String>,
) -> Option<Cow<'a, str>> {
    let name_of = |index: &usize| parts.instances.get(*index).map(Instance::entry_name);
    match &edit.kind {
        EditKind::Symbol(name) => instance.names.get(name).map(|name| name.as_str().into()),
        EditKind::Free(name) => imported(name, instance, parts).map(Cow::Borrowed),
        EditKind::Placeholder(used) => {
            let used = instance.parsed.uses.get(*used)?;
            match instance.binding(used.placeholder)? {
                Binding::Const(value) => value.to_glsl().map(Cow::Owned),
                Binding::Function(_) => {
                    let name = name_of(instance.placeholders.get(&used.placeholder)?)?;
                    Some(if used.call.is_some() { name.into() } else { format!("{name}()").into() })
                }
                variable => variable.variable_name().map(Cow::Borrowed),
            }
        }
        EditKind::HookName(hook) => instance.hooks.get(hook).and_then(name_of).map(Cow::Borrowed),
        EditKind::WithoutHook(hook) => (!instance.hooks.contains_key(hook)).then_some("".into()),
        EditKind::EmptyWithoutHook(hook) => (!instance.hooks.contains_key(hook)).then_some("{}".into()),
        EditKind::Declaration(statement) => {
            let mut names = instance.parsed.declared.iter().filter(|known| known.statement == *statement);
            names
                .all(|known| parts.variables.is_bound(&known.name) || declared.contains(&known.name))
                .then_some("".into())
        }
        EditKind::Remove => Some("".into()),
    }
}

/// Finds a name among the snippets that an instance requires, the nearest first.
fn imported<'a>(name: &str, instance: &Instance, parts: &'a StageParts) -> Option<&'a str> {
    let required = || instance.requires.iter().filter_map(|index| parts.instances.get(*index));
    required()
        .find_map(|required| required.names.get(name).map(String::as_str))
        .or_else(|| required().find_map(|required| imported(name, required, parts)))
}
