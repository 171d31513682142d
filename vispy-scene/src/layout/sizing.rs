//! How large a widget wants to be, and where in its grid it is.

/// How large a widget wants to be along one axis. Corresponds to VisPy's `width_min`, `width_max` and `stretch`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizing {
    pub(crate) min_px: f64,
    pub(crate) max_px: f64,
    pub(crate) stretch: f64,
}

impl Default for Sizing {
    /// Any size, stretch 1.
    fn default() -> Self {
        Self::stretch(1.0)
    }
}

impl Sizing {
    /// Just that many logical pixels.
    #[must_use]
    pub const fn fixed(size_px: f64) -> Self {
        let size_px = if size_px > 0.0 { size_px } else { 0.0 };
        Self { min_px: size_px, max_px: size_px, stretch: 0.0 }
    }

    /// A share of what is left by the others, in proportion to `weight`. 0 is as small as allowed.
    #[must_use]
    pub const fn stretch(weight: f64) -> Self {
        let stretch = if weight > 0.0 { weight } else { 0.0 };
        Self { min_px: 0.0, max_px: f64::INFINITY, stretch }
    }

    /// At least that many logical pixels. Default: 0.
    #[must_use]
    pub const fn with_min_px(self, min_px: f64) -> Self {
        let min_px = if min_px > 0.0 { min_px } else { 0.0 };
        Self { min_px, max_px: self.max_px.max(min_px), ..self }
    }

    /// At most that many logical pixels. Default: no limit.
    #[must_use]
    pub const fn with_max_px(self, max_px: f64) -> Self {
        let max_px = if max_px > self.min_px { max_px } else { self.min_px };
        Self { max_px, ..self }
    }
}

/// The cells of a grid that a widget takes up.
///
/// ```
/// use vispy_scene::Cell;
///
/// let title = Cell::new(0, 0).with_span(1, 3);
/// assert_eq!((title.row, title.columns), (0, 3));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cell {
    /// First row, from 0 at the top.
    pub row: usize,
    /// First column, from 0 at the left.
    pub column: usize,
    /// Number of rows, at least 1.
    pub rows: usize,
    /// Number of columns, at least 1.
    pub columns: usize,
}

impl Cell {
    /// One cell.
    #[must_use]
    pub const fn new(row: usize, column: usize) -> Self {
        Self { row, column, rows: 1, columns: 1 }
    }

    /// Takes up several rows and columns. 0 counts as 1.
    #[must_use]
    pub const fn with_span(self, rows: usize, columns: usize) -> Self {
        let rows = if rows == 0 { 1 } else { rows };
        let columns = if columns == 0 { 1 } else { columns };
        Self { rows, columns, ..self }
    }
}

/// Space in and around a grid, in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct GridOptions {
    /// Between neighbouring columns. Default: 0.
    pub column_spacing_px: f64,
    /// Between neighbouring rows. Default: 0.
    pub row_spacing_px: f64,
    /// Inside the edges of the grid: left, top, right, bottom. Default: 0.
    pub padding_px: [f64; 4],
}

impl GridOptions {
    /// The same space between columns and between rows, none around.
    #[must_use]
    pub fn with_spacing_px(self, spacing_px: f64) -> Self {
        Self { column_spacing_px: spacing_px, row_spacing_px: spacing_px, ..self }
    }

    /// The same space inside all four edges.
    #[must_use]
    pub fn with_padding_px(self, padding_px: f64) -> Self {
        Self { padding_px: [padding_px; 4], ..self }
    }
}
