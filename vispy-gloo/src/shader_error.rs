//! Driver messages about shaders, mapped back to the lines a person wrote.

use std::fmt;
use std::sync::Arc;

/// One of the two programmable stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum ShaderStage {
    /// Runs once a vertex.
    Vertex,
    /// Runs once a fragment.
    Fragment,
}

impl fmt::Display for ShaderStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Vertex => "vertex",
            Self::Fragment => "fragment",
        })
    }
}

/// Where a run of lines of an assembled text came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineOrigin {
    /// First line of the run in the assembled text, counted from 1.
    pub line: u32,
    /// File or snippet that the run was taken from.
    pub file: Arc<str>,
    /// The run's first line there, counted from 1.
    pub file_line: u32,
}

/// Text of one shader stage, and where its lines came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShaderSource {
    text: Arc<str>,
    origins: Arc<[LineOrigin]>,
}

impl ShaderSource {
    /// A text that is a file of its own, so that errors name the file.
    #[must_use]
    pub fn from_file(file: &str, text: &str) -> Self {
        Self::composed(text, vec![LineOrigin { line: 1, file: file.into(), file_line: 1 }])
    }

    /// A text assembled from parts; `origins` are sorted by `line`.
    #[must_use]
    pub fn composed(text: &str, origins: Vec<LineOrigin>) -> Self {
        Self { text: text.into(), origins: origins.into() }
    }

    /// The GLSL text.
    #[must_use]
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The run that line `line` belongs to.
    fn origin(&self, line: u32) -> Option<&LineOrigin> {
        self.origins.iter().rev().find(|origin| origin.line <= line)
    }

    /// File and line that line `line` (counted from 1) was taken from.
    #[must_use]
    pub fn locate(&self, line: u32) -> Option<(&str, u32)> {
        let origin = self.origin(line)?;
        Some((&origin.file, origin.file_line + (line - origin.line)))
    }
}

impl From<&str> for ShaderSource {
    fn from(text: &str) -> Self {
        Self::composed(text, Vec::new())
    }
}

impl From<String> for ShaderSource {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

/// One message of the driver's compiler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShaderDiagnostic {
    /// Line of the assembled text, counted from 1; 0 where the driver named none.
    pub line: u32,
    /// Column, counted from 1, where the driver names one.
    pub column: Option<u32>,
    /// Whether it is only a warning.
    pub warning: bool,
    /// What the driver said.
    pub message: String,
}

/// A stage that did not compile: what the driver said, beside the lines it said it of.
#[derive(Debug, Clone, PartialEq)]
pub struct ShaderError {
    /// Label of the program.
    pub label: String,
    /// The stage.
    pub stage: ShaderStage,
    /// The text that was compiled.
    pub source: ShaderSource,
    /// The driver's messages.
    pub diagnostics: Vec<ShaderDiagnostic>,
    /// The driver's log as it came.
    pub log: String,
}

impl ShaderError {
    /// Reads the log of Mesa, NVIDIA, Apple or ANGLE.
    #[must_use]
    pub fn from_log(label: &str, stage: ShaderStage, source: ShaderSource, log: &str) -> Self {
        let mut diagnostics: Vec<ShaderDiagnostic> = log.lines().filter_map(parse_line).collect();
        for diagnostic in &mut diagnostics {
            let text = source.text.lines().nth((diagnostic.line as usize).saturating_sub(1));
            diagnostic.column =
                diagnostic.column.zip(text).map(|(column, text)| written_column(text, column));
        }
        Self { label: label.to_owned(), stage, source, diagnostics, log: log.trim().to_owned() }
    }
}

impl fmt::Display for ShaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} shader of program {} does not compile", self.stage, self.label)?;
        let errors = || self.diagnostics.iter().filter(|diagnostic| !diagnostic.warning);
        if errors().next().is_none() {
            return write!(f, ": {}", self.log);
        }
        for diagnostic in errors().take(8) {
            write_diagnostic(f, &self.source, diagnostic)?;
        }
        Ok(())
    }
}

impl std::error::Error for ShaderError {}

/// How many lines are shown before and after the one that a message is about.
const LINES_AROUND: u32 = 3;

/// Writes one message with the line it is about, the lines around it that are of the same part, and a caret.
fn write_diagnostic(
    f: &mut fmt::Formatter<'_>,
    source: &ShaderSource,
    diagnostic: &ShaderDiagnostic,
) -> fmt::Result {
    write!(f, "\nerror: {}", diagnostic.message)?;
    if diagnostic.line == 0 {
        return Ok(());
    }
    match source.locate(diagnostic.line) {
        Some((file, line)) => write!(f, "\n  --> {file}:{line}")?,
        None => write!(f, "\n  --> line {}", diagnostic.line)?,
    }
    let first = diagnostic.line.saturating_sub(LINES_AROUND).max(1);
    let last = diagnostic.line.saturating_add(LINES_AROUND);
    if source.text.lines().count() < diagnostic.line as usize {
        return Ok(());
    }
    for (line, text) in (1_u32..=last).zip(source.text.lines()).skip(first as usize - 1) {
        if source.origin(line) != source.origin(diagnostic.line) {
            continue;
        }
        let shown = source.locate(line).map_or(line, |(_, file_line)| file_line);
        write!(f, "\n{shown:>5} | {text}")?;
        if line == diagnostic.line {
            let column = diagnostic.column.unwrap_or_else(|| first_column(text)).max(1) as usize;
            // Tabs stay tabs, so that the caret stands where it belongs however wide they are.
            let before = text.chars().take(column - 1).map(|c| if c == '\t' { '\t' } else { ' ' });
            write!(f, "\n      | {}^", before.collect::<String>())?;
        }
    }
    Ok(())
}

