//! A colormap: a table of colours over the unit interval.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Color, ColorError, tables};

/// Entries of every table.
const ENTRIES: usize = 256;

/// The names that [`Colormap::by_name`] knows.
const NAMES: [&str; 8] = ["viridis", "magma", "inferno", "plasma", "cividis", "turbo", "grays", "coolwarm"];

/// A table of 256 colours over `0.0..=1.0`, with colours for NaN and for what lies below and above.
///
/// The named tables are the published ones, rounded to 1/255. Cheap to clone: the table is shared.
///
/// Serialized as its name, together with its colours (rounded to 1/255) where it was made of some.
///
/// ```
/// use vispy_visuals::color::Colormap;
///
/// let viridis = Colormap::by_name("viridis")?;
/// assert_eq!(viridis.map(0.0).to_string(), "#440154ff");
/// assert_eq!(viridis.map(f64::NAN).alpha(), 0.0);
/// # Ok::<(), vispy_visuals::color::ColorError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Document", into = "Document")]
pub struct Colormap {
    name: String,
    /// The colours it was made of; empty for a published table.
    colors: Arc<[Color]>,
    table: Arc<[Color]>,
    bad: Color,
    under: Option<Color>,
    over: Option<Color>,
}

impl Colormap {
    /// Finds a colormap by its name, one of [`Colormap::names`]; a trailing `_r` reverses it; `gray` is `grays`.
    ///
    /// # Errors
    ///
    /// [`ColorError::UnknownColormap`], which lists the names.
    #[doc(alias = "get_colormap")]
    pub fn by_name(name: &str) -> Result<Self, ColorError> {
        let (base, reversed) = name.strip_suffix("_r").map_or((name, false), |base| (base, true));
        let table = published(base)
            .ok_or_else(|| ColorError::UnknownColormap { name: name.to_owned(), known: NAMES.to_vec() })?;
        let forward = Self::of(base.to_owned(), Arc::default(), table);
        Ok(if reversed { forward.reversed() } else { forward })
    }

    /// Lists the names of the built-in colormaps.
    #[doc(alias = "get_colormaps")]
    pub const fn names() -> &'static [&'static str] {
        &NAMES
    }

    /// Makes a colormap that runs evenly through the given colours, mixed linearly in sRGB with straight alpha.
    ///
    /// # Errors
    ///
    /// [`ColorError::EmptyColormap`] without any colour.
    pub fn from_colors(name: impl Into<String>, colors: &[Color]) -> Result<Self, ColorError> {
        let name = name.into();
        if colors.is_empty() {
            return Err(ColorError::EmptyColormap { name });
        }
        Ok(Self::of(name, colors.into(), spread(colors)))
    }

    fn of(name: String, colors: Arc<[Color]>, table: Arc<[Color]>) -> Self {
        Self { name, colors, table, bad: Color::TRANSPARENT, under: None, over: None }
    }

    /// Returns the name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the same colours the other way round; the name gains `_r`, or loses it.
    ///
    /// The colours for below and above change places where they were set.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let back = |colors: &[Color]| -> Arc<[Color]> { colors.iter().rev().copied().collect() };
        let colors = back(&self.colors);
        Self {
            name: match self.name.strip_suffix("_r") {
                Some(base) => base.to_owned(),
                None => format!("{}_r", self.name),
            },
            table: if colors.is_empty() { back(&self.table) } else { spread(&colors) },
            colors,
            bad: self.bad,
            under: self.over,
            over: self.under,
        }
    }

    /// Sets the colour of NaN. Default: transparent.
    #[must_use]
    #[doc(alias = "bad_color")]
    pub fn with_bad(mut self, bad: Color) -> Self {
        self.bad = bad;
        self
    }

    /// Sets the colour of what lies below 0. Default: the first of the table.
    #[must_use]
    #[doc(alias = "low_color")]
    pub fn with_under(mut self, under: Color) -> Self {
        self.under = Some(under);
        self
    }

    /// Sets the colour of what lies above 1. Default: the last of the table.
    #[must_use]
    #[doc(alias = "high_color")]
    pub fn with_over(mut self, over: Color) -> Self {
        self.over = Some(over);
        self
    }

    /// Returns the colour of NaN.
    pub const fn bad(&self) -> Color {
        self.bad
    }

    /// Returns the colour of what lies below 0.
    pub fn under(&self) -> Color {
        self.under.unwrap_or(self.table[0])
    }

    /// Returns the colour of what lies above 1.
    pub fn over(&self) -> Color {
        self.over.unwrap_or(self.table[ENTRIES - 1])
    }

    /// Returns the colour at `t`: entry `floor(256 t)` of the table, the last one at `t = 1`.
    ///
    /// That is matplotlib's rule; a texture of [`Colormap::table_rgba8`] read with nearest filtering follows it too.
    pub fn map(&self, t: f64) -> Color {
        match t {
            _ if t.is_nan() => self.bad,
            _ if t < 0.0 => self.under(),
            _ if t > 1.0 => self.over(),
            _ => self.table[((t * ENTRIES as f64) as usize).min(ENTRIES - 1)],
        }
    }

    /// Returns the 256 entries as bytes, sRGB-encoded with straight alpha, to be uploaded as a texture.
    pub fn table_rgba8(&self) -> Vec<[u8; 4]> {
        self.table.iter().map(|color| color.to_rgba8()).collect()
    }
}

