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
        _ => return matplotlib_name(name),
    })
}

/// The ten colours that matplotlib names `tab:blue` and so on, and in the order of its cycle `C0` to `C9`.
fn matplotlib_name(name: &str) -> Option<Color> {
    const TABLEAU: [(&str, u32); 10] = [
        ("blue", 0x1f77b4),
        ("orange", 0xff7f0e),
        ("green", 0x2ca02c),
        ("red", 0xd62728),
        ("purple", 0x9467bd),
        ("brown", 0x8c564b),
        ("pink", 0xe377c2),
        ("gray", 0x7f7f7f),
        ("olive", 0xbcbd22),
        ("cyan", 0x17becf),
    ];
    let color = match name.strip_prefix("tab:") {
        Some("grey") => TABLEAU[7],
        Some(name) => *TABLEAU.iter().find(|(known, _)| *known == name)?,
        None => *TABLEAU.get(name.strip_prefix('C')?.parse::<usize>().ok()?)?,
    };
    Some(Color::from_hex(color.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_matplotlib_are_read() {
        for (name, hex) in [
            ("tab:blue", "#1f77b4ff"),
            ("C0", "#1f77b4ff"),
            ("C9", "#17becfff"),
            ("tab:cyan", "#17becfff"),
            ("tab:grey", "#7f7f7fff"),
            ("tab:gray", "#7f7f7fff"),
            ("r", "#ff0000ff"),
            ("k", "#000000ff"),
        ] {
            assert_eq!(parse(name).unwrap().to_string(), hex, "{name}");
        }
        for name in ["tab:teal", "tab:", "C10", "C", "C-1", "Cx"] {
            assert!(parse(name).is_err(), "{name}");
        }
    }
}
