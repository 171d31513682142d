//! Glyph outlines, for vector files.

use swash::{
    scale::{ScaleContext, outline::Outline},
    zeno::{Command, PathData, Point},
};

use super::face::FontId;

/// One step of an outline; points are `[x, y]` in font units, x to the right and y up from the pen position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PathCommand {
    /// Starts a contour.
    MoveTo([f32; 2]),
    /// A straight line.
    LineTo([f32; 2]),
    /// A quadratic curve: control point, end.
    QuadTo([f32; 2], [f32; 2]),
    /// A cubic curve: two control points, end.
    CubicTo([f32; 2], [f32; 2], [f32; 2]),
    /// Closes the contour.
    Close,
}

/// A glyph's outline in font units, to be filled by the non-zero rule.
///
/// Multiply by `size / units_per_em` of the face's [`super::FaceMetrics`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GlyphOutline {
    /// The contours. Empty for a space.
    pub commands: Vec<PathCommand>,
}

impl FontId {
    /// A glyph's outline, `None` when the face has no such glyph.
    ///
    /// ```
    /// use vispy_visuals::text::{FontId, PathCommand};
    ///
    /// let face = FontId::SansRegular;
    /// let outline = face.outline(face.glyph('I')).ok_or("no I")?;
    /// assert!(matches!(outline.commands[0], PathCommand::MoveTo(_)));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn outline(self, glyph: u16) -> Option<GlyphOutline> {
        let outline = ScaleContext::new().builder(self.font()).build().scale_outline(glyph)?;
        Some(GlyphOutline { commands: commands(&outline) })
    }
}

fn commands(outline: &Outline) -> Vec<PathCommand> {
    let xy = |point: Point| [point.x, point.y];
    let convert = |command| match command {
        Command::MoveTo(to) => PathCommand::MoveTo(xy(to)),
        Command::LineTo(to) => PathCommand::LineTo(xy(to)),
        Command::QuadTo(control, to) => PathCommand::QuadTo(xy(control), xy(to)),
        Command::CurveTo(first, second, to) => PathCommand::CubicTo(xy(first), xy(second), xy(to)),
        Command::Close => PathCommand::Close,
    };
    outline.path().commands().map(convert).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_i_is_its_rectangle() {
        let face = FontId::SansRegular;
        let outline = face.outline(face.glyph('I')).unwrap();
        let points: Vec<[f32; 2]> = outline
            .commands
            .iter()
            .filter_map(|command| match command {
                PathCommand::MoveTo(to) | PathCommand::LineTo(to) => Some(*to),
                _ => None,
            })
            .collect();
        // The glyf table: from 201 to 403 across, from the baseline to the cap height of 1493.
        for corner in [[201.0, 0.0], [403.0, 0.0], [403.0, 1493.0], [201.0, 1493.0]] {
            assert!(points.contains(&corner), "{corner:?} is not in {points:?}");
        }
        assert_eq!(outline.commands.last(), Some(&PathCommand::Close));
    }

    #[test]
    fn a_space_is_empty_and_no_glyph_is_none() {
        let face = FontId::SansBold;
        assert_eq!(face.outline(face.glyph(' ')), Some(GlyphOutline::default()));
        assert_eq!(face.outline(u16::MAX), None);
    }
}
