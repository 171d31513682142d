//! Visuals of one's own.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

use super::{Colored, Kind, SeriesKind, SeriesType};
use crate::data::{ColumnId, Value};
use crate::error::DataError;
use crate::figure::OwnVisualId;
use crate::figure::check::Check;

/// A visual of one's own. It is code, which no document carries: to write one that has it is an error, which names it.
#[derive(Debug, Clone, PartialEq)]
pub struct VisualSeries {
    /// The visual, in the [`DataStore`](crate::data::DataStore).
    pub visual: OwnVisualId,
    /// The name of its type.
    pub type_name: String,
    /// The x and the y that its own frame counts from. Default: 0 and 0.
    pub origin: [Value; 2],
    /// The colour of its sample in the legend. Default: none, that of texts.
    pub color: Option<String>,
    /// The opacity of that sample, 0 to 1, multiplied into that of the colour. Default: none, 1.
    pub alpha: Option<f64>,
}

impl VisualSeries {
    /// Shows a visual of the store.
    pub fn new(visual: OwnVisualId, type_name: impl Into<String>) -> Self {
        let type_name = type_name.into();
        Self { visual, type_name, origin: [Value::F64(0.0); 2], color: None, alpha: None }
    }
}

impl Serialize for VisualSeries {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(ser::Error::custom(format_args!(
            "a document cannot carry a visual of one's own ({}), which is code; take the series out before writing, and add \
             it again after reading",
            self.type_name
        )))
    }
}

impl<'de> Deserialize<'de> for VisualSeries {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(de::Error::custom("a document cannot carry a visual of one's own, which is code"))
    }
}

impl Kind for VisualSeries {
    fn columns(&self) -> Vec<ColumnId> {
        Vec::new()
    }

    fn check(&self, check: &Check<'_>) -> Result<(), DataError> {
        check.data.visual(self.visual)?;
        check.finite(&self.origin, "the origin of a visual of one's own")?;
        check.opacity(self.alpha)?;
        check.color(self.color.as_deref())
    }

    fn as_colored(&mut self) -> Option<&mut dyn Colored> {
        Some(self)
    }
}

impl SeriesType for VisualSeries {
    fn of_mut(kind: &mut SeriesKind) -> Option<&mut Self> {
        if let SeriesKind::Visual(kind) = kind { Some(kind) } else { None }
    }
}

impl From<VisualSeries> for SeriesKind {
    fn from(kind: VisualSeries) -> Self {
        Self::Visual(kind)
    }
}

impl Colored for VisualSeries {
    fn paint_mut(&mut self) -> (&mut Option<String>, &mut Option<f64>) {
        (&mut self.color, &mut self.alpha)
    }
}
