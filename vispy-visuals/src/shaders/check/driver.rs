//! Asks a driver: compiles a checked text and brings what the driver says back to the lines of its author.

use std::{collections::BTreeSet, ops::Range, sync::Arc};

use vispy_gloo::{Api, Context, Error, Program, ShaderDiagnostic, ShaderError, ShaderStage};

use super::Checked;
use crate::shaders::{
    ComposeError, ComposeErrorKind, Dialect, Function, Snippet, Stage,
    assembly::{stage::collect, write::write},
    error::closest,
    syntax::{
        SourceText,
        scan::{Token, Tokens},
    },
};

/// How far [`Checked::compile`] came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compiled {
    /// The driver took it.
    Yes,
    /// It has placeholders, so that there is nothing to compile yet.
    Open,
    /// The context speaks the other dialect than the text.
    OtherDialect,
}

/// A stage's text with the line of the author's text that each of its lines comes from.
struct StageText {
    text: String,
    lines: Vec<Option<(Arc<str>, u32)>>,
}

/// The most errors that are reported of one text: what comes later is often a consequence.
const MOST_ERRORS: usize = 8;

impl Checked {
    /// Compiles the text with the driver of a context, by itself: what the other stage of a program says is left out.
    ///
    /// A text without `#version` gets that of the context, and one without `main` an empty one.
    ///
    /// # Errors
    ///
    /// What the driver says, at the lines and columns of this text.
    pub fn compile(&self, ctx: &mut Context) -> Result<Compiled, Vec<ComposeError>> {
        let dialect = match ctx.caps().api {
            Api::Gl => Dialect::Gl330,
            Api::Gles | Api::WebGl => Dialect::Es300,
        };
        if !self.dialects().contains(&dialect) {
            return Ok(Compiled::OtherDialect);
        }
        if self.placeholders().next().is_some() {
            return Ok(Compiled::Open);
        }
        let stage = self.stage.unwrap_or(Stage::Fragment);
        let own = if self.only.is_some() { self.as_it_is() } else { self.composed(stage, dialect)? };
        let (vertex, fragment) = match stage {
            Stage::Vertex => (own.text.clone(), other_stage(dialect)),
            Stage::Fragment => (other_stage(dialect), own.text.clone()),
        };
        let program = Program::new(vertex, fragment).with_label(self.snippet.name());
        match ctx.link(&program) {
            // A stage by itself need not link: the other one may lack what it wants.
            Ok(()) | Err(Error::Link { .. }) => Ok(Compiled::Yes),
            Err(Error::Shader(error)) if is_of(&error, stage) => Err(self.explain(&error, &own)),
            Err(error) => Err(vec![driver_error(&error.to_string())]),
        }
    }

    fn as_it_is(&self) -> StageText {
        let name: Arc<str> = self.snippet.name().into();
        let lines = (1..).zip(self.source.lines()).map(|(line, _)| Some((Arc::clone(&name), line)));
        StageText { text: self.source.clone(), lines: lines.collect() }
    }

    /// The stage that composition makes of the text.
    fn composed(&self, stage: Stage, dialect: Dialect) -> Result<StageText, Vec<ComposeError>> {
        let main = if self.has_main() {
            Ok(self.snippet.clone())
        } else {
            let text = "void main() {\n}\n";
            Snippet::make("(check)", text, vec![self.snippet.clone()], None, &self.caps)
        };
        let parts = main.and_then(|main| collect(&Function::new(&main), stage, dialect, &self.caps));
        let parts = parts.map_err(|error| vec![error.with_source(self.snippet.name(), &self.source)])?;
        let written = write(&parts, dialect);
        Ok(StageText { text: written.text, lines: written.lines })
    }

    fn explain(&self, error: &ShaderError, own: &StageText) -> Vec<ComposeError> {
        let mut known = BTreeSet::new();
        let mut found = Vec::new();
        for diagnostic in error.diagnostics.iter().filter(|diagnostic| !diagnostic.warning) {
            // What else is said of the same place are candidates, which only repeat the library.
            if known.insert((diagnostic.line, diagnostic.column)) && found.len() < MOST_ERRORS {
                found.push(self.locate(diagnostic, own));
            }
        }
        if found.is_empty() { vec![driver_error(&error.log)] } else { found }
    }

