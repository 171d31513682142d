//! Checks GLSL of somebody's own: a whole shader as other programs take it, or a snippet.

mod driver;
mod version;

use std::fmt;

use super::{
    ComposeCaps, ComposeError, ComposeErrorKind, Dialect, GlslType, Snippet, Stage, library,
    snippet::required,
    syntax::scan::{Token, Tokens},
};
use version::Version;

pub use driver::Compiled;

/// Both dialects that programs are composed in.
const BOTH: [Dialect; 2] = [Dialect::Es300, Dialect::Gl330];

/// A text in which [`check`] found no error.
#[derive(Debug, Clone)]
pub struct Checked {
    snippet: Snippet,
    /// The text as it came.
    source: String,
    stage: Option<Stage>,
    /// The dialect of a text with `#version`.
    only: Option<Dialect>,
    caps: ComposeCaps,
    warnings: Vec<ComposeError>,
}

/// Checks a text without a driver: a whole shader with `#version`, or a snippet with placeholders, with or without `main`.
///
/// `name` is a path, for reports; its ending (`.vert`, `.frag`, `.vert.glsl`, ...) tells the stage if `stage` does not.
/// Extensions that the text asks for are taken to be there. What it requires (`// requires: path`) comes from the built-in
/// library. [`Checked::compile`] asks a driver too. The command `vispy check FILE` does both.
///
/// # Errors
///
/// What is wrong, in order; never empty.
///
/// # Example
///
/// ```
/// use vispy_visuals::shaders::check;
///
/// let shader = "#version 330 core\nout vec4 color;\nvoid main() { color = vec4(1.0); }\n";
/// assert_eq!(check("white.frag", shader, None).unwrap().to_string(), "fragment shader, #version 330 core");
///
/// let errors = check("old.frag", "#version 120\nvoid main() { gl_FragColor = vec4(1.0); }\n", None).unwrap_err();
/// assert!(errors[0].to_string().contains("GLSL of OpenGL 2.1"));
/// ```
pub fn check(name: &str, source: &str, stage: Option<Stage>) -> Result<Checked, Vec<ComposeError>> {
    let mut errors = Vec::new();
    if let Some(error) = no_glsl(name, source) {
        return Err(vec![error]);
    }
    let version = Version::find(source);
    let masked = mask(source, version.as_ref());
    let only = version.as_ref().map(|version| version.dialect().unwrap_or(version.nearest()));
    if let Some(version) = version.as_ref().filter(|version| version.dialect().is_none()) {
        errors.push(wrong_version(name, source, version));
    }
    let caps = asked_extensions(source);
    let dialects = only.as_ref().map_or(&BOTH[..], std::slice::from_ref);
    let parsed = read(name, &masked, only, &caps).and_then(|snippet| {
        let mut warnings = Vec::new();
        for dialect in dialects {
            warnings.extend(snippet.parsed(*dialect, &caps)?.warnings.iter().cloned());
        }
        warnings.dedup();
        Ok((snippet, warnings))
    });
    match parsed {
        Ok((snippet, warnings)) if errors.is_empty() => {
            let warnings = warnings.into_iter().map(|warning| warning.with_source(name, source)).collect();
            let stage = stage.or_else(|| stage_of(name)).or_else(|| stage_by_words(&snippet));
            Ok(Checked { snippet, source: source.to_owned(), stage, only, caps, warnings })
        }
        Ok(_) => Err(errors),
        Err(error) => {
            errors.push(error.with_source(name, source));
            Err(errors)
        }
    }
}

impl Checked {
    /// Returns the stage, `None` for a snippet that goes into either.
    pub fn stage(&self) -> Option<Stage> {
        self.stage
    }

    /// Returns the dialects that the text is for: that of its `#version`, or both.
    pub fn dialects(&self) -> &[Dialect] {
        self.only.as_ref().map_or(&BOTH[..], std::slice::from_ref)
    }

    /// Returns what may be wrong.
    pub fn warnings(&self) -> &[ComposeError] {
        &self.warnings
    }

    /// Returns the names of the placeholders, without the `$`.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.snippet.placeholders()
    }

    fn has_main(&self) -> bool {
        let parsed = self.snippet.parsed(self.dialects()[0], &self.caps);
        parsed.is_ok_and(|parsed| parsed.functions.iter().any(|function| function.name == "main"))
    }
}

