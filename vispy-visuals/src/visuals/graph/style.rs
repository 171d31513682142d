//! The looks that all nodes and all edges of a graph share.

use crate::color::Color;
use crate::error::{Error, Result};
use crate::visuals::LineStyle;
use crate::visuals::arrow::ArrowHead;
use crate::visuals::markers::{MarkersStyle, SizeUnit};

/// How a graph looks, where its items do not differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GraphStyle {
    /// The nodes; their sizes count logical pixels. Default: white discs of 10 with a black edge.
    pub node: MarkersStyle,
    /// The edges. Default: grey, 1 logical pixel. Round caps, which the default has, are under the nodes; others take several times as
    /// long on drivers that compute on the CPU.
    pub edge: LineStyle,
    /// The heads of edges at their second nodes. Default: none, edges have no direction.
    pub arrows: Option<ArrowHead>,
    /// The length of a head in logical pixels. Default: 9.
    pub head_size_px: f32,
}

impl Default for GraphStyle {
    fn default() -> Self {
        let color = Color::rgb(0.5, 0.5, 0.5);
        Self {
            node: MarkersStyle::default(),
            edge: LineStyle { color, width_px: 1.0, ..LineStyle::default() },
            arrows: None,
            head_size_px: 9.0,
        }
    }
}

impl GraphStyle {
    pub(super) fn check(&self) -> Result<()> {
        self.edge.check()?;
        if !self.head_size_px.is_finite() {
            let found = self.head_size_px.to_string();
            return Err(Error::data("size of heads of edges", "a finite number of logical pixels", found));
        }
        if self.node.unit != SizeUnit::Px {
            return Err(Error::data("unit of the sizes of nodes", "logical pixels", "units of data"));
        }
        Ok(())
    }
}