impl Default for Colormap {
    /// `viridis`.
    fn default() -> Self {
        Self::of("viridis".to_owned(), Arc::default(), from_hex(&tables::viridis::TABLE))
    }
}

impl std::str::FromStr for Colormap {
    type Err = ColorError;

    fn from_str(name: &str) -> Result<Self, ColorError> {
        Self::by_name(name)
    }
}

/// Returns the published table of a name.
fn published(name: &str) -> Option<Arc<[Color]>> {
    Some(from_hex(match name {
        "viridis" => &tables::viridis::TABLE,
        "magma" => &tables::magma::TABLE,
        "inferno" => &tables::inferno::TABLE,
        "plasma" => &tables::plasma::TABLE,
        "cividis" => &tables::cividis::TABLE,
        "turbo" => &tables::turbo::TABLE,
        "coolwarm" => &tables::coolwarm::TABLE,
        "grays" | "gray" => return Some((0..=255).map(|i| Color::from_rgba8([i, i, i, 255])).collect()),
        _ => return None,
    }))
}

/// Spreads at least one colour evenly over the entries of a table.
fn spread(colors: &[Color]) -> Arc<[Color]> {
    let last = colors.len().saturating_sub(1);
    let entry = |i: usize| {
        let place = i as f32 / (ENTRIES - 1) as f32 * last as f32;
        let left = (place as usize).min(last.saturating_sub(1));
        colors[left].mix(colors[(left + 1).min(last)], place - left as f32)
    };
    (0..ENTRIES).map(entry).collect()
}

fn from_hex(table: &[u32; ENTRIES]) -> Arc<[Color]> {
    table.iter().map(|&rgb| Color::from_hex(rgb)).collect()
}

/// The serialized form. It has the same fields always, so that formats without field names can hold it.
#[derive(Serialize, Deserialize)]
struct Document {
    name: String,
    #[serde(default)]
    colors: Vec<Color>,
    #[serde(default)]
    bad: Option<Color>,
    #[serde(default)]
    under: Option<Color>,
    #[serde(default)]
    over: Option<Color>,
}

impl From<Colormap> for Document {
    fn from(map: Colormap) -> Self {
        let bad = (map.bad != Color::TRANSPARENT).then_some(map.bad);
        Self { name: map.name, colors: map.colors.to_vec(), bad, under: map.under, over: map.over }
    }
}

impl TryFrom<Document> for Colormap {
    type Error = ColorError;

    fn try_from(document: Document) -> Result<Self, ColorError> {
        let Document { name, colors, bad, under, over } = document;
        let map = if colors.is_empty() { Self::by_name(&name)? } else { Self::from_colors(name, &colors)? };
        Ok(Self { bad: bad.unwrap_or(Color::TRANSPARENT), under, over, ..map })
    }
}
