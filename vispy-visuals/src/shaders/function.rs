//! Snippets with their placeholders bound.

use std::{collections::BTreeMap, fmt, sync::Arc};

use super::{
    Binding, ComposeCaps, ComposeError, ComposeErrorKind, ConstTable, Dialect, FunctionChain, GlslType,
    Snippet,
    error::{closest, did_you_mean, list},
    fingerprint::Fingerprint,
    library::Library,
    names::check_name,
    syntax::model::Signature,
};

/// The deepest nesting of functions bound to functions.
const MAX_DEPTH: usize = 256;

/// A snippet with its placeholders bound: to constants, variables or other functions.
///
/// A function is a value: every method returns a new one, and cloning is cheap. Equal functions (same snippet, same
/// bindings) are one function in the program, wherever they come from.
///
/// # Example
///
/// ```
/// use vispy_visuals::shaders::{Binding, Function, GlslType, Snippet};
///
/// let fade = Snippet::new("my/fade.glsl", "vec4 fade(vec4 color) { return color * $opacity; }")?;
/// let fade = Function::new(&fade).bind("opacity", Binding::uniform("u_opacity", GlslType::Float))?;
/// # Ok::<(), vispy_visuals::shaders::ComposeError>(())
/// ```
#[derive(Clone)]
pub struct Function {
    inner: Arc<Inner>,
}

#[derive(Clone)]
struct Inner {
    snippet: Snippet,
    bindings: BTreeMap<String, Binding>,
    hooks: BTreeMap<String, Function>,
    constants: ConstTable,
    fingerprint: u128,
    conditional: bool,
    depth: usize,
}

impl Function {
    /// Makes a function of a snippet, with nothing bound yet.
    pub fn new(snippet: &Snippet) -> Self {
        Self::from_inner(Inner {
            snippet: snippet.clone(),
            bindings: BTreeMap::new(),
            hooks: BTreeMap::new(),
            constants: ConstTable::new(),
            fingerprint: 0,
            conditional: false,
            depth: 0,
        })
    }

    /// Makes a function without parameters that returns an expression, which may have placeholders of its own.
    ///
    /// Bound to a placeholder that is read as a value, it stands there as a call.
    ///
    /// # Errors
    ///
    /// `InvalidName` for `name`, and what [`Snippet::new`] reports for the expression.
    ///
    /// # Example
    ///
    /// ```
    /// use vispy_visuals::shaders::{Binding, Function, GlslType};
    ///
    /// let tint = Function::expression("tint", GlslType::Vec4, "vec4($rgb, 0.5)")?
    ///     .bind("rgb", Binding::uniform("u_rgb", GlslType::Vec3))?;
    /// # Ok::<(), vispy_visuals::shaders::ComposeError>(())
    /// ```
    #[doc(alias = "TextExpression")]
    pub fn expression(name: &str, ty: GlslType, expression: &str) -> Result<Self, ComposeError> {
        check_name(name)?;
        let source = format!("{ty} {name}() {{\n    return {expression};\n}}\n");
        Ok(Self::new(&Snippet::new(&format!("expression {name}"), source)?))
    }

    /// Returns the function with a placeholder bound, in place of what it was bound to before.
    ///
    /// # Errors
    ///
    /// - `UnknownPlaceholder` if the snippet has no such placeholder.
    /// - `InvalidName`, `BadType`, `NotFinite` for what cannot be written in GLSL.
    /// - `Main` for a function that is a stage's `main`.
    #[doc(alias = "__setitem__")]
    pub fn bind(&self, placeholder: &str, binding: impl Into<Binding>) -> Result<Self, ComposeError> {
        let binding = binding.into();
        let snippet = &self.inner.snippet;
        if !snippet.placeholders().any(|known| known == placeholder) {
            let (name, snippet_name) = (placeholder.to_owned(), snippet.name().to_owned());
            let error =
                ComposeError::from(ComposeErrorKind::UnknownPlaceholder { name, snippet: snippet_name });
            let near = closest(placeholder, snippet.placeholders());
            let help = format!("its placeholders: {}", list(snippet.placeholders(), "$"));
            let meant = near.map(|near| format!("${near}"));
            return Err(error
                .or_at(|| snippet.place_of_placeholder(near?), "this one is near")
                .help(did_you_mean(meant.as_deref(), &help)));
        }
        binding
            .check(placeholder)
            .map_err(|error| error.or_at(|| snippet.place_of_placeholder(placeholder), "bound here"))?;
        let mut inner = (*self.inner).clone();
        inner.bindings.insert(placeholder.to_owned(), binding);
        Self::nested(inner)
    }

    /// Returns the function with a chain bound to a hook; an empty chain leaves the hook unbound.
    ///
    /// # Errors
    ///
    /// - `UnknownHook` if the snippet declares no such hook.
    /// - `Chain` if a function of the chain does not fit the hook.
    #[doc(alias = "_get_hook")]
    pub fn with_hook(&self, hook: &str, chain: &FunctionChain) -> Result<Self, ComposeError> {
        let parsed = self.inner.snippet.parsed(Dialect::Es300, &ComposeCaps::new())?;
        let Some(found) = parsed.hooks.iter().find(|known| known.signature.name == hook) else {
            let (name, snippet) = (hook.to_owned(), self.inner.snippet.name().to_owned());
            let names = || parsed.hooks.iter().map(|known| known.signature.name.as_str());
            let error = ComposeError::from(ComposeErrorKind::UnknownHook { name, snippet });
            let near = closest(hook, names());
            return Err(error
                .or_at(|| self.inner.snippet.place_of_name(near?), "this one is near")
                .help(did_you_mean(near, &format!("its hooks: {}", list(names(), "")))));
        };
        let mut inner = (*self.inner).clone();
        match chain.for_hook(&found.signature)? {
            Some(function) => drop(inner.hooks.insert(hook.to_owned(), function)),
            None => drop(inner.hooks.remove(hook)),
        }
        Self::nested(inner)
    }

