//! A draw with filters: its program, and the values that the filters read.

use vispy_gloo::Program;

use super::{ProgramSpec, VertexRange};
use crate::error::Result;
use crate::view::View;
use crate::visual::DrawContext;

/// What a draw keeps for its filters; nothing where it has none.
#[derive(Debug, Default)]
pub(crate) struct FilteredDraw(Option<Kept>);

#[derive(Debug)]
struct Kept {
    program: Program,
    /// Of the filters that the program is for.
    structure: u64,
    values: VertexRange,
    /// What the values were made for.
    made_for: Vec<(u64, View)>,
    limits: Option<[f64; 2]>,
}

impl FilteredDraw {
    /// Brings the program of a spec and the values of its filters up to date; they are found by the index of a row. `None`
    /// without filters.
    pub(crate) fn update(
        &mut self,
        cx: &mut DrawContext<'_>,
        spec: &ProgramSpec,
        row: u32,
        limits: Option<[f64; 2]>,
    ) -> Result<Option<&mut Program>> {
        let Some(scope) = cx.filters else {
            self.0 = None;
            return Ok(None);
        };
        let structure = scope.structure();
        if self.0.as_ref().is_none_or(|kept| kept.structure != structure) {
            let program = cx.device.programs.filtered(cx.ctx, spec, scope)?;
            let values = cx.device.vertices.allocate();
            self.0 = Some(Kept { program, structure, values, made_for: Vec::new(), limits: None });
        }
        let Some(kept) = &mut self.0 else { return Ok(None) };
        if !scope.is(&kept.made_for) || kept.limits != limits {
            // What fails now fails in the next frame too.
            kept.made_for.clear();
            let texels = &mut cx.device.filter_texels;
            scope.values(limits, texels)?;
            cx.device.vertices.set(&mut kept.values, texels);
            kept.made_for = scope.stamps();
            kept.limits = limits;
        }
        cx.device.filter_starts.set(row, kept.values.start());
        Ok(Some(&mut kept.program))
    }

    /// The program with filters, as it was brought up to date.
    pub(crate) fn program(&self) -> Option<&Program> {
        self.0.as_ref().map(|kept| &kept.program)
    }

    /// Forgets the program, because another one gets the filters.
    pub(crate) fn clear(&mut self) {
        self.0 = None;
    }
}
