//! What every Rust file keeps: a line on what it is for, a size that one can read, nothing left for later.

use super::source::Source;
use super::{Finding, words};

/// How a file can say what it is for; the root of a library takes in its README.
const OPENINGS: [&str; 2] = ["//!", "#![doc = include_str!("];

/// The most lines of code in one file, without its unit tests.
const MOST_LINES: usize = 600;

/// Files that are long because they are tables.
const TABLES: [&str; 0] = [];

/// Words by which people mark what they left for later. Taken apart, so that this file is not found itself.
const LEFT_FOR_LATER: [&str; 2] = ["TODO", "FIXME"];

/// Checks one Rust file.
pub(super) fn check(path: &str, text: &str, source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let first = text.lines().find(|line| !line.trim().is_empty());
    if !first.is_some_and(|line| OPENINGS.iter().any(|opening| line.starts_with(opening))) {
        findings.push(Finding::new(
            path,
            1,
            "module-doc",
            "open the file with a `//!` line on what it is for",
        ));
    }
    let length = code_lines(source);
    if length > MOST_LINES && !TABLES.contains(&path) {
        let advice =
            format!("{length} lines of code, and {MOST_LINES} are the most: split by what changes together");
        findings.push(Finding::new(path, 1, "size", advice));
    }
    for (number, line) in source.numbered() {
        for word in LEFT_FOR_LATER {
            if words(&line.comment, word).next().is_some() {
                let advice = format!("no {word} is committed: do it, or file an issue and take the note out");
                findings.push(Finding::new(path, number, "left-for-later", advice));
            }
        }
    }
    findings
}

/// The lines that hold code, down to the unit tests.
fn code_lines(source: &Source) -> usize {
    let lines = &source.lines;
    let is_test_module = |at: usize| {
        let next = lines[at + 1..].iter().find(|line| line.has_code());
        lines[at].code.trim() == "#[cfg(test)]"
            && next.is_some_and(|line| words(&line.code, "mod").next().is_some())
    };
    let end = (0..lines.len()).find(|at| is_test_module(*at)).unwrap_or(lines.len());
    lines[..end].iter().filter(|line| line.has_code()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str) -> Vec<&'static str> {
        check("a.rs", text, &Source::read(text)).iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn a_file_opens_with_what_it_is_for() {
        assert_eq!(rules("//! Lines.\n\nuse a;\n"), [""; 0]);
        assert_eq!(rules("#![doc = include_str!(\"../README.md\")]\n"), [""; 0]);
        assert_eq!(rules("use a;\n//! Lines.\n"), ["module-doc"]);
        assert_eq!(rules(""), ["module-doc"]);
    }

    #[test]
    fn notes_for_later_are_found_in_comments() {
        for word in LEFT_FOR_LATER {
            assert_eq!(rules(&format!("//! A.\nfn a() {{}} // {word}: b\n")), ["left-for-later"]);
            assert_eq!(rules(&format!("//! A.\nlet a = \"{word}\"; // {word}S are counted\n")), [""; 0]);
        }
    }

    #[test]
    fn long_files_are_found_and_tests_do_not_count() {
        let code = "let a = 1;\n".repeat(MOST_LINES);
        let tests = "#[cfg(test)]\nmod tests {\n    let a = 1;\n}\n";
        assert_eq!(rules(&format!("//! A.\n\n// b\n{code}{tests}")), [""; 0]);
        assert_eq!(rules(&format!("//! A.\n{code}let b = 2;\n")), ["size"]);
        assert_eq!(
            rules(&format!("//! A.\n#[cfg(test)]\nuse b;\n{code}")),
            ["size"],
            "one import is not the tests"
        );
    }
}