    /// Returns whether something can be bound to a hook: the snippet declares it, and everything that its calls name is
    /// bound.
    ///
    /// ```
    /// use vispy_visuals::shaders::{Function, Snippet};
    ///
    /// let text = "vec4 post(vec4 c, float z);\nvec4 f() { return post(vec4(1.0), $depth); }";
    /// let f = Function::new(&Snippet::new("my/f.glsl", text)?);
    /// assert!(!f.offers("post") && f.bind("depth", 1.0)?.offers("post"));
    /// # Ok::<(), vispy_visuals::shaders::ComposeError>(())
    /// ```
    pub fn offers(&self, hook: &str) -> bool {
        let Ok(parsed) = self.inner.snippet.parsed(Dialect::Es300, &ComposeCaps::new()) else { return false };
        let Some(index) = parsed.hook(hook) else { return false };
        let bound = |placeholder: usize| {
            parsed.placeholders.get(placeholder).is_some_and(|name| self.binding(name).is_some())
        };
        parsed.uses.iter().all(|used| !parsed.is_read_by_hook(index, &used.span) || bound(used.placeholder))
    }

    /// Returns the function with the snippets of a library in place of those of the same names, here and below. What is
    /// bound stays bound.
    ///
    /// # Errors
    ///
    /// What is wrong with a snippet of the library.
    pub fn with_library(&self, library: &Library) -> Result<Self, ComposeError> {
        let mut inner = (*self.inner).clone();
        inner.snippet = inner.snippet.with_library(library)?;
        for binding in inner.bindings.values_mut() {
            if let Binding::Function(function) = binding {
                *function = function.with_library(library)?;
            }
        }
        for function in inner.hooks.values_mut() {
            *function = function.with_library(library)?;
        }
        Self::nested(inner)
    }

    /// Returns the function with named constants for its snippet; those that it reads are declared in the program.
    ///
    /// # Errors
    ///
    /// `NameConflict` if it has a constant of this name with another value already.
    pub fn with_constants(&self, table: &ConstTable) -> Result<Self, ComposeError> {
        let mut inner = (*self.inner).clone();
        for (name, value) in table.iter() {
            inner.constants = inner.constants.with(name, value)?;
        }
        Ok(Self::from_inner(inner))
    }

    /// Returns the snippet.
    pub fn snippet(&self) -> &Snippet {
        &self.inner.snippet
    }

    /// Returns what a placeholder is bound to.
    pub fn binding(&self, placeholder: &str) -> Option<&Binding> {
        self.inner.bindings.get(placeholder)
    }

    pub(crate) fn hook(&self, name: &str) -> Option<&Self> {
        self.inner.hooks.get(name)
    }

    pub(crate) fn constants(&self) -> &ConstTable {
        &self.inner.constants
    }

    /// Returns the hash of the whole structure below this function.
    pub(crate) fn fingerprint(&self) -> u128 {
        self.inner.fingerprint
    }

    /// Returns whether capabilities change the text of this function or of one below it.
    pub(crate) fn is_conditional(&self) -> bool {
        self.inner.conditional
    }

    /// Returns the head of the function that a call calls, `None` for a snippet without functions.
    pub(crate) fn signature(&self) -> Result<Option<Signature>, ComposeError> {
        Ok(self.inner.snippet.parsed(Dialect::Es300, &ComposeCaps::new())?.entry().cloned())
    }

    fn children(inner: &Inner) -> impl Iterator<Item = &Self> {
        let bound = inner.bindings.values().filter_map(|binding| match binding {
            Binding::Function(function) => Some(function),
            _ => None,
        });
        bound.chain(inner.hooks.values())
    }

    /// Refuses nesting that would overflow the stack of whoever walks it.
    fn nested(inner: Inner) -> Result<Self, ComposeError> {
        let function = Self::from_inner(inner);
        if function.inner.depth > MAX_DEPTH {
            return Err(ComposeErrorKind::TooDeep { limit: MAX_DEPTH }.into());
        }
        Ok(function)
    }

    fn from_inner(mut inner: Inner) -> Self {
        let mut hash = Fingerprint::new("function");
        hash.number(inner.snippet.id());
        for (name, binding) in &inner.bindings {
            hash.text(name);
            binding.mix(&mut hash);
        }
        for (name, function) in &inner.hooks {
            hash.text("hook");
            hash.text(name);
            hash.number(function.fingerprint());
        }
        for (name, value) in inner.constants.iter() {
            hash.text("constant");
            hash.text(name);
            value.mix(&mut hash);
        }
        inner.fingerprint = hash.value();
        inner.conditional =
            inner.snippet.is_conditional() || Self::children(&inner).any(Self::is_conditional);
        inner.depth = 1 + Self::children(&inner).map(|child| child.inner.depth).max().unwrap_or(0);
        Self { inner: Arc::new(inner) }
    }
}

impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        self.inner.fingerprint == other.inner.fingerprint
    }
}

impl Eq for Function {}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Function")
            .field("snippet", &self.inner.snippet.name())
            .field("bindings", &self.inner.bindings)
            .field("hooks", &self.inner.hooks)
            .finish_non_exhaustive()
    }
}