    fn locate(&self, diagnostic: &ShaderDiagnostic, own: &StageText) -> ComposeError {
        let error = driver_error(&diagnostic.message);
        let error = match self.suggestion(&diagnostic.message) {
            Some(name) => error.help(format!("did you mean `{name}`?")),
            None => error,
        };
        let line = diagnostic.line as usize;
        let origin = line.checked_sub(1).and_then(|index| own.lines.get(index)?.clone());
        let Some((_, source_line)) = origin.filter(|(name, _)| **name == *self.snippet.name()) else {
            return error;
        };
        let source = SourceText { name: self.snippet.name().into(), text: self.source.as_str().into() };
        let driver_line = own.text.lines().nth(line - 1).unwrap_or_default();
        let span = marked(&self.source, source_line as usize, driver_line, diagnostic.column);
        error.or_at(|| Some(source.place(span)), "the driver says so")
    }

    /// Finds the name that was meant where the driver knows none.
    fn suggestion(&self, message: &str) -> Option<String> {
        if !["undeclared", "no function with name", "undefined"].iter().any(|word| message.contains(word)) {
            return None;
        }
        let quoted = message.split(['`', '\'', '"']).nth(1)?;
        let mut known: BTreeSet<&str> = BUILT_IN.split_whitespace().collect();
        known.extend(Tokens::new(self.snippet.source()).filter_map(|(_, token)| match token {
            Token::Word(word) if word != quoted && word.starts_with(|c: char| !c.is_ascii_digit()) => {
                Some(word)
            }
            _ => None,
        }));
        closest(quoted, known).map(str::to_owned)
    }
}

fn driver_error(message: &str) -> ComposeError {
    ComposeErrorKind::Driver { message: message.to_owned() }.into()
}

fn is_of(error: &ShaderError, stage: Stage) -> bool {
    matches!(
        (error.stage, stage),
        (ShaderStage::Vertex, Stage::Vertex) | (ShaderStage::Fragment, Stage::Fragment)
    )
}

/// The least that the other stage can be.
fn other_stage(dialect: Dialect) -> String {
    format!("{}\nvoid main() {{\n}}\n", dialect.version_line())
}

/// The range of the author's text that a driver means: the word at the column, or the whole line where composition has
/// changed it.
fn marked(source: &str, line: usize, driver_line: &str, column: Option<u32>) -> Range<usize> {
    let start: usize = source.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let text = source.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let indent = text.len() - text.trim_start().len();
    let whole = start + indent..start + text.trim_end().len().max(indent);
    let Some(column) = column.filter(|_| text.trim_end() == driver_line.trim_end()) else { return whole };
    let Some((at, _)) = text.char_indices().nth((column as usize).saturating_sub(1)) else { return whole };
    let word = text.get(at..).unwrap_or_default();
    let len = word.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(word.len()).max(1);
    start + at..start + at + len
}

/// Functions and variables of both dialects, for suggestions.
const BUILT_IN: &str = "radians degrees sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh pow exp log exp2 log2 \
    sqrt inversesqrt abs sign floor trunc round roundEven ceil fract mod modf min max clamp mix step smoothstep isnan isinf \
    floatBitsToInt floatBitsToUint intBitsToFloat uintBitsToFloat length distance dot cross normalize faceforward reflect \
    refract matrixCompMult outerProduct transpose determinant inverse lessThan lessThanEqual greaterThan greaterThanEqual \
    equal notEqual any all not textureSize texture textureProj textureLod textureOffset texelFetch texelFetchOffset \
    textureGrad dFdx dFdy fwidth gl_Position gl_PointSize gl_VertexID gl_InstanceID gl_FragCoord gl_FrontFacing \
    gl_FragDepth gl_PointCoord packHalf2x16 unpackHalf2x16";
