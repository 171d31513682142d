//! Which OpenGL a context speaks.

use std::fmt;

#[cfg(not(target_family = "wasm"))]
use glutin::{
    config,
    context::{ContextApi, ContextAttributesBuilder, Version},
};

/// Which OpenGL to ask the driver for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Api {
    /// OpenGL ES 3.0, the one that also runs in browsers and on phones. The default.
    #[default]
    Es30,
    /// OpenGL 3.3, core profile.
    Gl33,
}

impl Api {
    /// The API that the environment variable `VISPY_GL_API` names: `es30` or `gl33`.
    ///
    /// Anything else, or no such variable, is `None`.
    pub fn from_env() -> Option<Self> {
        Self::from_name(&std::env::var("VISPY_GL_API").ok()?)
    }

    fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "es30" => Some(Self::Es30),
            "gl33" => Some(Self::Gl33),
            _ => None,
        }
    }

    /// What a configuration must be able to do.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn config_api(self) -> config::Api {
        match self {
            Self::Es30 => config::Api::GLES3,
            Self::Gl33 => config::Api::OPENGL,
        }
    }

    /// What to ask of a new context.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn context_builder(self) -> ContextAttributesBuilder {
        let api = match self {
            Self::Es30 => ContextApi::Gles(Some(Version::new(3, 0))),
            Self::Gl33 => ContextApi::OpenGl(Some(Version::new(3, 3))),
        };
        ContextAttributesBuilder::new().with_context_api(api)
    }
}

impl fmt::Display for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Es30 => "OpenGL ES 3.0",
            Self::Gl33 => "OpenGL 3.3",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_apis() {
        assert_eq!(Api::from_name("GL33"), Some(Api::Gl33));
        assert_eq!(Api::from_name("es30"), Some(Api::Es30));
        assert_eq!(Api::from_name("vulkan"), None);
    }
}
