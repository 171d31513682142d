//! A piece of GLSL with open places: the unit that composition works with.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fmt,
    ops::Range,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};

use super::{
    ComposeCaps, ComposeError, ComposeErrorKind, Dialect, GlslType,
    error::Place,
    fingerprint::Fingerprint,
    library::{self, Library},
    syntax::{
        Reading, SourceText,
        model::{Parsed, Type},
        read,
        scan::{Refusal, Scan, Token, Tokens, scan},
    },
    table,
};

/// A GLSL text with a name, `$placeholders`, hooks and the snippets that it requires.
///
/// The text holds functions, constants and structures. `$name` stands for an expression, or for the function in a
/// call; [`Function`](super::Function) says what it is. A prototype without a body is a *hook*. What a line
/// `// requires: lib/path.glsl` in the comment at the top names is put before the snippet, once per program.
///
/// A snippet is a cheap handle. The same name and text are parsed once per process, however often they are asked for.
///
/// # Example
///
/// ```
/// use vispy_visuals::shaders::Snippet;
///
/// let fade = Snippet::new("my/fade.glsl", "vec4 fade(vec4 color) { return color * $opacity; }")?;
/// assert_eq!(fade.placeholders().collect::<Vec<_>>(), ["opacity"]);
/// # Ok::<(), vispy_visuals::shaders::ComposeError>(())
/// ```
#[derive(Clone)]
pub struct Snippet {
    inner: Arc<Inner>,
}

struct Inner {
    source: SourceText,
    id: u128,
    found: Scan,
    placeholders: Vec<String>,
    requires: Vec<Snippet>,
    /// The dialect of a text that is for one only.
    only: Option<Dialect>,
    line_starts: Vec<usize>,
    /// One entry, or one per outcome of the conditionals.
    variants: Mutex<BTreeMap<u128, Arc<Parsed>>>,
}

/// Snippets alive, by the hash of their name, text and requirements.
static KNOWN: Mutex<BTreeMap<u128, Weak<Inner>>> = Mutex::new(BTreeMap::new());

