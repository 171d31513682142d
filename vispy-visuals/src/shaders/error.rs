//! What is wrong with a snippet or a composition, shown as a compiler shows it.

use std::{fmt, ops::Range, sync::Arc};

use super::report::report;
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
    /// A word for a type that is in neither dialect, or not in both.
    #[error("there is no type `{found}`")]
    UnsupportedType {
        /// The word.
        found: String,
    },
    /// A function that gives back a value has a way to its end.
    #[error("`{function}` has no `return`{}", if *always { "" } else { " on some paths" })]
    MissingReturn {
        /// The function.
        function: String,
        /// Whether every way leads to the end; then it is an error, else a warning.
        always: bool,
    },
    /// One name is defined twice in a text.
    #[error("`{name}` is defined twice")]
    DefinedTwice {
        /// The name.
        name: String,
    },
    /// A word of GLSL 1 that later versions do not have.
    #[error("`{word}` is a word of GLSL 1")]
    OldWord {
        /// The word.
        word: String,
    },
    /// A whole shader is written in another version of GLSL.
    #[error("`#version {found}` is none of `300 es` and `330 core`")]
    Version {
        /// What stands after `#version`.
        found: String,
    },
    /// A text is something else.
    #[error("`{name}` holds no GLSL: {reason}")]
    NoGlsl {
        /// Name of the text.
        name: String,
        /// What was looked for.
        reason: String,
    },
    /// What the driver does not compile.
    #[error("{message}")]
    Driver {
        /// What the driver says.
        message: String,
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
    is_warning: bool,
}

impl From<ComposeErrorKind> for ComposeError {
    fn from(kind: ComposeErrorKind) -> Self {
        let (place, label, help, is_warning) = (None, String::new(), None, false);
        Self { inner: Box::new(Inner { kind, place, label, help, is_warning }) }
    }
}

impl ComposeError {
    /// Makes an error at a place in a snippet; `label` stands beside the carets.
    pub(crate) fn at(kind: ComposeErrorKind, place: Place, label: impl Into<String>) -> Self {
        Self::from(kind).or_at(|| Some(place), label)
    }

    /// Adds a place to an error that has none; `label` stands beside the carets.
    pub(crate) fn or_at(mut self, place: impl FnOnce() -> Option<Place>, label: impl Into<String>) -> Self {
        if self.inner.place.is_none()
            && let Some(place) = place()
        {
            self.inner.place = Some(place);
            self.inner.label = label.into();
        }
        self
    }

    /// Shows the text of this name as it was before something in it was blanked.
    #[cfg(feature = "parser")]
    pub(crate) fn with_source(mut self, name: &str, source: &str) -> Self {
        if let Some(place) = self.inner.place.as_mut().filter(|place| *place.snippet == *name) {
            place.source = source.into();
        }
        self
    }

    /// Makes a warning of it.
    #[cfg(feature = "parser")]
    pub(crate) fn into_warning(mut self) -> Self {
        self.inner.is_warning = true;
        self
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

    /// Returns whether it keeps nobody from going on.
    pub fn is_warning(&self) -> bool {
        self.inner.is_warning
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
        report(self, true)
    }

    #[cfg(feature = "parser")]
    pub(super) fn place(&self) -> Option<&Place> {
        self.inner.place.as_ref()
    }

    /// What stands at the place.
    pub(super) fn label(&self) -> &str {
        &self.inner.label
    }

    pub(super) fn help_text(&self) -> Option<&str> {
        self.inner.help.as_deref()
    }
}

impl fmt::Display for ComposeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&report(self, false))
    }
}

impl fmt::Debug for ComposeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ComposeError({:?})\n{self}", self.inner.kind)
    }
}

impl std::error::Error for ComposeError {}

/// Returns the name that somebody may have meant: the closest one, if it is close.
pub(crate) fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_lowercase();
    let allowed = (wanted.chars().count() / 3).max(1);
    let distance = |candidate: &str| strsim::osa_distance(&wanted, &candidate.to_lowercase());
    let near = candidates.into_iter().map(|candidate| (distance(candidate), candidate));
    let near = near.filter(|(distance, _)| *distance <= allowed && *distance < wanted.chars().count());
    near.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// Says which name somebody may have meant, before what else helps.
pub(crate) fn did_you_mean(suggestion: Option<&str>, else_help: &str) -> String {
    match suggestion {
        Some(name) => format!("did you mean `{name}`? {else_help}"),
        None => else_help.to_owned(),
    }
}

/// Joins names for a help line: `a`, `b`, `c`.
pub(crate) fn list<'a>(names: impl IntoIterator<Item = &'a str>, prefix: &str) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{prefix}{name}`")).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
