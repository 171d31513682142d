//! A table of named columns.

use std::path::PathBuf;

use crate::data::Column;
use crate::error::Error;

/// A cell that made its column a column of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextCell {
    /// What is in the cell.
    pub value: String,
    /// The line of the file, counted from 1; `None` where the file has no lines.
    pub line: Option<u64>,
}

/// A column with its name.
#[derive(Debug, Clone)]
pub struct NamedColumn {
    /// The name in the header, or `column 1` and so on where there is none.
    pub name: String,
    /// The values.
    pub column: Column,
    /// Of a column of texts: the first value that is not of the type that the values before it had.
    pub text: Option<TextCell>,
}

/// Named columns of equal length.
#[derive(Debug, Clone)]
pub struct Table {
    /// The file that the table was read from, for messages.
    pub path: PathBuf,
    /// The columns in the order of the file.
    pub columns: Vec<NamedColumn>,
    /// The number of rows, the header not counted.
    pub rows: usize,
}

impl Table {
    /// Returns the position of a column by its name, or by its number (`"1"` is the first) if no column has that name.
    ///
    /// # Errors
    ///
    /// [`Error::MissingColumn`], which lists the columns that there are.
    pub fn position(&self, name: &str) -> Result<usize, Error> {
        let by_name = self.columns.iter().position(|c| c.name == name);
        let by_number = || name.parse::<usize>().ok()?.checked_sub(1).filter(|&i| i < self.columns.len());
        by_name.or_else(by_number).ok_or_else(|| Error::MissingColumn {
            path: self.path.clone(),
            name: name.into(),
            columns: self.columns.iter().map(|c| c.name.clone()).collect(),
            suggestion: closest(name, self.columns.iter().map(|c| c.name.as_str())),
        })
    }

    /// Returns a column of any type.
    ///
    /// # Errors
    ///
    /// [`Error::MissingColumn`], which lists the columns that there are.
    pub fn column(&self, name: &str) -> Result<&Column, Error> {
        self.position(name).map(|i| &self.columns[i].column)
    }

    /// Returns a column that can be drawn: numbers or times.
    ///
    /// # Errors
    ///
    /// - [`Error::MissingColumn`], which lists the columns that there are.
    /// - [`Error::NotNumeric`], which names the first value that is a text, and its line.
    pub fn drawable(&self, name: &str) -> Result<&NamedColumn, Error> {
        let found = &self.columns[self.position(name)?];
        match &found.text {
            None => Ok(found),
            Some(cell) => Err(Error::NotNumeric {
                path: self.path.clone(),
                column: found.name.clone(),
                value: cell.value.clone(),
                line: cell.line,
            }),
        }
    }
}

/// Returns the candidate that was probably meant: equal but for case, or at most a third of the letters away.
pub(crate) fn closest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
    let wanted = name.to_lowercase();
    let allowed = (wanted.chars().count() / 3).max(1);
    candidates
        .map(|candidate| (strsim::levenshtein(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, _)| distance <= allowed)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_names_are_suggested() {
        let names = ["date", "open", "Close"];
        assert_eq!(closest("cloze", names.into_iter()), Some("Close".into()));
        assert_eq!(closest("DATE", names.into_iter()), Some("date".into()));
        assert_eq!(closest("volume", names.into_iter()), None);
    }
}
