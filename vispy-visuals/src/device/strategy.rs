//! Whether signals are drawn with levels of detail.

/// The environment variable that chooses.
const VARIABLE: &str = "VISPY_STRATEGY";

/// How visuals with more samples than pixels are drawn: a device begins with what the environment variable
/// `VISPY_STRATEGY` says (`brute` or `lod`), and by default with levels of detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strategy {
    /// Each sample that is seen, as if there were no levels of detail. For comparisons, and for hardware that is faster so.
    Brute,
    /// What can be seen of the samples, found by levels of detail. Default.
    #[default]
    Lod,
}

impl Strategy {
    /// The name that the environment variable has for it.
    ///
    /// ```
    /// use vispy_visuals::Strategy;
    /// assert_eq!(Strategy::from_name(Strategy::Brute.name()), Some(Strategy::Brute));
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Brute => "brute",
            Self::Lod => "lod",
        }
    }

    /// The strategy of a name; `None` for other texts.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Brute, Self::Lod].into_iter().find(|strategy| strategy.name() == name)
    }

    /// What the environment asks for.
    pub(super) fn from_environment() -> Self {
        let Some(name) = std::env::var_os(VARIABLE) else { return Self::default() };
        name.to_str().and_then(Self::from_name).unwrap_or_else(|| {
            tracing::warn!(?name, "{VARIABLE} is neither `brute` nor `lod`");
            Self::default()
        })
    }
}
