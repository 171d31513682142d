//! Room around the axes: as much as their labels need, the same for all axes of a row or column of the figure.

use vispy_scene::{Cell, Scene, SceneView, Sizing, WidgetHandle};

use super::axes_view::AxesView;
use crate::error::Error;

/// Room is given in steps of this many logical pixels, so that axes do not tremble while labels change.
const STEP_PX: f64 = 4.0;
/// Room that is not needed any more is kept while it is less than this.
const KEPT_PX: f64 = 28.0;

/// How much room one pair of axes needs around its rectangle, in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Needed {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

/// The margins of a figure. Each column of axes has a margin on either side, each row one above and one below: three
/// columns and rows of the layout's grid for one of the figure's.
#[derive(Debug)]
pub(super) struct Margins {
    columns: Vec<[Margin; 2]>,
    rows: Vec<[Margin; 2]>,
    /// Room at the outer edges of the figure, in logical pixels.
    edge_px: f64,
    /// Whether there is only one pair of axes, whose shape may follow its aspect.
    pub(super) only_axes: bool,
}

#[derive(Debug)]
struct Margin {
    widget: WidgetHandle,
    size_px: f64,
}

/// The cell of the layout's grid that holds axes of the figure's grid.
pub(super) fn layout_cell(cell: crate::figure::Cell) -> Cell {
    let first = |index: u32| index as usize * 3 + 1;
    let span = |count: u32| count.max(1) as usize * 3 - 2;
    Cell::new(first(cell.row), first(cell.column)).with_span(span(cell.row_span), span(cell.column_span))
}

impl Margins {
    pub(super) fn new(scene: &mut Scene, [rows, columns]: [u32; 2], edge_px: f64) -> Result<Self, Error> {
        let mut margin = |row: usize, column: usize| {
            let grid = scene.root_grid();
            let widget = scene.add_widget(grid, Cell::new(row, column))?;
            scene.set_sizing(widget, Sizing::stretch(0.0), Sizing::stretch(0.0))?;
            Ok::<_, Error>(Margin { widget, size_px: 0.0 })
        };
        let columns = (0..columns as usize).map(|c| Ok([margin(0, 3 * c)?, margin(0, 3 * c + 2)?]));
        let columns = columns.collect::<Result<_, Error>>()?;
        let rows = (0..rows as usize).map(|r| Ok([margin(3 * r, 0)?, margin(3 * r + 2, 0)?]));
        let rows = rows.collect::<Result<_, Error>>()?;
        Ok(Self { columns, rows, edge_px, only_axes: false })
    }

    /// Gives back all room at the next fit, as after a resize.
    pub(super) fn forget(&mut self) {
        for margin in self.columns.iter_mut().chain(&mut self.rows).flatten() {
            margin.size_px = 0.0;
        }
    }

    /// Gives each margin the room that its axes need; whether anything changed.
    pub(super) fn fit(&mut self, view: &mut SceneView, axes: &mut [AxesView]) -> Result<bool, Error> {
        let (rows, columns) = (self.rows.len(), self.columns.len());
        let mut column_room = vec![[0.0_f64; 2]; columns];
        let mut row_room = vec![[0.0_f64; 2]; rows];
        let grow = |room: &mut f64, needed: f64| *room = room.max(needed);
        for axes in axes.iter() {
            let ([bottom, right], cell, needed) = (axes.cell.end(), axes.cell, axes.needed);
            // A figure's grid is as large as its axes reach.
            grow(&mut column_room[cell.column as usize][0], needed.left);
            grow(&mut column_room[right as usize - 1][1], needed.right);
            grow(&mut row_room[cell.row as usize][0], needed.top);
            grow(&mut row_room[bottom as usize - 1][1], needed.bottom);
        }
        for room in column_room.iter_mut().chain(&mut row_room).flatten() {
            *room += self.edge_px;
        }
        if self.only_axes
            && let ([axes], [column], [row]) = (axes, &mut column_room[..], &mut row_room[..])
        {
            axes.shape(view, column, row);
        }
        let mut changed = false;
        let widths = self.columns.iter_mut().flatten().zip(column_room.into_iter().flatten());
        for (margin, needed) in widths {
            if margin.grow_to(needed) {
                let [width, height] = [Sizing::fixed(margin.size_px), Sizing::stretch(0.0)];
                view.scene_mut().set_sizing(margin.widget, width, height)?;
                changed = true;
            }
        }
        let heights = self.rows.iter_mut().flatten().zip(row_room.into_iter().flatten());
        for (margin, needed) in heights {
            if margin.grow_to(needed) {
                let [width, height] = [Sizing::stretch(0.0), Sizing::fixed(margin.size_px)];
                view.scene_mut().set_sizing(margin.widget, width, height)?;
                changed = true;
            }
        }
        Ok(changed)
    }
}

impl Margin {
    /// Takes on a size that holds what is needed; whether it is another one.
    fn grow_to(&mut self, needed_px: f64) -> bool {
        let wanted = (needed_px / STEP_PX).ceil() * STEP_PX;
        let keeps = wanted <= self.size_px && self.size_px - wanted < KEPT_PX;
        if keeps {
            return false;
        }
        self.size_px = wanted;
        true
    }
}
