//! Reading a colour from text.

use super::{Color, ColorError};

/// Reads a CSS colour or one of VisPy's short names.
pub(super) fn parse(text: &str) -> Result<Color, ColorError> {
    if let Some(color) = short_name(text.trim()) {
        return Ok(color);
    }
    let parsed = ::color::parse_color(text)
        .map_err(|error| ColorError::Parse { text: text.to_owned(), reason: error.to_string() })?;
    let [r, g, b, a] = parsed.to_alpha_color::<::color::Srgb>().components;
    Ok(Color::rgba(r, g, b, a))
}

/// The one-letter names that VisPy and matplotlib users type, and "none", which CSS has for paints only.
fn short_name(name: &str) -> Option<Color> {
    Some(match name {
        "k" => Color::BLACK,
        "w" => Color::WHITE,
        "r" => Color::rgb(1.0, 0.0, 0.0),
        "g" => Color::rgb(0.0, 1.0, 0.0),
        "b" => Color::rgb(0.0, 0.0, 1.0),
        "y" => Color::rgb(1.0, 1.0, 0.0),
        "m" => Color::rgb(1.0, 0.0, 1.0),
        "c" => Color::rgb(0.0, 1.0, 1.0),
        "none" => Color::TRANSPARENT,
        _ => return None,
    })
}
