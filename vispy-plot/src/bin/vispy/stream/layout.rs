//! Which columns of the lines are drawn.

use super::cells::{Cell, split};
use crate::args::Args;
use crate::failure::Failure;

/// Lines that are made when a window opens before the first line says how many columns there are.
const UNKNOWN_LINES: usize = 4;

/// Which columns of the lines are drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// The column of x; `None` counts the lines.
    pub(super) x: Option<Column>,
    /// The columns of y, with their names.
    pub(super) y: Vec<(usize, Option<String>)>,
    /// Whether every line has all of them.
    pub(super) is_known: bool,
}

/// The column of x.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    pub(super) index: usize,
    pub(super) name: Option<String>,
    pub(super) is_time: bool,
}

impl Layout {
    /// Whether the options name columns that only the first line can tell.
    pub(super) fn needs_names(args: &Args) -> bool {
        let names = args.x.iter().map(String::as_str).chain(args.y.iter().flat_map(|names| names.split(',')));
        names.into_iter().any(|name| name.trim().parse::<usize>().is_err())
    }

    /// What the options say before any line arrived.
    pub(super) fn unknown(args: &Args) -> Result<Self, Failure> {
        let number = |name: &str| column(name, &[], usize::MAX);
        let x = args.x.as_deref().map(number).transpose()?;
        let y: Vec<usize> = match &args.y {
            Some(names) => names.split(',').map(number).collect::<Result<_, _>>()?,
            None => (0..).filter(|index| Some(*index) != x).take(UNKNOWN_LINES).collect(),
        };
        Ok(Self {
            x: x.map(|index| Column { index, name: None, is_time: false }),
            y: y.into_iter().map(|index| (index, None)).collect(),
            is_known: false,
        })
    }

    /// What the first lines say, once there is one with numbers; the last one counts only if it is `complete`.
    pub(super) fn of(text: &[u8], complete: bool, args: &Args) -> Result<Option<Self>, Failure> {
        let text = String::from_utf8_lossy(text);
        let whole = match text.rfind('\n') {
            _ if complete => &text[..],
            Some(end) => &text[..end],
            None => return Ok(None),
        };
        let mut lines = whole.lines().map(split).filter(|cells| !cells.is_empty());
        let Some(mut first) = lines.next() else { return Ok(None) };
        let is_header = first.iter().all(|cell| Cell::parse(cell) == Cell::Text);
        let names: Vec<&str> = if is_header { first.clone() } else { Vec::new() };
        if is_header {
            let Some(next) = lines.next() else { return Ok(None) };
            first = next;
        }
        let cells: Vec<Cell> = first.iter().map(|cell| Cell::parse(cell)).collect();
        let number = |name: &str| column(name, &names, cells.len());
        let name = |index: usize| names.get(index).map(|name| (*name).to_owned());
        let is_time = |index: usize| matches!(cells[index], Cell::Time(_));
        let chosen = args.x.as_deref().map(number).transpose()?;
        let dates = (0..cells.len()).find(|index| is_time(*index) && args.rate.is_none());
        let x = chosen.or(dates);
        let y = match &args.y {
            Some(names) => names.split(',').map(number).collect::<Result<_, _>>()?,
            None => (0..cells.len())
                .filter(|index| Some(*index) != x && matches!(cells[*index], Cell::Number(_)))
                .collect::<Vec<_>>(),
        };
        if y.is_empty() {
            return Err(Failure::Usage(format!("no column of numbers in the line '{}'", first.join(","))));
        }
        Ok(Some(Self {
            x: x.map(|index| Column { index, name: name(index), is_time: is_time(index) }),
            y: y.into_iter().map(|index| (index, name(index))).collect(),
            is_known: true,
        }))
    }
}

/// The index of a column that is called by its name or by its number, from 1.
fn column(name: &str, names: &[&str], columns: usize) -> Result<usize, Failure> {
    let name = name.trim();
    if let Some(index) = names.iter().position(|known| *known == name) {
        return Ok(index);
    }
    match name.parse::<usize>() {
        Ok(number) if (1..=columns).contains(&number) => Ok(number - 1),
        _ if names.is_empty() => Err(Failure::Usage(format!("no column '{name}'; the lines have {columns}"))),
        _ => Err(Failure::Usage(format!("no column '{name}'; columns are {}", names.join(", ")))),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    fn layout(text: &str, options: &[&str]) -> Result<Option<Layout>, String> {
        let args = Args::try_parse_from([&["vispy", "-"], options].concat()).unwrap();
        Layout::of(text.as_bytes(), false, &args).map_err(|failure| failure.one_line())
    }

    fn columns(layout: &Layout) -> (Option<usize>, Vec<usize>) {
        (layout.x.as_ref().map(|x| x.index), layout.y.iter().map(|(index, _)| *index).collect())
    }

    #[test]
    fn the_first_line_with_numbers_decides() {
        assert_eq!(layout("1 2", &[]), Ok(None), "the line may go on");
        assert_eq!(layout("# comment\nt,a\n", &[]), Ok(None), "a header alone says nothing");
        let two = layout("1 2\n", &[]).unwrap().unwrap();
        assert_eq!(columns(&two), (None, vec![0, 1]));
        let named = layout("t,a,b\n0,1,2\n", &["-x", "t", "-y", "b"]).unwrap().unwrap();
        assert_eq!(columns(&named), (Some(0), vec![2]));
        assert_eq!(named.y[0].1.as_deref(), Some("b"));
        let numbered = layout("0,1,2\n", &["-x", "1"]).unwrap().unwrap();
        assert_eq!(columns(&numbered), (Some(0), vec![1, 2]));
        let dated = layout("2000-01-01 10:00:00;3\n", &[]).unwrap().unwrap();
        assert!(columns(&dated) == (Some(0), vec![1]) && dated.x.unwrap().is_time, "a time is x");
    }

    #[test]
    fn columns_that_are_not_there_are_refused() {
        assert_eq!(layout("0,1\n", &["-x", "3"]), Err("no column '3'; the lines have 2".to_owned()));
        assert_eq!(layout("t,a\n0,1\n", &["-y", "b"]), Err("no column 'b'; columns are t, a".to_owned()));
    }
}
