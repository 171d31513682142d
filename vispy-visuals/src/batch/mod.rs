//! What several visuals are drawn from: boxes and glyphs, many in one draw.

mod boxes;
mod glyphs;

pub(crate) use boxes::{BoxBatch, BoxStyle, PixelBox, snapped_stroke};
pub(crate) use glyphs::GlyphBatch;

use crate::device::ProgramSpec;
use crate::error::Result;

/// All programs of the batches.
pub(crate) fn all_specs() -> Result<Vec<&'static ProgramSpec>> {
    Ok(vec![boxes::spec(false)?, boxes::spec(true)?, glyphs::spec()?])
}
