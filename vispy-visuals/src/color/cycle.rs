//! The colours that the lines of a plot take in turn.
//!
//! The ten colours are those of M. A. Petroff, "Accessible Color Sequences for Data Visualization" (2021,
//! <https://arxiv.org/abs/2107.02270>): found by optimisation so that any two stay apart for people with normal,
//! protan, deutan and tritan vision, that all stand out from white, and that surveyed people like them. matplotlib
//! has them as `petroff10`.

use super::Color;

/// The ten colours, in order.
pub const PETROFF10: [Color; 10] = [
    Color::from_hex(0x3f90da),
    Color::from_hex(0xffa90e),
    Color::from_hex(0xbd1f01),
    Color::from_hex(0x94a4a2),
    Color::from_hex(0x832db6),
    Color::from_hex(0xa96b59),
    Color::from_hex(0xe76300),
    Color::from_hex(0xb9ac70),
    Color::from_hex(0x717581),
    Color::from_hex(0x92dadd),
];

/// Returns the colour of the n-th series, counted from 0; the cycle starts again after ten.
///
/// ```
/// use vispy_visuals::color::cycle;
///
/// assert_eq!(cycle::color(0).to_string(), "#3f90daff");
/// assert_eq!(cycle::color(10), cycle::color(0));
/// ```
pub const fn color(index: usize) -> Color {
    PETROFF10[index % PETROFF10.len()]
}