/// Locks a cache; a panic elsewhere leaves it whole, because entries are only added.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Snippet {
    /// Parses a snippet; what it requires comes from the built-in library.
    ///
    /// `name` stands in comments, errors and the source map; a path with `/` reads best.
    ///
    /// # Errors
    ///
    /// Whatever is wrong with the text alone: `Syntax`, `Keyword`, `TooDeep`, `Directive`, `Misplaced`,
    /// `InvalidName`, `Cycle` (recursion), `MissingSnippet`. Each names the line and marks the place. Without the feature
    /// `parser`, `NoParser` for a text that is not a built-in one.
    pub fn new(name: &str, source: impl Into<Cow<'static, str>>) -> Result<Self, ComposeError> {
        let source = source.into();
        let requires = required(name, &source)
            .into_iter()
            .map(|line| library::snippet(&line.path).map_err(|error| line.explain(error)))
            .collect::<Result<Vec<_>, _>>()?;
        Self::with_requires(name, &source, requires)
    }

    /// Parses a snippet whose requirements are found already.
    pub(crate) fn with_requires(name: &str, source: &str, requires: Vec<Self>) -> Result<Self, ComposeError> {
        Self::make(name, source, requires, None, &ComposeCaps::new())
    }

    /// The same of a text that may be for one dialect `only`, looked at first with these capabilities.
    pub(crate) fn make(
        name: &str,
        source: &str,
        requires: Vec<Self>,
        only: Option<Dialect>,
        caps: &ComposeCaps,
    ) -> Result<Self, ComposeError> {
        let mut hash = Fingerprint::new("snippet");
        hash.text(name);
        hash.text(source);
        for required in &requires {
            hash.number(required.inner.id);
        }
        if let Some(only) = only {
            hash.text(only.version_line());
        }
        let id = hash.value();
        if let Some(inner) = lock(&KNOWN).get(&id).and_then(Weak::upgrade) {
            return Ok(Self { inner });
        }
        let snippet = Self { inner: Arc::new(Inner::scan(name, source, id, requires)?.only(only)) };
        match snippet.parsed(only.unwrap_or(Dialect::Es300), caps) {
            // With other capabilities another branch is taken: it is too early to refuse the text.
            Err(error) if snippet.inner.found.directives && is_user_error(&error) => {}
            other => drop(other?),
        }
        let mut known = lock(&KNOWN);
        known.retain(|_, weak| weak.strong_count() > 0);
        known.insert(id, Arc::downgrade(&snippet.inner));
        Ok(snippet)
    }

    /// Returns the name.
    pub fn name(&self) -> &str {
        &self.inner.source.name
    }

    /// Returns the GLSL text.
    pub fn source(&self) -> &str {
        &self.inner.source.text
    }

    /// Returns the names of all placeholders without the `$`, also of those in branches that are not taken.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.inner.placeholders.iter().map(String::as_str)
    }

    /// Returns what the function that callers get returns and takes; `None` for a text without functions, or with types of
    /// its own there.
    ///
    /// ```
    /// use vispy_visuals::shaders::{GlslType, library};
    ///
    /// let disc = library::snippet("lib/markers/disc.glsl")?;
    /// assert_eq!(disc.entry_types(), Some((GlslType::Float, vec![GlslType::Vec2])));
    /// # Ok::<(), vispy_visuals::shaders::ComposeError>(())
    /// ```
    pub fn entry_types(&self) -> Option<(GlslType, Vec<GlslType>)> {
        let basic = |ty: &Type| match ty {
            Type::Basic(ty) => Some(*ty),
            Type::Other(_) => None,
        };
        let parsed = self.parsed(Dialect::Es300, &ComposeCaps::new()).ok()?;
        let entry = parsed.entry()?;
        let parameters = entry.parameters.iter().map(|parameter| basic(&parameter.ty));
        Some((basic(&entry.result)?, parameters.collect::<Option<_>>()?))
    }

    /// Returns what may be wrong with the text and is no error, as it is without any capability: functions with `return` on
    /// some paths only.
    pub fn warnings(&self) -> Vec<ComposeError> {
        let parsed = self.parsed(Dialect::Es300, &ComposeCaps::new());
        parsed.map_or_else(|_| Vec::new(), |parsed| parsed.warnings.clone())
    }

    /// Returns the snippet with that of a library in its place, and in the places of those that it requires.
    pub(crate) fn with_library(&self, library: &Library) -> Result<Self, ComposeError> {
        if library.contains(self.name()) {
            return library.snippet(self.name());
        }
        let requires: Vec<Self> = self
            .requires()
            .iter()
            .map(|required| required.with_library(library))
            .collect::<Result<_, _>>()?;
        if requires == self.inner.requires {
            return Ok(self.clone());
        }
        Self::with_requires(self.name(), self.source(), requires)
    }

    /// Returns the snippets that this one requires directly.
    pub fn requires(&self) -> &[Self] {
        &self.inner.requires
    }

    /// Returns whether the text depends on the dialect or on capabilities, here or in what it requires.
    pub(crate) fn is_conditional(&self) -> bool {
        self.inner.found.directives || self.inner.requires.iter().any(Self::is_conditional)
    }

    pub(crate) fn id(&self) -> u128 {
        self.inner.id
    }

    pub(crate) fn source_text(&self) -> &SourceText {
        &self.inner.source
    }

    /// Returns the line, counted from 1, of an offset in the source.
    pub(crate) fn line_of(&self, offset: usize) -> u32 {
        let line = self.inner.line_starts.partition_point(|start| *start <= offset);
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    /// Returns whether a line of the source, counted from 1, is empty.
    pub(crate) fn line_is_blank(&self, line: u32) -> bool {
        let start = (line as usize).checked_sub(1).and_then(|index| self.inner.line_starts.get(index));
        let rest = start.and_then(|start| self.source().get(*start..)).unwrap_or_default();
        rest.split('\n').next().is_none_or(|line| line.trim().is_empty())
    }

    /// Makes an error that marks a range of the parsed text.
    pub(crate) fn error(
        &self,
        parsed: &Parsed,
        kind: ComposeErrorKind,
        span: &Range<usize>,
        label: impl Into<String>,
    ) -> ComposeError {
        self.inner.source.error(kind, parsed.prepared.source_span(span), label)
    }

    /// Returns where a placeholder stands first.
    pub(crate) fn place_of_placeholder(&self, name: &str) -> Option<Place> {
        let text = &self.inner.source.text;
        let mut spans = self.inner.found.dollars.iter();
        let span = spans.find(|span| text.get(span.start + 1..span.end) == Some(name))?;
        Some(self.inner.source.place(span.clone()))
    }

    /// Returns where a word of the text stands first, comments left out.
    pub(crate) fn place_of_name(&self, name: &str) -> Option<Place> {
        let source = &self.inner.source;
        let (at, _) = Tokens::new(&source.text).find(|(_, token)| *token == Token::Word(name))?;
        Some(source.place(at..at + name.len()))
    }

    /// Returns where the function that callers get stands, `None` in a text without functions.
    pub(crate) fn place_of_entry(&self) -> Option<Place> {
        let parsed = self.parsed(Dialect::Es300, &ComposeCaps::new()).ok()?;
        self.place_of_name(&parsed.entry()?.name)
    }

    /// Returns the parsed text as it is with these capabilities.
    pub(crate) fn parsed(&self, dialect: Dialect, caps: &ComposeCaps) -> Result<Arc<Parsed>, ComposeError> {
        let key = if self.is_conditional() { caps.fingerprint(dialect) } else { 0 };
        if let Some(parsed) = lock(&self.inner.variants).get(&key) {
            return Ok(Arc::clone(parsed));
        }
        let known = if self.is_conditional() {
            None
        } else {
            table::parsed(self.id(), self.source_text(), &self.inner.found)
        };
        let parsed = Arc::new(known.map_or_else(|| self.read(dialect, caps), Ok)?);
        lock(&self.inner.variants).insert(key, Arc::clone(&parsed));
        Ok(parsed)
    }

    /// Parses the text.
    pub(crate) fn read(&self, dialect: Dialect, caps: &ComposeCaps) -> Result<Parsed, ComposeError> {
        let mut types = Vec::new();
        self.imported_types(dialect, caps, &mut types)?;
        let reading = Reading { dialect, caps, one_dialect: self.inner.only.is_some() };
        read(&self.inner.source, &self.inner.found, reading, &types)
    }

    /// Collects the structures that the text can use as types.
    fn imported_types(
        &self,
        dialect: Dialect,
        caps: &ComposeCaps,
        types: &mut Vec<String>,
    ) -> Result<(), ComposeError> {
        for required in &self.inner.requires {
            types.extend(required.parsed(dialect, caps)?.structs.iter().cloned());
            required.imported_types(dialect, caps, types)?;
        }
        Ok(())
    }
}

