//! What a marker looks like.

mod distance;

use std::fmt;
use std::str::FromStr;

pub(in crate::visuals) use distance::polygon;

use crate::error::Error;

/// Writes the symbols once: variant, VisPy's name, other names, what it is.
macro_rules! symbols {
    ($($variant:ident, $name:literal, [$($alias:literal),*], $doc:literal;)*) => {
        /// What a marker looks like. Corresponds to VisPy's `symbols`, and to the shapes in its shaders that it does not name.
        ///
        /// A symbol fills a square whose side is the marker's size; `x` is to the right and `y` up. Names are VisPy's; its
        /// aliases are read too, and matplotlib's letters where VisPy does not use them.
        ///
        /// ```
        /// use vispy_visuals::visuals::Symbol;
        ///
        /// assert_eq!("triangle_up".parse(), Ok(Symbol::TriangleUp));
        /// assert_eq!("^".parse(), Ok(Symbol::TriangleUp));
        /// assert_eq!(Symbol::CrossLines.to_string(), "cross_lines");
        /// # Ok::<(), vispy_visuals::Error>(())
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum Symbol {
            $(#[doc = $doc] #[serde(rename = $name)] $variant,)*
        }

        impl Symbol {
            /// All symbols.
            pub const ALL: [Self; 25] = [$(Self::$variant),*];

            /// VisPy's name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The snippet of its signed distance.
            pub(super) const fn snippet(self) -> &'static str {
                match self { $(Self::$variant => concat!("lib/markers/", $name, ".glsl"),)* }
            }

            fn of_name(name: &str) -> Option<Self> {
                match name { $($name $(| $alias)* => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

symbols! {
    Disc, "disc", ["o", "."], "A disc. The default.";
    Arrow, "arrow", ["->"], "An arrow with a shaft, to the right.";
    Ring, "ring", [], "A ring, half as wide inside as outside.";
    Clobber, "clobber", [], "Three discs about the centre, one of them up.";
    Square, "square", ["s"], "A square.";
    X, "x", ["X"], "A cross of two bars along the diagonals.";
    Diamond, "diamond", ["D", "d"], "A square on its tip.";
    Vbar, "vbar", ["|"], "An upright bar, a third as wide as high.";
    Hbar, "hbar", ["-", "_"], "A level bar, a third as high as wide.";
    Cross, "cross", ["+", "P"], "An upright cross of two bars.";
    TailedArrow, "tailed_arrow", [">"], "An arrow whose shaft ends in a notch, to the right.";
    TriangleUp, "triangle_up", ["^"], "A triangle, tip up.";
    TriangleDown, "triangle_down", ["v"], "A triangle, tip down.";
    Star, "star", ["*"], "A star of five points, one of them up.";
    CrossLines, "cross_lines", ["++"], "An upright cross of two thin bars.";
    Heart, "heart", [], "The suit of cards.";
    Club, "club", [], "The suit of cards: three discs on a stem.";
    Spade, "spade", [], "The suit of cards: a heart upside down on a stem.";
    Clover, "clover", [], "Four leaves along the diagonals.";
    Pin, "pin", [], "A pin of a map, tip down.";
    Tag, "tag", [], "A label with a point to the left.";
    Infinity, "infinity", [], "Two rings side by side.";
    Asterisk, "asterisk", [], "Three bars through the centre, one of them upright.";
    Chevron, "chevron", [], "A bent bar, to the right.";
    Ellipse, "ellipse", [], "An ellipse, half as high as wide.";
}

impl Default for Symbol {
    /// [`Symbol::Disc`].
    fn default() -> Self {
        Self::Disc
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Symbol {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::of_name(name).ok_or_else(|| {
            let known = Self::ALL.map(Self::name).join(", ");
            Error::data("symbol of a marker", &format!("one of {known}"), format!("\"{name}\""))
        })
    }
}
