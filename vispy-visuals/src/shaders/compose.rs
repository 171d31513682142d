//! Composition: two stage mains and what is bound to them become one program text.

use std::{fmt, sync::Arc};

use super::{
    ComposeCaps, ComposeError, Dialect, Function, Interface, Stage,
    assembly::{stage::collect, variables::interface, write::write},
    fingerprint::Fingerprint,
};

/// The two functions that a program is made of, each a snippet with `void main()`.
#[derive(Debug, Clone, Copy)]
pub struct Stages<'a> {
    /// The vertex stage.
    pub vertex: &'a Function,
    /// The fragment stage.
    pub fragment: &'a Function,
}

/// What tells two programs apart: snippets, bindings' kinds, names and types, constants, dialect, capabilities.
///
/// It is known before any text is made, and does not change with the values of variables. It is the same in every
/// process. Capabilities count only where a snippet has conditionals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StructureKey(Fingerprint);

impl StructureKey {
    /// Returns the key of what [`compose`] would make of the same arguments.
    pub fn new(stages: &Stages<'_>, dialect: Dialect, caps: &ComposeCaps) -> Self {
        let mut hash = Fingerprint::new("program");
        hash.text(dialect.version_line());
        hash.number(stages.vertex.fingerprint());
        hash.number(stages.fragment.fingerprint());
        if stages.vertex.is_conditional() || stages.fragment.is_conditional() {
            hash.number(caps.fingerprint(dialect));
        }
        Self(hash)
    }
}

impl fmt::Display for StructureKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0.value())
    }
}

/// A place in a snippet that a line of a composed text comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLocation {
    /// Name of the snippet.
    pub snippet: Arc<str>,
    /// Line in the snippet, counted from 1.
    pub line: u32,
}

/// Where each line of a composed program comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceMap {
    vertex: Vec<Option<(Arc<str>, u32)>>,
    fragment: Vec<Option<(Arc<str>, u32)>>,
}

/// The text of a program with all that is known of it without a driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComposedProgram {
    /// The structure; equal keys have equal texts.
    pub key: StructureKey,
    /// The dialect of the texts.
    pub dialect: Dialect,
    /// Text of the vertex stage.
    pub vertex: String,
    /// Text of the fragment stage.
    pub fragment: String,
    /// The origin of the lines of both texts.
    pub source_map: SourceMap,
    /// The variables.
    pub interface: Interface,
    /// Name of the snippet with the vertex `main`.
    pub vertex_name: String,
    /// Name of the snippet with the fragment `main`.
    pub fragment_name: String,
}

impl ComposedProgram {
    /// Returns the text of a stage.
    pub fn text(&self, stage: Stage) -> &str {
        match stage {
            Stage::Vertex => &self.vertex,
            Stage::Fragment => &self.fragment,
        }
    }

    /// Returns where a line (counted from 1) of a stage's text comes from, `None` for lines that composition wrote.
    pub fn locate(&self, stage: Stage, line: usize) -> Option<SourceLocation> {
        let lines = match stage {
            Stage::Vertex => &self.source_map.vertex,
            Stage::Fragment => &self.source_map.fragment,
        };
        let (snippet, line) = lines.get(line.checked_sub(1)?)?.clone()?;
        Some(SourceLocation { snippet, line })
    }
}

/// Makes the text of a program.
///
/// # Errors
///
/// A [`ComposeError`] that marks the place in the snippet: unbound placeholders, wrong types and arities, names that
/// clash, varyings that differ between the stages, and what parsing a variant reports.
///
/// # Example
///
/// ```
/// use vispy_visuals::shaders::{
///     Binding, ComposeCaps, Dialect, Function, GlslType, Snippet, Stage, Stages, compose,
/// };
///
/// let vertex = Snippet::new("dot/main.vert.glsl", "void main() { gl_Position = vec4($position, 0.0, 1.0); }")?;
/// let vertex = Function::new(&vertex).bind("position", Binding::attribute("a_position", GlslType::Vec2))?;
/// let fragment = Snippet::new("dot/main.frag.glsl", "out vec4 frag_color;\nvoid main() { frag_color = $color; }")?;
/// let fragment = Function::new(&fragment).bind("color", Binding::uniform("u_color", GlslType::Vec4))?;
///
/// let stages = Stages { vertex: &vertex, fragment: &fragment };
/// let program = compose(&stages, Dialect::Es300, &ComposeCaps::new())?;
/// assert!(program.vertex.starts_with("#version 300 es\n"));
/// assert_eq!(program.interface.attributes[0].name, "a_position");
/// # Ok::<(), vispy_visuals::shaders::ComposeError>(())
/// ```
#[doc(alias = "ModularProgram")]
pub fn compose(
    stages: &Stages<'_>,
    dialect: Dialect,
    caps: &ComposeCaps,
) -> Result<ComposedProgram, ComposeError> {
    let vertex = collect(stages.vertex, Stage::Vertex, dialect, caps)?;
    let fragment = collect(stages.fragment, Stage::Fragment, dialect, caps)?;
    let interface = interface(&vertex.variables, &fragment.variables)?;
    let vertex = write(&vertex, dialect);
    let fragment = write(&fragment, dialect);
    Ok(ComposedProgram {
        key: StructureKey::new(stages, dialect, caps),
        dialect,
        vertex: vertex.text,
        fragment: fragment.text,
        source_map: SourceMap { vertex: vertex.lines, fragment: fragment.lines },
        interface,
        vertex_name: stages.vertex.snippet().name().to_owned(),
        fragment_name: stages.fragment.snippet().name().to_owned(),
    })
}
