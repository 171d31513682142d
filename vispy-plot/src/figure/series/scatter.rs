//! Markers at points.

use serde::{Deserialize, Serialize};

use super::{ColorMapping, Colored, Fill, Filled, Kind, Mapped, SeriesKind, SeriesType, XData};
use crate::data::{ColumnId, DType};
use crate::error::DataError;
use crate::figure::check::{Check, setting};

/// Markers at points; where x or y is NaN there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScatterSeries {
    /// Where the x values come from. Default: the sample index.
    pub x: XData,
    /// The y values, numbers or times.
    pub y: ColumnId,
    /// The name of the symbol, VisPy's or matplotlib's. Default: `disc`.
    pub symbol: String,
    /// The size of all in logical pixels, the diameter of a disc. Default: none, that of the style.
    #[serde(default)]
    pub size_px: Option<f64>,
    /// The size of each in logical pixels. Default: none, all are equal.
    #[serde(default)]
    pub sizes: Option<ColumnId>,
    /// How all look, where they do not differ.
    #[serde(default)]
    pub fill: Fill,
    /// The colour of each: texts are colours, numbers go through the colormap. Default: none, all are equal.
    #[serde(default)]
    #[doc(alias = "c")]
    pub colors: Option<ColumnId>,
    /// How the numbers in `colors` become colours.
    #[serde(default)]
    pub mapping: ColorMapping,
}

impl ScatterSeries {
    /// Makes discs over the sample index with the default style.
    pub fn new(y: ColumnId) -> Self {
        Self {
            x: XData::Index,
            y,
            symbol: "disc".into(),
            size_px: None,
            sizes: None,
            fill: Fill::default(),
            colors: None,
            mapping: ColorMapping::default(),
        }
    }
}

impl Kind for ScatterSeries {
    fn columns(&self) -> Vec<ColumnId> {
        [self.x.id(), Some(self.y), self.sizes, self.colors].into_iter().flatten().collect()
    }

    fn check(&self, check: &Check<'_>) -> Result<(), DataError> {
        let y = check.drawable(self.y, "the y of markers")?;
        check.x_data(self.x, y.len(), "the x of markers")?;
        check.on_axis("y", Some(y))?;
        check.symbol(Some(&self.symbol))?;
        check.positive_if(self.size_px, "the size of markers in pixels")?;
        let alike = self.sizes.is_none() && self.colors.is_none();
        let expected = "one size and one colour for all, for their number changes";
        setting(alike || !check.data.is_live(self.y), "the look of live markers", expected, || {
            "sizes or colours for each".to_owned()
        })?;
        if let Some(sizes) = self.sizes {
            check.numbers(sizes, y.len(), "the sizes of markers")?;
        }
        if let Some(colors) = self.colors {
            let column = check.data.get(colors)?;
            let good = column.len() == y.len();
            setting(good, "the number of colours of markers", "one for each", || column.len().to_string())?;
            match column.dtype() {
                DType::Text => check.colors(column)?,
                _ => _ = check.numbers(colors, y.len(), "the colours of markers")?,
            }
        }
        self.mapping.check()?;
        self.fill.check(check)
    }

    fn as_colored(&mut self) -> Option<&mut dyn Colored> {
        Some(self)
    }

    fn as_filled(&mut self) -> Option<&mut dyn Filled> {
        Some(self)
    }

    fn is_mapped(&self) -> bool {
        self.colors.is_some()
    }

    fn as_mapped(&mut self) -> Option<&mut dyn Mapped> {
        Some(self)
    }
}

impl SeriesType for ScatterSeries {
    fn of_mut(kind: &mut SeriesKind) -> Option<&mut Self> {
        if let SeriesKind::Scatter(kind) = kind { Some(kind) } else { None }
    }
}

impl From<ScatterSeries> for SeriesKind {
    fn from(kind: ScatterSeries) -> Self {
        Self::Scatter(kind)
    }
}

impl Colored for ScatterSeries {
    fn paint_mut(&mut self) -> (&mut Option<String>, &mut Option<f64>) {
        (&mut self.fill.color, &mut self.fill.alpha)
    }
}

impl Filled for ScatterSeries {
    fn fill_mut(&mut self) -> &mut Fill {
        &mut self.fill
    }
}

impl Mapped for ScatterSeries {
    fn mapping_mut(&mut self) -> &mut ColorMapping {
        &mut self.mapping
    }
}
