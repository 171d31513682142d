//! What is wrong with a snippet or a composition, shown as a compiler shows it.

use std::{fmt, ops::Range, sync::Arc};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet as Excerpt};

use super::{GlslType, Stage};

/// The reason of a [`ComposeError`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ComposeErrorKind {
    /// The text is not GLSL.
    #[error("{message}")]
    Syntax {
        /// What the parser says.
        message: String,
    },
    /// A text of one's own in a build that can only use the built-in ones.
    #[error("`{snippet}` cannot be read: this build has no GLSL parser")]
    NoParser {
        /// Name of the snippet.
        snippet: String,
    },
    /// A name is legal in GLSL ES 3.00 but a keyword of later versions.
    #[error("`{word}` cannot be used as a name")]
    Keyword {
        /// The word.
        word: String,
    },
    /// The text is nested deeper than the parser is allowed to follow.
    #[error("nesting too deep: more than {limit} levels")]
    TooDeep {
        /// The number of levels allowed.
        limit: usize,
    },
    /// A preprocessor directive is wrong or refused.
    #[error("{message}")]
    Directive {
        /// What is wrong.
        message: String,
    },
    /// A placeholder of the text has no binding.
    #[error("unbound placeholder `${name}`")]
    Unbound {
        /// Name without the `$`.
        name: String,
    },
    /// A binding names a placeholder that the snippet does not have.
    #[error("`{snippet}` has no placeholder `${name}`")]
    UnknownPlaceholder {
        /// Name without the `$`.
        name: String,
        /// Name of the snippet.
        snippet: String,
    },
    /// A binding names a hook that the snippet does not have.
    #[error("`{snippet}` has no hook `{name}`")]
    UnknownHook {
        /// Name of the hook.
        name: String,
        /// Name of the snippet.
        snippet: String,
    },
    /// A placeholder stands where only a fixed word may stand.
    #[error("placeholder `${name}` cannot stand here")]
    Misplaced {
        /// Name without the `$`.
        name: String,
    },
    /// A placeholder is used in a way that its binding does not allow.
    #[error("placeholder `${name}` is bound to {found}, which cannot be {used}")]
    WrongUse {
        /// Name without the `$`.
        name: String,
        /// What is bound.
        found: String,
        /// How the text uses it: called, written, read as a value.
        used: String,
    },
    /// A call gives the wrong number of arguments.
    #[error("`{function}` takes {expected} arguments, found {found}")]
    Arity {
        /// The bound function.
        function: String,
        /// Number of its parameters.
        expected: usize,
        /// Number of arguments in the text.
        found: usize,
    },
    /// An expression has the wrong type.
    #[error("{what}: expected `{expected}`, found `{found}`")]
    Type {
        /// Which expression.
        what: String,
        /// The type that is needed.
        expected: String,
        /// The type that the text gives.
        found: String,
    },
    /// Snippets or functions need each other in a circle.
    #[error("cycle: {}", chain.join(" -> "))]
    Cycle {
        /// The names in order; the first is repeated at the end.
        chain: Vec<String>,
    },
    /// A required snippet does not exist.
    #[error("no snippet `{name}`")]
    MissingSnippet {
        /// The name that was asked for.
        name: String,
    },
    /// A snippet has no function to call.
    #[error("`{snippet}` has no function")]
    NoEntry {
        /// Name of the snippet.
        snippet: String,
    },
    /// A stage was given a snippet without `void main()`, or a snippet with it was bound to a placeholder.
    #[error("`{snippet}`: {reason}")]
    Main {
        /// Name of the snippet.
        snippet: String,
        /// What is wrong.
        reason: String,
    },
    /// Something belongs to the other stage.
    #[error("{what} in the {stage} stage")]
    WrongStage {
        /// What was found.
        what: String,
        /// Where it was found.
        stage: Stage,
    },
    /// A name is illegal.
    #[error("illegal name `{name}`: {reason}")]
    InvalidName {
        /// The name.
        name: String,
        /// The rule that it breaks.
        reason: String,
    },
    /// One name stands for two things.
    #[error("name conflict: `{name}`: {reason}")]
    NameConflict {
        /// The name.
        name: String,
        /// The two meanings.
        reason: String,
    },
    /// A local variable hides the name that a placeholder becomes.
    #[error("`{name}` is hidden by a local variable")]
    Hidden {
        /// The name.
        name: String,
    },
    /// A varying is not the same in both stages.
    #[error("varying `{name}`: {reason}")]
    Varying {
        /// Its name.
        name: String,
        /// What differs.
        reason: String,
    },
    /// A variable cannot have this type.
    #[error("`{name}` cannot be of type `{found}`: {reason}")]
    BadType {
        /// Name of the variable.
        name: String,
        /// Its type.
        found: GlslType,
        /// Why not.
        reason: String,
    },
    /// A constant holds a NaN or an infinity.
    #[error("constant `{name}` is not finite")]
    NotFinite {
        /// Name of the constant or placeholder.
        name: String,
    },
    /// A chain of functions cannot be built.
    #[error("chain `{name}`: {reason}")]
    Chain {
        /// Name of the chain.
        name: String,
        /// What is wrong.
        reason: String,
    },
}

