//! The one error type of the crate.

/// What `Result` means in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Everything that can go wrong while a visual is made or drawn.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Data of the wrong length, type or value.
    #[error("{what}: expected {expected}, got {found}")]
    Data {
        /// What was being set.
        what: String,
        /// What would have fitted.
        expected: String,
        /// What came.
        found: String,
    },
    /// A transform that cannot be inverted, or is not finite.
    #[error("{what} cannot be inverted: {reason}")]
    Singular {
        /// Which transform.
        what: String,
        /// Why.
        reason: String,
    },
    /// Filters on a visual that draws with the context itself, where they cannot get in.
    #[error(
        "{filters} filter(s) on a visual that draws with the context itself: they change programs of batches only; draw \
         through a batch, or take the filters off"
    )]
    Unfiltered {
        /// How many there are.
        filters: usize,
    },
    /// Snippets that do not go together.
    #[error(transparent)]
    Compose(#[from] crate::shaders::ComposeError),
    /// A problem of the layer below: a shader, a limit of the device, a lost context.
    #[error(transparent)]
    Gloo(#[from] vispy_gloo::Error),
}

impl Error {
    /// A data error.
    pub(crate) fn data(what: &str, expected: &str, found: impl Into<String>) -> Self {
        Self::Data { what: what.to_owned(), expected: expected.to_owned(), found: found.into() }
    }
}
