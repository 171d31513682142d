//! The names of colours and colormaps.

use crate::error::DataError;

/// The colormaps that there are.
pub const COLORMAPS: [&str; 8] =
    ["viridis", "magma", "inferno", "plasma", "cividis", "turbo", "grays", "coolwarm"];

/// Checks the form of a colour.
pub(super) fn check_color(color: &str) -> Result<(), DataError> {
    let good = match color.strip_prefix('#') {
        Some(hex) => matches!(hex.len(), 3 | 4 | 6 | 8) && hex.bytes().all(|b| b.is_ascii_hexdigit()),
        None => color.starts_with(|c: char| c.is_ascii_alphabetic()),
    };
    if good {
        return Ok(());
    }
    Err(DataError::Setting {
        what: "a colour",
        expected: "a CSS colour, a hex code or a name such as tab:blue",
        found: format!("'{color}'"),
    })
}

/// Checks that there is a colormap of this name.
pub(super) fn check_colormap(name: &str) -> Result<(), DataError> {
    if COLORMAPS.contains(&name) {
        return Ok(());
    }
    Err(DataError::Setting {
        what: "the colormap",
        expected: "viridis, magma, inferno, plasma, cividis, turbo, grays or coolwarm",
        found: format!("'{name}'"),
    })
}
