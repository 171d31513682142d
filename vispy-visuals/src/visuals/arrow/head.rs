//! The heads of arrows.

use std::fmt;
use std::str::FromStr;

use glam::DVec2;

use crate::error::Error;
use crate::visuals::markers::polygon;

/// Writes the heads once: variant, VisPy's name, what it is.
macro_rules! heads {
    ($($variant:ident, $name:literal, $doc:literal;)*) => {
        /// What the head of an arrow looks like: VisPy's `arrow_type`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[doc(alias = "arrow_type")]
        pub enum ArrowHead {
            $(#[doc = $doc] #[serde(rename = $name)] $variant,)*
        }

        impl ArrowHead {
            /// All heads.
            pub const ALL: [Self; 9] = [$(Self::$variant),*];

            /// VisPy's name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The snippet of its signed distance.
            pub(in crate::visuals) const fn snippet(self) -> &'static str {
                match self { $(Self::$variant => concat!("lib/arrowheads/", $name, ".glsl"),)* }
            }
        }
    };
}

heads! {
    Stealth, "stealth", "A dart, notched at its back. The default.";
    Curved, "curved", "A dart with hollow sides and a hollow back.";
    Angle30, "angle_30", "Two strokes that meet at 30 degrees.";
    Angle60, "angle_60", "Two strokes that meet at 60 degrees.";
    Angle90, "angle_90", "Two strokes that meet at a right angle.";
    Triangle30, "triangle_30", "A triangle with a tip of 30 degrees.";
    Triangle60, "triangle_60", "A triangle with a tip of 60 degrees.";
    Triangle90, "triangle_90", "A triangle with a tip of 90 degrees.";
    InhibitorRound, "inhibitor_round", "A half circle across the arrow, its ends bent back.";
}

impl Default for ArrowHead {
    /// [`ArrowHead::Stealth`].
    fn default() -> Self {
        Self::Stealth
    }
}

impl fmt::Display for ArrowHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for ArrowHead {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|head| head.name() == name).ok_or_else(|| {
            let known = Self::ALL.map(Self::name).join(", ");
            Error::data("head of an arrow", &format!("one of {known}"), format!("\"{name}\""))
        })
    }
}

/// Middle of the tip of the open heads, and half the width of their strokes.
const STROKE: (DVec2, f64) = (DVec2::new(0.86, 0.0), 0.14);

impl ArrowHead {
    /// Signed distance from the head's outline, as the snippet of the same name in `shaders/lib/arrowheads` computes it: in
    /// half sizes, the tip at (1, 0), negative inside.
    pub(in crate::visuals) fn distance(self, p: DVec2) -> f64 {
        let p = DVec2::new(p.x, p.y.abs());
        match self {
            Self::Stealth => polygon(p, &[DVec2::X, DVec2::new(-1.0, 0.7), DVec2::new(-0.5, 0.0)]),
            Self::Curved => hollow_dart(p),
            Self::Angle30 => angle(p, 30.0, 1.75),
            Self::Angle60 => angle(p, 60.0, 1.6),
            Self::Angle90 => angle(p, 90.0, 1.2),
            Self::Triangle30 => triangle(p, 30.0, 2.0),
            Self::Triangle60 => triangle(p, 60.0, 3_f64.sqrt()),
            Self::Triangle90 => triangle(p, 90.0, 1.0),
            Self::InhibitorRound => {
                let from_center = p - DVec2::new(0.05, 0.0);
                let arc = (from_center.length() - 0.8).abs();
                let end = (from_center - DVec2::new(0.0, 0.8)).length();
                (if from_center.x > 0.0 { arc } else { end }) - 0.15
            }
        }
    }
}

fn hollow_dart(p: DVec2) -> f64 {
    let side = 5.0 - (p - DVec2::new(1.813_360_38, 4.933_400_95)).length();
    let back = 1.089_285_71 - (p - DVec2::new(-1.739_285_71, 0.0)).length();
    let chord = (p - DVec2::X).dot(DVec2::new(0.371_390_68, 0.928_476_69));
    side.max(back).max(chord).max(p.x.abs() - 1.0)
}

fn angle(p: DVec2, degrees: f64, length: f64) -> f64 {
    let (tip, half_width) = STROKE;
    let (sin, cos) = (degrees / 2.0).to_radians().sin_cos();
    let back = DVec2::new(-cos, sin);
    let along = (p - tip).dot(back).clamp(0.0, length);
    (p - tip - back * along).length() - half_width
}

fn triangle(p: DVec2, degrees: f64, length: f64) -> f64 {
    let barb = DVec2::new(1.0 - length, length * (degrees / 2.0).to_radians().tan());
    polygon(p, &[DVec2::X, barb, DVec2::new(barb.x, 0.0)])
}