impl Inner {
    fn only(mut self, only: Option<Dialect>) -> Self {
        self.only = only;
        self
    }

    fn scan(name: &str, source: &str, id: u128, requires: Vec<Snippet>) -> Result<Self, ComposeError> {
        let source = SourceText { name: name.into(), text: source.into() };
        let found = scan(&source.text).map_err(|refusal| match refusal {
            Refusal::LoneDollar(span) => {
                let kind = ComposeErrorKind::Syntax { message: "`$` without a name".to_owned() };
                source.error(kind, span, "").help("a placeholder is `$` and a name that starts with a letter")
            }
            Refusal::TooDeep { span, limit } => source
                .error(ComposeErrorKind::TooDeep { limit }, span, "here")
                .help("split the expression or the blocks into functions"),
        })?;
        let mut placeholders: Vec<String> = Vec::new();
        for span in &found.dollars {
            let name = source.text.get(span.start + 1..span.end).unwrap_or_default();
            if !placeholders.iter().any(|known| known == name) {
                placeholders.push(name.to_owned());
            }
        }
        let line_starts =
            std::iter::once(0).chain(source.text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Ok(Self {
            source,
            id,
            found,
            placeholders,
            requires,
            only: None,
            line_starts,
            variants: Mutex::new(BTreeMap::new()),
        })
    }
}

/// Returns whether an error is an `#error` that the text itself raises.
fn is_user_error(error: &ComposeError) -> bool {
    matches!(error.kind(), ComposeErrorKind::Directive { message } if message.starts_with("'#error'"))
}

impl PartialEq for Snippet {
    fn eq(&self, other: &Self) -> bool {
        self.inner.id == other.inner.id
    }
}

impl Eq for Snippet {}

impl fmt::Debug for Snippet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Snippet({:?})", self.name())
    }
}

/// A line `// requires: path` at the top of a text.
pub(crate) struct Required {
    pub(crate) path: String,
    source: SourceText,
    span: Range<usize>,
}

impl Required {
    /// Turns "no such snippet" into an error that marks the line that asks for it.
    pub(crate) fn explain(&self, error: ComposeError) -> ComposeError {
        match error.kind() {
            ComposeErrorKind::MissingSnippet { name } if *name == self.path => {
                error.or_at(|| Some(self.source.place(self.span.clone())), "required here")
            }
            _ => error,
        }
    }
}

/// Reads the `// requires:` lines of the comment at the top of a text.
pub(crate) fn required(name: &str, source: &str) -> Vec<Required> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let comment = line.trim_start().strip_prefix("//");
        if let Some(path) = comment.and_then(|comment| comment.trim().strip_prefix("requires:")) {
            let path = path.trim();
            let at = start + line.rfind(path).unwrap_or(0);
            found.push(Required {
                path: path.to_owned(),
                source: SourceText { name: name.into(), text: source.into() },
                span: at..at + path.len(),
            });
        } else if comment.is_none() && !line.trim().is_empty() {
            break;
        }
        start += line.len();
    }
    found
}