/// Says what the text is: `fragment shader, #version 330 core`, or `snippet float wave(float), placeholders: $rate`.
impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parsed = self.snippet.parsed(self.dialects()[0], &self.caps).map_err(|_error| fmt::Error)?;
        match (self.has_main(), self.stage, parsed.entry()) {
            (true, Some(stage), _) => write!(f, "{stage} shader")?,
            (true, None, _) => f.write_str("shader")?,
            (false, _, Some(entry)) => write!(f, "snippet {entry}")?,
            (false, _, None) => f.write_str("snippet without functions")?,
        }
        if let Some(only) = self.only {
            write!(f, ", {}", only.version_line())?;
        }
        let placeholders: Vec<String> = self.placeholders().map(|name| format!("${name}")).collect();
        if !placeholders.is_empty() {
            write!(f, ", placeholders: {}", placeholders.join(" "))?;
        }
        let hooks: Vec<&str> = parsed.hooks.iter().map(|hook| hook.signature.name.as_str()).collect();
        if !hooks.is_empty() {
            write!(f, ", hooks: {}", hooks.join(" "))?;
        }
        Ok(())
    }
}

fn read(
    name: &str,
    masked: &str,
    only: Option<Dialect>,
    caps: &ComposeCaps,
) -> Result<Snippet, ComposeError> {
    let requires = required(name, masked)
        .into_iter()
        .map(|line| library::snippet(&line.path).map_err(|error| line.explain(error)))
        .collect::<Result<Vec<_>, _>>()?;
    Snippet::make(name, masked, requires, only, caps)
}

/// Blanks the `#version` line, so that all else stays where it is.
fn mask(source: &str, version: Option<&Version<'_>>) -> String {
    let Some(version) = version else { return source.to_owned() };
    let mut masked = source.to_owned();
    masked.replace_range(version.line.clone(), &" ".repeat(version.line.len()));
    masked
}

fn wrong_version(name: &str, source: &str, version: &Version<'_>) -> ComposeError {
    let kind = ComposeErrorKind::Version { found: version.words.to_owned() };
    let (label, help) = version.explain();
    let text = super::syntax::SourceText { name: name.into(), text: source.into() };
    let end = version.line.start + source.get(version.line.clone()).unwrap_or_default().trim_end().len();
    text.error(kind, version.line.start..end, label).help(help)
}

/// Refuses a text that is something else altogether: nothing, prose, a table, a picture.
fn no_glsl(name: &str, source: &str) -> Option<ComposeError> {
    let mut after_type = false;
    let mut any = false;
    for (_, token) in Tokens::new(source) {
        any = true;
        match token {
            Token::Word(
                "version" | "uniform" | "precision" | "struct" | "const" | "varying" | "attribute" | "layout",
            ) => {
                return None;
            }
            Token::Word(word) => {
                if after_type {
                    return None;
                }
                after_type = GlslType::from_name(word).is_some();
            }
            _ => after_type = false,
        }
    }
    let reason = if any { "no declaration and no function of GLSL in it" } else { "it is empty" };
    let (name, reason) = (name.to_owned(), reason.to_owned());
    let error = ComposeError::from(ComposeErrorKind::NoGlsl { name, reason });
    Some(error.help(
        "GLSL is functions, `float half_of(float x) { return 0.5 * x; }`, and shaders with `void main()`",
    ))
}

/// Capabilities with every extension that a text names.
fn asked_extensions(source: &str) -> ComposeCaps {
    let lines = source.lines().filter_map(|line| line.trim_start().strip_prefix('#'));
    let named = lines.filter_map(|line| line.trim_start().strip_prefix("extension"));
    let names = named.filter_map(|rest| rest.split(':').next()).map(str::trim);
    names.filter(|name| *name != "all").fold(ComposeCaps::new(), ComposeCaps::with_extension)
}

/// The stage that the ending of a path tells.
fn stage_of(name: &str) -> Option<Stage> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
    let stem = file.strip_suffix(".glsl").unwrap_or(&file);
    match stem.rsplit_once(['.', '_', '-'])?.1 {
        "vert" | "vs" | "vsh" | "vertex" => Some(Stage::Vertex),
        "frag" | "fs" | "fsh" | "fragment" => Some(Stage::Fragment),
        _ => None,
    }
}

/// The stage that the names tell which only one stage has.
fn stage_by_words(snippet: &Snippet) -> Option<Stage> {
    const VERTEX: [&str; 4] = ["gl_Position", "gl_PointSize", "gl_VertexID", "gl_InstanceID"];
    const FRAGMENT: [&str; 8] = [
        "gl_FragCoord",
        "gl_FragDepth",
        "gl_PointCoord",
        "gl_FrontFacing",
        "discard",
        "dFdx",
        "dFdy",
        "fwidth",
    ];
    let word_of = |words: &[&str]| {
        let mut tokens = Tokens::new(snippet.source());
        tokens.any(|(_, token)| matches!(token, Token::Word(word) if words.contains(&word)))
    };
    match (word_of(&VERTEX), word_of(&FRAGMENT)) {
        (true, false) => Some(Stage::Vertex),
        (false, true) => Some(Stage::Fragment),
        _ => None,
    }
}
