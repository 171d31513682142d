//! `cargo xtask tidy`: the rules of this workspace that rustfmt and clippy do not know.
//!
//! One file per group of rules. Each rule is a function from a file's text to what it finds there, so that it is
//! tested with texts.

mod arrows;
mod glsl;
mod goldens;
mod layout;
mod links;
mod machine_paths;
mod modules;
mod naming;
mod source;
mod unsafety;

use std::fmt;
use std::fs;
use std::path::Path;

use self::source::Source;
use crate::failure::{Failure, Outcome};
use crate::workspace;

/// A rule that is broken at one place, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    /// Relative to the workspace's folder.
    path: String,
    /// From 1.
    line: usize,
    rule: &'static str,
    advice: String,
}

impl Finding {
    fn new(path: &str, line: usize, rule: &'static str, advice: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, rule, advice: advice.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}", self.path, self.line, self.rule, self.advice)
    }
}

/// Checks every file of the workspace and prints what is found.
pub(crate) fn run() -> Outcome {
    let files = workspace::files(&workspace::shell()?)?;
    let mut findings = layout::check(&files);
    for path in &files {
        let bytes = fs::read(workspace::root().join(path))
            .map_err(|error| Failure::new(format!("{path} could not be read: {error}")))?;
        findings.extend(check_file(path, &bytes, &files));
    }
    findings.sort_unstable();
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => {
            println!("tidy: {} files, nothing found", files.len());
            Ok(())
        }
        count => Err(Failure::new(format!("tidy: {count} found in {} files", files.len()))),
    }
}

/// All rules that look at one file.
fn check_file(path: &str, bytes: &[u8], files: &[String]) -> Vec<Finding> {
    if goldens::is_golden(path) {
        return goldens::check(path, bytes);
    }
    // What is not text is data, of which nothing is asked.
    let Ok(text) = str::from_utf8(bytes) else { return Vec::new() };
    let mut findings = machine_paths::check(path, text);
    match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        Some("rs") => {
            let source = Source::read(text);
            findings.extend(modules::check(path, text, &source));
            findings.extend(naming::check(path, &source));
            findings.extend(unsafety::check(path, &source));
        }
        Some("toml") => findings.extend(arrows::check(path, text)),
        Some("md") => findings.extend(links::check(path, text, files)),
        Some("glsl") => findings.extend(glsl::check(path, text)),
        _ => {}
    }
    findings
}

/// The byte offsets at which `word` stands in `code` as a word of its own, not as a part of a longer name.
fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let in_a_name = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let before = code[..*at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !before.is_some_and(in_a_name) && !after.is_some_and(in_a_name)
    })
}

/// Whether `path` is an example, an integration test or a benchmark, which may name what the library may not.
fn is_example_test_or_bench(path: &str) -> bool {
    matches!(path.split('/').nth(1), Some("examples" | "tests" | "benches"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_reads_as_an_editor_expects() {
        let finding = Finding::new("a/b.rs", 3, "naming", "do that");
        assert_eq!(finding.to_string(), "a/b.rs:3: naming: do that");
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(words("glow::x, aglow::, glow_y, (glow)", "glow").collect::<Vec<_>>(), [0, 27]);
    }

    #[test]
    fn each_kind_of_file_meets_its_rules() {
        let broken: [(&str, &str, &str); 5] = [
            ("vispy-gloo/src/a.rs", "fn a() {}\n", "module-doc"),
            ("vispy-gloo/Cargo.toml", "[dependencies]\nvispy-app = \"1\"\n", "arrows"),
            ("README.md", "[a](gone.md)\n", "links"),
            ("vispy-visuals/shaders/a.glsl", "void main() {}\n", "glsl-header"),
            ("vispy-plot/golden/a.png", "no picture", "golden"),
        ];
        for (path, text, rule) in broken {
            let rules: Vec<_> =
                check_file(path, text.as_bytes(), &[]).iter().map(|finding| finding.rule).collect();
            assert_eq!(rules, [rule], "{path}");
        }
        assert!(check_file("vispy-plot/data/a.npy", &[0xff, 0xfe], &[]).is_empty(), "data is not text");
    }
}