/// The column in a line as it is written. Only Mesa tells columns, and counts them after its preprocessor, which leaves one
/// blank of several.
fn written_column(text: &str, column: u32) -> u32 {
    let mut seen = 0;
    let mut after_blank = false;
    for (written, c) in (1..).zip(text.chars()) {
        let is_blank = c.is_whitespace();
        seen += u32::from(!(is_blank && after_blank));
        if seen == column && !is_blank {
            return written;
        }
        after_blank = is_blank;
    }
    column
}

fn first_column(text: &str) -> u32 {
    u32::try_from(text.len() - text.trim_start().len() + 1).unwrap_or(1)
}

/// Reads `0:12(34): error: ...` (Mesa), `0(12) : error C1008: ...` (NVIDIA) or `ERROR: 0:12: ...` (ANGLE, Apple).
fn parse_line(line: &str) -> Option<ShaderDiagnostic> {
    let line = line.trim();
    let (rest, prefix_severity) = match line.split_once(": ") {
        Some(("ERROR", rest)) => (rest, Some(false)),
        Some(("WARNING", rest)) => (rest, Some(true)),
        _ => (line, None),
    };
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    if digits == 0 {
        return None;
    }
    let after = &rest[digits..];
    let (number, column, message) = if let Some(tail) = after.strip_prefix(':') {
        let (line_number, tail) = leading_number(tail)?;
        match tail.strip_prefix('(').and_then(leading_number) {
            Some((column, tail)) => (line_number, Some(column), tail.strip_prefix(')')?),
            None => (line_number, None, tail),
        }
    } else {
        let (line_number, tail) = leading_number(after.strip_prefix('(')?)?;
        (line_number, None, tail.strip_prefix(')')?)
    };
    let message = message.trim_start_matches([' ', ':']).trim();
    let warning = prefix_severity.unwrap_or_else(|| message.starts_with("warning"));
    let message = message.trim_start_matches("error: ").trim_start_matches("warning: ");
    Some(ShaderDiagnostic { line: number, column, warning, message: message.to_owned() })
}

fn leading_number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "#version 300 es\nprecision highp float;\nout vec4 color;\nvoid main() {\n    color = vec3(1.0);\n}\n";

    #[test]
    fn reads_the_three_dialects_of_driver_logs() {
        let mesa = parse_line("0:5(10): error: value of type vec3 cannot be assigned").unwrap();
        assert_eq!((mesa.line, mesa.column, mesa.warning), (5, Some(10), false));
        assert_eq!(mesa.message, "value of type vec3 cannot be assigned");
        let nvidia = parse_line("0(5) : error C7011: implicit cast").unwrap();
        assert_eq!((nvidia.line, nvidia.column), (5, None));
        let angle = parse_line("ERROR: 0:5: '=' : dimension mismatch").unwrap();
        assert_eq!((angle.line, angle.message.as_str()), (5, "'=' : dimension mismatch"));
        assert!(parse_line("WARNING: 0:1: unused").unwrap().warning, "a warning is told apart");
        assert_eq!(parse_line("two errors"), None);
    }

    #[test]
    fn shows_the_users_file_and_line_with_a_caret() {
        let source = ShaderSource::composed(
            SOURCE,
            vec![LineOrigin { line: 3, file: "disc.frag.glsl".into(), file_line: 1 }],
        );
        let error = ShaderError::from_log(
            "disc",
            ShaderStage::Fragment,
            source,
            "0:5(10): error: value of type vec3 cannot be assigned to variable of type vec4",
        );
        let expected = "fragment shader of program disc does not compile\n\
            error: value of type vec3 cannot be assigned to variable of type vec4\n  \
            --> disc.frag.glsl:3\n    1 | out vec4 color;\n    2 | void main() {\n    3 |     color = vec3(1.0);\n      |             ^\n    4 | }";
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn shows_three_lines_on_either_side_but_none_of_another_part() {
        let text = "#version 300 es\nfloat one() { return 1.0; }\nfloat a;\nfloat b;\nfloat c;\nfloat d;\n\tfloat e = ;\nfloat f;\nfloat g;\nfloat h;\nfloat i;\n";
        let part = |line, file: &str| LineOrigin { line, file: file.into(), file_line: 1 };
        let source = ShaderSource::composed(
            text,
            vec![part(2, "one.glsl"), part(3, "main.glsl"), part(9, "end.glsl")],
        );
        let shown = |log| ShaderError::from_log("disc", ShaderStage::Vertex, source.clone(), log).to_string();
        let expected = "vertex shader of program disc does not compile\nerror: syntax\n  --> main.glsl:5\n    \
            2 | float b;\n    3 | float c;\n    4 | float d;\n    5 | \tfloat e = ;\n      | \t          ^\n    \
            6 | float f;";
        assert_eq!(shown("0:7(12): error: syntax"), expected);
        let spaced = ShaderError::from_log(
            "disc",
            ShaderStage::Vertex,
            "void main() {\n    float  a =\t b;\n}".into(),
            "0:2(12): error: `b' undeclared",
        );
        assert_eq!(spaced.diagnostics[0].column, Some(17), "blanks count once for Mesa");
        // Columns of which the driver is not sure end with the line.
        assert!(
            shown("0:3(4000000000): error: far")
                .ends_with("|         ^\n    2 | float b;\n    3 | float c;\n    4 | float d;")
        );
    }
}
