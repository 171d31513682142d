//! Which columns of a table a person would want to see.

use super::Table;

/// Columns of a table that say something together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The position of the column for x; `None` for the number of the row.
    pub x: Option<usize>,
    /// The position of the column for y.
    pub y: usize,
    /// Whether x goes on from row to row, so that a line through the points makes sense; if not, they are a cloud.
    pub in_order: bool,
}

impl Table {
    /// Chooses columns to show where nobody says which. The first column of times is x, else the first one of increasing
    /// numbers; the first other column of numbers is y. Where no column is in order, y is the second column of
    /// numbers, over the first. `None` if there are no numbers.
    #[must_use]
    pub fn pair(&self) -> Option<Pair> {
        let mut numbers = (0..self.columns.len()).filter(|&i| self.has_numbers(i));
        let (first, second) = (numbers.next()?, numbers.next());
        if let Some(x) = self.ordered(&[]) {
            return Some(Pair { x: Some(x), y: if x == first { second? } else { first }, in_order: true });
        }
        Some(match second {
            Some(y) => Pair { x: Some(first), y, in_order: false },
            None => Pair { x: None, y: first, in_order: true },
        })
    }

    /// Returns the first column of times, else the first column of increasing numbers, that is not taken for y; `None` if no
    /// other column would be left for y.
    #[must_use]
    pub fn ordered(&self, y: &[usize]) -> Option<usize> {
        let free = || (0..self.columns.len()).filter(|i| !y.contains(i));
        let column = |i: usize| &self.columns[i].column;
        let leaves_y =
            |x: usize| !y.is_empty() || (0..self.columns.len()).any(|i| i != x && self.has_numbers(i));
        let times = free().find(|&i| column(i).dtype().is_time());
        let increasing =
            |&i: &usize| column(i).dtype().is_number() && column(i).len() > 1 && column(i).is_increasing();
        times.or_else(|| free().find(increasing)).filter(|&x| leaves_y(x))
    }

    /// Tells whether a column has a number in it to draw.
    #[must_use]
    pub fn has_numbers(&self, index: usize) -> bool {
        let column = self.columns.get(index).map(|named| &named.column);
        column.is_some_and(|column| column.dtype().is_number() && column.extent().is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::readers::NamedColumn;
    use crate::data::{Column, TimeUnit};

    fn pair(columns: &[Column]) -> Option<(Option<usize>, usize, bool)> {
        let named = |column: &Column| NamedColumn { name: "c".into(), column: column.clone(), text: None };
        let columns = columns.iter().map(named).collect();
        let table = Table { path: "t.csv".into(), columns, rows: 3 };
        table.pair().map(|pair| (pair.x, pair.y, pair.in_order))
    }

    #[test]
    fn what_is_in_order_is_x_and_clouds_have_their_first_columns() {
        let rising = || Column::from([1.0, 2.0, 3.0]);
        let other = || Column::from([5.0, 3.0, 4.0]);
        let times = || Column::timestamps(vec![5, 1, 2], TimeUnit::Seconds);
        let names = || Column::text(["a", "b", "c"]);
        assert_eq!(pair(&[rising(), other()]), Some((Some(0), 1, true)));
        assert_eq!(pair(&[other(), rising()]), Some((Some(1), 0, true)));
        assert_eq!(pair(&[rising(), times()]), Some((Some(1), 0, true)), "times come first");
        assert_eq!(pair(&[names(), other(), other()]), Some((Some(1), 2, false)), "a cloud");
        assert_eq!(pair(&[names(), rising()]), Some((None, 1, true)), "there is nothing to be y");
        assert_eq!(pair(&[other()]), Some((None, 0, true)));
        assert_eq!(pair(&[names()]), None);
        assert_eq!(pair(&[times()]), None);
    }
}
