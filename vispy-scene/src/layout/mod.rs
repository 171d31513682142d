//! The layout: widgets in nested grids, solved by constraints.

mod rect;
mod sizing;
mod solve;

#[cfg(test)]
mod tests;

use glam::DVec2;
use slotmap::SlotMap;

pub use rect::CanvasRect;
pub use sizing::{Cell, GridOptions, Sizing};
use solve::{Axis, Item};

use crate::error::{Error, Result};
use crate::handle::{WidgetKey, slot};

/// A widget: a place in the layout.
#[derive(Debug)]
struct Widget {
    parent: Option<WidgetKey>,
    cell: Cell,
    /// Width and height.
    sizing: [Sizing; 2],
    /// What it holds, if it is a grid.
    grid: Option<Grid>,
    /// Where it is, as last solved.
    rect: CanvasRect,
}

/// What makes a widget a grid.
#[derive(Debug, Default)]
struct Grid {
    options: GridOptions,
    children: Vec<WidgetKey>,
}

/// Widgets in nested grids, and where they are.
#[derive(Debug)]
pub(crate) struct Layout {
    widgets: SlotMap<WidgetKey, Widget>,
    root: WidgetKey,
    size_px: DVec2,
    scale_factor: f64,
    solved: bool,
}

impl Layout {
    pub(crate) fn new() -> Self {
        let mut widgets = SlotMap::with_key();
        let root = widgets.insert(Widget::new(None, Cell::new(0, 0), Some(Grid::default())));
        Self { widgets, root, size_px: DVec2::ZERO, scale_factor: 1.0, solved: false }
    }

    pub(crate) fn root(&self) -> WidgetKey {
        self.root
    }

    pub(crate) fn contains(&self, key: WidgetKey) -> bool {
        self.widgets.contains_key(key)
    }

    /// Sets the size of the canvas.
    pub(crate) fn set_size(&mut self, size_px: DVec2, scale_factor: f64) {
        let changed = (size_px, scale_factor) != (self.size_px, self.scale_factor);
        (self.size_px, self.scale_factor) = (size_px, scale_factor);
        self.solved &= !changed;
    }

    /// Adds a widget to a grid; `None` when `parent` is no grid.
    pub(crate) fn add(
        &mut self,
        parent: WidgetKey,
        cell: Cell,
        options: Option<GridOptions>,
    ) -> Option<WidgetKey> {
        self.widgets.get(parent)?.grid.as_ref()?;
        let grid = options.map(|options| Grid { options, children: Vec::new() });
        let key = self.widgets.insert(Widget::new(Some(parent), cell, grid));
        if let Some(grid) = &mut self.widgets[parent].grid {
            grid.children.push(key);
        }
        self.solved = false;
        Some(key)
    }

    /// Removes a widget and all it holds, and returns them.
    pub(crate) fn remove(&mut self, key: WidgetKey) -> Vec<WidgetKey> {
        let parent = self.widgets.get(key).and_then(|widget| widget.parent);
        if let Some(grid) = parent.and_then(|parent| self.widgets.get_mut(parent)?.grid.as_mut()) {
            grid.children.retain(|&child| child != key);
        }
        let mut removed = vec![key];
        let mut next = 0;
        while let Some(&key) = removed.get(next) {
            next += 1;
            let grid = self.widgets.remove(key).and_then(|widget| widget.grid);
            removed.extend(grid.map(|grid| grid.children).unwrap_or_default());
        }
        self.solved = false;
        removed
    }

    /// Sets width and height; returns whether that changed anything.
    pub(crate) fn set_sizing(&mut self, key: WidgetKey, sizing: [Sizing; 2]) -> bool {
        let Some(widget) = self.widgets.get_mut(key) else { return false };
        let changed = std::mem::replace(&mut widget.sizing, sizing) != sizing;
        self.solved &= !changed;
        changed
    }

    pub(crate) fn sizing(&self, key: WidgetKey) -> Option<[Sizing; 2]> {
        self.widgets.get(key).map(|widget| widget.sizing)
    }

    /// Sets the cells; returns whether that changed anything.
    pub(crate) fn set_cell(&mut self, key: WidgetKey, cell: Cell) -> bool {
        let Some(widget) = self.widgets.get_mut(key) else { return false };
        let changed = std::mem::replace(&mut widget.cell, cell) != cell;
        self.solved &= !changed;
        changed
    }