/// A place in the source of a snippet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) snippet: Arc<str>,
    pub(crate) source: Arc<str>,
    pub(crate) span: Range<usize>,
}

/// Why a snippet cannot be parsed or a program cannot be composed.
///
/// `Display` prints a report as a compiler does: the problem, the snippet's name, the line with carets, and what
/// would fix it. [`ComposeError::kind`] is for programs.
#[derive(Clone, PartialEq, Eq)]
pub struct ComposeError {
    inner: Box<Inner>,
}

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    kind: ComposeErrorKind,
    place: Option<Place>,
    label: String,
    help: Option<String>,
}

impl From<ComposeErrorKind> for ComposeError {
    fn from(kind: ComposeErrorKind) -> Self {
        Self { inner: Box::new(Inner { kind, place: None, label: String::new(), help: None }) }
    }
}

impl ComposeError {
    /// Makes an error at a place in a snippet; `label` stands beside the carets.
    pub(crate) fn at(kind: ComposeErrorKind, place: Place, label: impl Into<String>) -> Self {
        Self { inner: Box::new(Inner { kind, place: Some(place), label: label.into(), help: None }) }
    }

    /// Adds the line that says what would fix it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.inner.help = Some(help.into());
        self
    }

    /// Returns the reason.
    pub fn kind(&self) -> &ComposeErrorKind {
        &self.inner.kind
    }

    /// Returns the name of the snippet where the problem is, if it is in a text.
    pub fn snippet(&self) -> Option<&str> {
        self.inner.place.as_ref().map(|place| &*place.snippet)
    }

    /// Returns the line of the snippet where the problem starts, counted from 1.
    pub fn line(&self) -> Option<usize> {
        let place = self.inner.place.as_ref()?;
        let before = place.source.get(..place.span.start)?;
        Some(before.matches('\n').count() + 1)
    }

    /// Returns the report with terminal colours.
    pub fn colored(&self) -> String {
        self.render(&Renderer::styled())
    }

    fn render(&self, renderer: &Renderer) -> String {
        let title = self.inner.kind.to_string();
        let mut group = match &self.inner.place {
            Some(place) => {
                let mark = AnnotationKind::Primary.span(place.span.clone()).label(self.inner.label.as_str());
                Level::ERROR
                    .primary_title(title)
                    .element(Excerpt::source(&*place.source).path(&*place.snippet).annotation(mark))
            }
            None => {
                let mut group = annotate_snippets::Group::with_title(Level::ERROR.primary_title(title));
                if !self.inner.label.is_empty() {
                    group = group.element(Level::NOTE.message(self.inner.label.as_str()));
                }
                group
            }
        };
        if let Some(help) = &self.inner.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        renderer.render(&[group])
    }
}

impl fmt::Display for ComposeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(&Renderer::plain()))
    }
}

impl fmt::Debug for ComposeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ComposeError({:?})\n{self}", self.inner.kind)
    }
}

impl std::error::Error for ComposeError {}

/// Joins names for a help line: `a`, `b`, `c`.
pub(crate) fn list<'a>(names: impl IntoIterator<Item = &'a str>, prefix: &str) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{prefix}{name}`")).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
