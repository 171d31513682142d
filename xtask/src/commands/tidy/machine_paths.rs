//! Paths that exist on one machine only.

use super::Finding;

/// The beginnings of such paths, without the slashes around them, so that this file is not found itself.
const FOLDERS: [&str; 4] = ["home", "root", "Users", "work"];

/// Finds absolute paths into the folders of one machine's users.
pub(super) fn check(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, line) in text.lines().enumerate() {
        for folder in FOLDERS {
            if has_path(line, &format!("/{folder}/")) {
                let advice =
                    format!("/{folder}/... is a path of one machine: write it relative to the repository");
                findings.push(Finding::new(path, at + 1, "machine-path", advice));
            }
        }
    }
    findings
}

/// Whether `start` opens a path in `line`, and is not the middle of a longer one.
fn has_path(line: &str, start: &str) -> bool {
    line.match_indices(start).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '}' | '*'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_a_machine_are_found() {
        for folder in FOLDERS {
            let text = format!("fine\nsee `/{folder}/me/file`\n");
            let lines: Vec<_> = check("a.md", &text).iter().map(|finding| finding.line).collect();
            assert_eq!(lines, [2], "{folder}");
        }
    }

    #[test]
    fn longer_paths_and_addresses_are_not() {
        for text in ["../work/x", "https://example.org/home/x", "a/root/b", "/usr/lib/x", "/workshop/a"] {
            assert_eq!(check("a.md", text), [], "{text}");
        }
    }
}