    /// Sets the spaces of a grid; returns whether that changed anything, `None` when it is no grid.
    pub(crate) fn set_options(&mut self, key: WidgetKey, options: GridOptions) -> Option<bool> {
        let grid = self.widgets.get_mut(key)?.grid.as_mut()?;
        let changed = std::mem::replace(&mut grid.options, options) != options;
        self.solved &= !changed;
        Some(changed)
    }

    /// Where a widget is. Solves first if something changed.
    pub(crate) fn rect(&mut self, key: WidgetKey) -> Result<CanvasRect> {
        self.solve()?;
        Ok(self.solved_rect(key))
    }

    /// Where a widget was when last solved.
    pub(crate) fn solved_rect(&self, key: WidgetKey) -> CanvasRect {
        self.widgets
            .get(key)
            .map_or_else(CanvasRect::default, |widget| widget.rect.snapped(self.scale_factor))
    }

    /// Solves if something changed.
    pub(crate) fn solve(&mut self) -> Result<()> {
        if self.solved {
            return Ok(());
        }
        self.widgets[self.root].rect = CanvasRect::new(DVec2::ZERO, self.size_px);
        let mut waiting = vec![self.root];
        while let Some(key) = waiting.pop() {
            self.solve_grid(key)?;
            waiting.extend(self.children(key).iter().filter(|&&child| self.widgets[child].grid.is_some()));
        }
        self.solved = true;
        Ok(())
    }

    fn children(&self, key: WidgetKey) -> &[WidgetKey] {
        self.widgets[key].grid.as_ref().map_or(&[], |grid| &grid.children)
    }

    fn solve_grid(&mut self, key: WidgetKey) -> Result<()> {
        let outer = self.widgets[key].rect;
        let [columns, rows] = [0, 1].map(|axis| {
            let items = self.items(key, axis);
            self.axis(key, axis, &items).solve().map_err(|error| Error::Layout {
                widget: format!("widget {}", slot(key)),
                reason: error.to_string(),
            })
        });
        let (columns, rows) = (columns?, rows?);
        for child in self.children(key).to_vec() {
            let Cell { row, column, rows: row_span, columns: column_span } = self.widgets[child].cell;
            let start = DVec2::new(columns[column][0], rows[row][0]);
            let end = DVec2::new(columns[column + column_span - 1][1], rows[row + row_span - 1][1]);
            self.widgets[child].rect = CanvasRect::new(outer.pos + start, end - start);
        }
        Ok(())
    }

    /// One axis of a grid: 0 are its columns, 1 its rows.
    fn axis<'a>(&self, key: WidgetKey, axis: usize, items: &'a [Item]) -> Axis<'a> {
        let widget = &self.widgets[key];
        let options = widget.grid.as_ref().map(|grid| grid.options).unwrap_or_default();
        let spacing_px = [options.column_spacing_px, options.row_spacing_px][axis];
        let padding_px = [options.padding_px[axis], options.padding_px[axis + 2]];
        Axis { items, length_px: widget.rect.size[axis], spacing_px, padding_px }
    }

    fn items(&self, key: WidgetKey, axis: usize) -> Vec<Item> {
        let item = |&child: &WidgetKey| {
            let Widget { cell, sizing, grid, .. } = &self.widgets[child];
            let mut sizing = sizing[axis];
            if grid.is_some() {
                // A grid is at least as large as what it holds.
                let items = self.items(child, axis);
                let least_px = self.axis(child, axis, &items).min_length();
                sizing = sizing.with_min_px(sizing.min_px.max(least_px));
            }
            let (first, tracks) = [(cell.column, cell.columns), (cell.row, cell.rows)][axis];
            Item { first, tracks, sizing }
        };
        self.children(key).iter().map(item).collect()
    }
}

impl Widget {
    fn new(parent: Option<WidgetKey>, cell: Cell, grid: Option<Grid>) -> Self {
        let cell = cell.with_span(cell.rows, cell.columns);
        Self { parent, cell, sizing: [Sizing::default(); 2], grid, rect: CanvasRect::default() }
    }
}
