//! Axes of a figure that move together.

use super::{Figure, Link};

impl Figure {
    /// Lets axes show the same part of x at all times, each given by the row and column of its first cell. Axes that do
    /// not exist yet are made.
    ///
    /// ```
    /// let mut figure = vispy_plot::Figure::new();
    /// figure.axes(0, 0).line([1.0, 2.0, 4.0]);
    /// figure.axes(1, 0).line([3.0, 1.0, 2.0]);
    /// figure.link_x(&[(0, 0), (1, 0)]);
    /// # figure.check().unwrap();
    /// ```
    pub fn link_x(&mut self, cells: &[(u32, u32)]) -> &mut Self {
        let axes = self.indices(cells);
        self.document.links.push(Link::X(axes));
        self
    }

    /// Lets axes show the same part of y (of the left axis) at all times, each given by the row and column of its first
    /// cell. Axes that do not exist yet are made.
    pub fn link_y(&mut self, cells: &[(u32, u32)]) -> &mut Self {
        let axes = self.indices(cells);
        self.document.links.push(Link::Y(axes));
        self
    }

    /// Links x of all axes of each column of the figure, and leaves tick labels to the lowest one. To be called when all
    /// axes are there. matplotlib's `sharex="col"`.
    #[doc(alias = "sharex")]
    pub fn share_x(&mut self) -> &mut Self {
        for (_, members) in self.groups(|axes| axes.cell.column) {
            let lowest = members.iter().map(|&i| self.document.axes[i].cell.row).max();
            for &i in &members {
                let axes = &mut self.document.axes[i];
                axes.x.tick_labels = Some(axes.cell.row) == lowest;
            }
            self.document.links.push(Link::X(members));
        }
        self
    }

    /// Links y of all axes of each row of the figure, and leaves tick labels to the leftmost one. To be called when all
    /// axes are there. matplotlib's `sharey="row"`.
    #[doc(alias = "sharey")]
    pub fn share_y(&mut self) -> &mut Self {
        for (_, members) in self.groups(|axes| axes.cell.row) {
            let first = members.iter().map(|&i| self.document.axes[i].cell.column).min();
            for &i in &members {
                let axes = &mut self.document.axes[i];
                axes.y.tick_labels = Some(axes.cell.column) == first;
            }
            self.document.links.push(Link::Y(members));
        }
        self
    }

    /// The axes that have the same number, in groups of two and more.
    fn groups(&self, number: impl Fn(&super::Axes) -> u32) -> Vec<(u32, Vec<usize>)> {
        let mut groups: std::collections::BTreeMap<u32, Vec<usize>> = std::collections::BTreeMap::new();
        for (i, axes) in self.document.axes.iter().enumerate() {
            groups.entry(number(axes)).or_default().push(i);
        }
        groups.into_iter().filter(|(_, members)| members.len() > 1).collect()
    }

    fn indices(&mut self, cells: &[(u32, u32)]) -> Vec<usize> {
        cells.iter().map(|&(row, column)| self.axes_index(row, column)).collect()
    }
}
