//! What can be wrong with a colour or a colormap.

/// A colour text or a colormap that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ColorError {
    /// A text is no colour.
    #[error(
        "cannot read {text:?} as a colour: {reason}; accepted are CSS names (\"steelblue\"), hex (\"#rgb\", \
         \"#rrggbb\", \"#rrggbbaa\"), CSS functions (\"rgb(70 130 180)\", \"oklch(59% 0.1 246)\"), the letters \
         k w r g b y m c, matplotlib's \"tab:blue\" and C0 to C9, \"transparent\" and \"none\""
    )]
    Parse {
        /// The text that was found.
        text: String,
        /// What is wrong with it.
        reason: String,
    },
    /// No colormap has this name.
    #[error("no colormap is called {name:?}; known are {}, each also reversed as \"NAME_r\"", known.join(", "))]
    UnknownColormap {
        /// The name that was asked for.
        name: String,
        /// The names there are.
        known: Vec<&'static str>,
    },
    /// A colormap needs at least one colour.
    #[error("the colormap {name:?} has no colours; give at least one")]
    EmptyColormap {
        /// The name of the colormap.
        name: String,
    },
}
