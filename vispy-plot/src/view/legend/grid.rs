//! Rows and columns of a legend.

use vispy_scene::CanvasRect;
use vispy_scene::glam::DVec2;

/// From one column of a legend to the next, in times the gap between a sample and its text.
const COLUMN_GAP: f64 = 2.0;

/// How the entries of a legend stand: one below the other, in as many columns as the height asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    pub(super) entries: usize,
    /// Width of the widest entry: its sample and its text.
    pub(super) entry_width_px: f64,
    pub(super) row_px: f64,
    pub(super) padding_px: f64,
    pub(super) gap_px: f64,
    /// Width of the title, if there is one.
    pub(super) title_width_px: Option<f64>,
}

impl Grid {
    /// The fewest columns that fit into a height, but no more than fit into a width; at least one.
    pub(super) fn columns_in(&self, room: DVec2) -> usize {
        let inner = room - 2.0 * self.padding_px;
        let rows = ((inner.y - self.title_px()) / self.row_px).floor().max(1.0) as usize;
        let gap = COLUMN_GAP * self.gap_px;
        let most = ((inner.x + gap) / (self.entry_width_px + gap)).floor().max(1.0) as usize;
        self.entries.div_ceil(rows).clamp(1, most)
    }

    /// The size of a legend of so many columns.
    pub(super) fn size_px(&self, columns: usize) -> DVec2 {
        let rows = self.entries.div_ceil(columns);
        let width = self.column_px(columns) - COLUMN_GAP * self.gap_px;
        let width = width.max(self.title_width_px.unwrap_or(0.0));
        let height = self.title_px() + self.row_px * rows as f64;
        (DVec2::new(width, height) + 2.0 * self.padding_px).ceil()
    }

    /// Where an entry stands in a legend of so many columns, from the legend's corner.
    pub(super) fn entry(&self, index: usize, columns: usize) -> CanvasRect {
        let rows = self.entries.div_ceil(columns);
        let (column, row) = (index / rows, index % rows);
        let top = (self.padding_px + self.title_px() + self.row_px * row as f64).round();
        let left = if column == 0 { 0.0 } else { self.column_px(column).round() };
        // The whole width of a single column can be clicked.
        let width = match columns {
            1 => self.size_px(1).x,
            _ => (2.0 * self.padding_px + self.entry_width_px).min(self.column_px(1).floor()),
        };
        CanvasRect::new(DVec2::new(left, top), DVec2::new(width, self.row_px))
    }

    /// From the left side of the first column to that of another.
    fn column_px(&self, column: usize) -> f64 {
        column as f64 * (self.entry_width_px + COLUMN_GAP * self.gap_px)
    }

    fn title_px(&self) -> f64 {
        if self.title_width_px.is_some() { self.row_px } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRID: Grid = Grid {
        entries: 12,
        entry_width_px: 60.0,
        row_px: 20.0,
        padding_px: 5.0,
        gap_px: 8.0,
        title_width_px: None,
    };

    #[test]
    fn there_are_as_many_columns_as_the_height_asks_for_and_the_width_allows() {
        assert_eq!(GRID.columns_in(DVec2::new(400.0, 250.0)), 1, "twelve rows and the padding");
        assert_eq!(GRID.columns_in(DVec2::new(400.0, 249.0)), 2);
        assert_eq!(GRID.columns_in(DVec2::new(400.0, 90.0)), 3);
        assert_eq!(GRID.columns_in(DVec2::new(146.0, 90.0)), 2, "60 + 16 + 60 and the padding");
        assert_eq!(GRID.columns_in(DVec2::new(145.0, 90.0)), 1);
        assert_eq!(GRID.columns_in(DVec2::ZERO), 1);
        let titled = Grid { title_width_px: Some(10.0), ..GRID };
        assert_eq!(titled.columns_in(DVec2::new(400.0, 269.0)), 2, "the title takes a row");
    }

    #[test]
    fn entries_go_down_the_first_column_and_do_not_overlap() {
        assert_eq!(GRID.size_px(1), DVec2::new(70.0, 250.0));
        assert_eq!(GRID.size_px(3), DVec2::new(60.0 * 3.0 + 32.0 + 10.0, 90.0));
        assert_eq!(GRID.entry(3, 3).pos, DVec2::new(0.0, 65.0));
        assert_eq!(GRID.entry(4, 3).pos, DVec2::new(76.0, 5.0));
        for columns in 1..=12 {
            let rects: Vec<CanvasRect> = (0..12).map(|index| GRID.entry(index, columns)).collect();
            for (i, a) in rects.iter().enumerate() {
                assert!(a.end().cmple(GRID.size_px(columns)).all(), "{columns} {i}");
                for b in &rects[..i] {
                    assert!(a.pos.cmpge(b.end()).any() || b.pos.cmpge(a.end()).any(), "{columns} {i}");
                }
            }
        }
    }
}
