//! What composition knows about the context: the GLSL dialect and the capabilities that conditionals test.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::{ComposeError, fingerprint::Fingerprint, names::check_name};

/// A version of GLSL that composition writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dialect {
    /// `#version 300 es`, for OpenGL ES 3.0 and WebGL 2.
    Es300,
    /// `#version 330 core`, for desktop OpenGL 3.3.
    Gl330,
}

impl Dialect {
    /// Returns the `#version` line, without the line end.
    pub fn version_line(self) -> &'static str {
        match self {
            Self::Es300 => "#version 300 es",
            Self::Gl330 => "#version 330 core",
        }
    }
}

/// A shader stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Runs once per vertex.
    Vertex,
    /// Runs once per fragment.
    Fragment,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Vertex => "vertex",
            Self::Fragment => "fragment",
        })
    }
}

/// The capabilities that `#if` and `#ifdef` in snippets can test.
///
/// Every extension is defined as 1 under its own name; flags are integers under names of the caller's choice.
/// `GL_ES` (in [`Dialect::Es300`]) and `__VERSION__` are always there. Default: no extension, no flag.
///
/// # Example
///
/// ```
/// use vispy_visuals::shaders::ComposeCaps;
///
/// let caps = ComposeCaps::new().with_extension("GL_EXT_color_buffer_float").with_flag("MAX_ROWS", 256)?;
/// # Ok::<(), vispy_visuals::shaders::ComposeError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ComposeCaps {
    extensions: BTreeSet<String>,
    flags: BTreeMap<String, i32>,
}

impl ComposeCaps {
    /// Returns capabilities without any extension or flag.
    pub const fn new() -> Self {
        Self { extensions: BTreeSet::new(), flags: BTreeMap::new() }
    }

    /// Returns the capabilities with one more extension, `GL_EXT_color_buffer_float` for example.
    #[must_use]
    pub fn with_extension(mut self, name: &str) -> Self {
        self.extensions.insert(name.to_owned());
        self
    }

    /// Returns the capabilities with one more integer flag.
    ///
    /// # Errors
    ///
    /// `InvalidName` if `name` is no GLSL identifier or is reserved.
    pub fn with_flag(mut self, name: &str, value: i32) -> Result<Self, ComposeError> {
        check_name(name)?;
        self.flags.insert(name.to_owned(), value);
        Ok(self)
    }

    /// Returns whether the context has this extension.
    pub fn has_extension(&self, name: &str) -> bool {
        self.extensions.contains(name)
    }

    /// Returns the extensions in alphabetical order.
    pub fn extensions(&self) -> impl Iterator<Item = &str> {
        self.extensions.iter().map(String::as_str)
    }

    /// Returns the flags in alphabetical order.
    pub fn flags(&self) -> impl Iterator<Item = (&str, i32)> {
        self.flags.iter().map(|(name, value)| (name.as_str(), *value))
    }

    /// Returns what tells two outcomes of the conditionals apart.
    pub(crate) fn fingerprint(&self, dialect: Dialect) -> u128 {
        let mut hash = Fingerprint::new("caps");
        hash.text(dialect.version_line());
        for name in &self.extensions {
            hash.text(name);
        }
        for (name, value) in &self.flags {
            hash.text(name);
            hash.text(&value.to_string());
        }
        hash.value()
    }
}
