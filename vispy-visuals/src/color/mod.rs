//! Colours, colormaps and the colour cycle of plots.
//!
//! A [`Color`] is sRGB-encoded with straight alpha, four `f32` in `0.0..=1.0`. A [`Colormap`] turns a number into a
//! colour; [`cycle`] gives the n-th line of a plot a colour of its own.

#[cfg(feature = "parser")]
mod code;
mod colormap;
pub mod cycle;
mod error;
mod parse;
mod picture;
mod tables;

pub use colormap::Colormap;
pub use error::ColorError;
pub use picture::unpremultiply;

use std::fmt;

/// An sRGB colour with straight (not premultiplied) alpha, each channel in `0.0..=1.0`.
///
/// Serialized as the text `"#rrggbbaa"`, thus rounded to 1/255; read from any text that [`Color::parse`] accepts.
///
/// ```
/// use vispy_visuals::color::Color;
///
/// let blue = Color::parse("steelblue")?.with_alpha(0.5);
/// assert_eq!(blue.to_rgba8(), [70, 130, 180, 128]);
/// assert_eq!(blue.to_string(), "#4682b480");
/// # Ok::<(), vispy_visuals::color::ColorError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Color {
    rgba: [f32; 4],
}

impl Color {
    /// Opaque black.
    pub const BLACK: Self = Self::rgb(0.0, 0.0, 0.0);
    /// Opaque white.
    pub const WHITE: Self = Self::rgb(1.0, 1.0, 1.0);
    /// Nothing at all: black with alpha 0.
    pub const TRANSPARENT: Self = Self::rgba(0.0, 0.0, 0.0, 0.0);

    /// Makes an opaque colour of sRGB-encoded channels; what lies outside `0.0..=1.0` is clamped, NaN is 0.
    pub const fn rgb(r: f32, g: f32, b: f32) -> Self {
        Self::rgba(r, g, b, 1.0)
    }

    /// Makes a colour of sRGB-encoded channels and straight alpha; what lies outside `0.0..=1.0` is clamped, NaN is 0.
    pub const fn rgba(r: f32, g: f32, b: f32, a: f32) -> Self {
        Self { rgba: [unit(r), unit(g), unit(b), unit(a)] }
    }

    /// Makes a colour of four bytes, sRGB-encoded, straight alpha.
    pub const fn from_rgba8([r, g, b, a]: [u8; 4]) -> Self {
        Self { rgba: [r as f32 / 255.0, g as f32 / 255.0, b as f32 / 255.0, a as f32 / 255.0] }
    }

    /// Makes an opaque colour of `0xrrggbb`; higher bits are ignored.
    pub(crate) const fn from_hex(rgb: u32) -> Self {
        let [_, r, g, b] = rgb.to_be_bytes();
        Self::from_rgba8([r, g, b, 255])
    }

    /// Reads a colour: a CSS name, hex digits or function, or one of VisPy's letters.
    ///
    /// The letters are `k w r g b y m c` (black, white and the pure primaries: `"g"` is `#00ff00` while the CSS name
    /// `"green"` is `#008000`); matplotlib's `"tab:blue"` and its like are known too, as `"C0"` to `"C9"`. `"none"` is `"transparent"`. A colour outside the sRGB gamut is clamped to it.
    ///
    /// # Errors
    ///
    /// [`ColorError::Parse`] where the text is none of these.
    pub fn parse(text: &str) -> Result<Self, ColorError> {
        parse::parse(text)
    }

    /// Returns this colour with another alpha, clamped to `0.0..=1.0`.
    #[must_use]
    pub const fn with_alpha(self, alpha: f32) -> Self {
        let [r, g, b, _] = self.rgba;
        Self { rgba: [r, g, b, unit(alpha)] }
    }

    /// Returns the sRGB-encoded channels and straight alpha.
    pub const fn to_rgba(self) -> [f32; 4] {
        self.rgba
    }

    /// Returns the channels rounded to bytes, straight alpha.
    pub fn to_rgba8(self) -> [u8; 4] {
        self.rgba.map(|channel| (channel * 255.0).round() as u8)
    }

    /// Returns the sRGB-encoded channels multiplied by alpha: what a fragment shader puts out.
    pub fn premultiplied(self) -> [f32; 4] {
        let [r, g, b, a] = self.rgba;
        [r * a, g * a, b * a, a]
    }

    /// Returns the opacity, 0 (nothing) to 1 (opaque).
    pub const fn alpha(self) -> f32 {
        self.rgba[3]
    }

    /// Returns the relative luminance of the opaque colour, 0 (black) to 1 (white), as WCAG 2 defines it.
    pub fn luminance(self) -> f32 {
        let linear = |c: f32| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
        let [r, g, b, _] = self.rgba;
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    /// Mixes two colours channel by channel: 0 gives `self`, 1 gives `other`.
    #[must_use]
    pub fn mix(self, other: Self, t: f32) -> Self {
        let [a, b] = [self.rgba, other.rgba];
        let at = |i: usize| a[i] + (b[i] - a[i]) * t;
        Self::rgba(at(0), at(1), at(2), at(3))
    }
}

/// Clamps a channel; NaN, which is not greater than zero, becomes zero.
const fn unit(channel: f32) -> f32 {
    if channel > 0.0 { channel.min(1.0) } else { 0.0 }
}

impl Default for Color {
    /// Opaque black.
    fn default() -> Self {
        Self::BLACK
    }
}

impl fmt::Display for Color {
    /// Writes `#rrggbbaa`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:08x}", u32::from_be_bytes(self.to_rgba8()))
    }
}

impl std::str::FromStr for Color {
    type Err = ColorError;

    fn from_str(text: &str) -> Result<Self, ColorError> {
        Self::parse(text)
    }
}

impl serde::Serialize for Color {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Color {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}
