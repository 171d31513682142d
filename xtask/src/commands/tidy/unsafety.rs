//! Where `unsafe` may stand, and that each block says why it is sound.

use super::source::{Line, Source};
use super::{Finding, is_example_test_or_bench, words};

const RULE: &str = "unsafe";

/// The only places for `unsafe`.
const PLACES: [&str; 3] = ["vispy-gloo/src/gl/", "vispy-app/src/backends/", "vispy-plot/src/data/mmap.rs"];

/// Checks the crate's root attribute if `path` is one, the place of each `unsafe`, and the `// SAFETY:` line of each
/// block.
pub(super) fn check(path: &str, source: &Source) -> Vec<Finding> {
    // A user's project says nothing of ours, and is counted in lines.
    if path.starts_with("xtask/outside/") {
        return Vec::new();
    }
    let mut findings = check_root(path, source);
    let is_a_place = PLACES.iter().any(|place| path.starts_with(place));
    for (number, line) in source.numbered() {
        let Some(at) = words(&line.code, "unsafe").next() else { continue };
        if !is_a_place && !is_example_test_or_bench(path) {
            let advice = format!("`unsafe` stands only in {}", PLACES.join(", "));
            findings.push(Finding::new(path, number, RULE, advice));
        }
        let rest = line.code[at + "unsafe".len()..].trim_start();
        if (rest.starts_with('{') || rest.starts_with("impl")) && !is_explained(&source.lines, number - 1) {
            findings.push(Finding::new(path, number, RULE, "say above it why it is sound: `// SAFETY: ...`"));
        }
    }
    findings
}

/// Whether the line at `index`, or the comment above the statement that it belongs to, has a `SAFETY:`.
fn is_explained(lines: &[Line], index: usize) -> bool {
    let says_so = |line: &Line| line.comment.contains("SAFETY:");
    let above = lines[..index].iter().rev().take_while(|line| {
        let code = line.code.trim();
        let is_blank = code.is_empty() && line.comment.is_empty();
        let ends_a_statement = code.ends_with([';', '{', '}', ',']);
        says_so(line) || !(is_blank || ends_a_statement || words(code, "unsafe").next().is_some())
    });
    says_so(&lines[index]) || above.into_iter().any(says_so)
}

/// The root of each library and program forbids `unsafe`; those with a place for it deny it instead, since what is
/// forbidden cannot be allowed again further down.
fn check_root(path: &str, source: &Source) -> Vec<Finding> {
    let Some((crate_name, inside)) = path.split_once('/') else { return Vec::new() };
    let is_program = inside.starts_with("src/bin/") && inside.ends_with("/main.rs");
    if !matches!(inside, "src/lib.rs" | "src/main.rs") && !is_program {
        return Vec::new();
    }
    let has_a_place =
        inside == "src/lib.rs" && PLACES.iter().any(|place| place.starts_with(&format!("{crate_name}/")));
    let is_there = |attribute: &str| source.lines.iter().any(|line| line.code.trim() == attribute);
    if is_there("#![forbid(unsafe_code)]") || (has_a_place && is_there("#![deny(unsafe_code)]")) {
        return Vec::new();
    }
    let wanted = if has_a_place { "#![deny(unsafe_code)]" } else { "#![forbid(unsafe_code)]" };
    vec![Finding::new(path, 1, RULE, format!("add `{wanted}`"))]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        check(path, &Source::read(text)).iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn unsafe_is_found_outside_its_places() {
        let text = "// SAFETY: fine.\nunsafe { f() }\n";
        assert_eq!(lines("vispy-scene/src/node.rs", text), [2]);
        assert_eq!(lines("vispy-gloo/src/gl/mod.rs", text), [0; 0]);
        assert_eq!(lines("vispy-plot/src/data/mmap.rs", text), [0; 0]);
        assert_eq!(lines("vispy-plot/tests/it/raw.rs", text), [0; 0]);
        assert_eq!(
            lines("vispy-scene/src/node.rs", "// unsafe\nlet s = \"unsafe\"; // unsafe { }\n"),
            [0; 0]
        );
    }

    #[test]
    fn each_block_says_why() {
        let path = "vispy-gloo/src/gl/buffer.rs";
        assert_eq!(lines(path, "let a = 1;\nunsafe { f() }\n"), [2]);
        assert_eq!(lines(path, "unsafe { f() } // SAFETY: G1.\n"), [0; 0]);
        assert_eq!(
            lines(path, "// SAFETY: G1, and\n// more.\n#[expect(x)]\nlet a =\n    unsafe { f() };\n"),
            [0; 0]
        );
        assert_eq!(lines(path, "// SAFETY: G1.\nunsafe { f() };\nunsafe { g() };\n"), [3]);
        assert_eq!(lines(path, "// SAFETY: G1.\nlet a = 1;\n\nunsafe impl Send for A {}\n"), [4]);
        assert_eq!(lines(path, "unsafe fn f() {}\n"), [0; 0]);
    }

    #[test]
    fn roots_carry_the_attribute() {
        assert_eq!(lines("vispy-scene/src/lib.rs", "//! Scene.\n#![deny(unsafe_code)]\n"), [1]);
        assert_eq!(lines("vispy-scene/src/lib.rs", "//! Scene.\n#![forbid(unsafe_code)]\n"), [0; 0]);
        assert_eq!(lines("vispy-plot/src/lib.rs", "//! Plot.\n#![deny(unsafe_code)]\n"), [0; 0]);
        assert_eq!(lines("vispy-plot/src/bin/vispy/main.rs", "#![deny(unsafe_code)]\n"), [1]);
        assert_eq!(lines("vispy-app/src/lib.rs", "//! App.\n"), [1]);
        assert_eq!(lines("vispy-app/src/event.rs", "//! Events.\n"), [0; 0]);
    }
}
