//! Foreign libraries that are named in one folder only, so that the rest does not depend on them.

use super::source::Source;
use super::{Finding, is_example_test_or_bench, words};

/// A library, and the one folder that may name it.
const FOLDERS: [(&str, &str); 4] = [
    ("glow", "vispy-gloo/src/gl/"),
    ("winit", "vispy-app/src/backends/"),
    ("glutin", "vispy-app/src/backends/"),
    ("glutin_winit", "vispy-app/src/backends/"),
];

/// Finds where `path` names a library that it may not name. A path such as `glow::Context` and an import count, a
/// method, a variable or a module of that name does not.
pub(super) fn check(path: &str, source: &Source) -> Vec<Finding> {
    if is_example_test_or_bench(path) || path.starts_with("xtask/outside/") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (library, folder) in FOLDERS.into_iter().filter(|(_, folder)| !path.starts_with(folder)) {
        for (number, line) in source.numbered().filter(|(_, line)| names(&line.code, library)) {
            let what = line.code.trim();
            let advice = format!("`{library}` is named under {folder} only: wrap what `{what}` needs there");
            findings.push(Finding::new(path, number, "naming", advice));
        }
    }
    findings
}

fn names(code: &str, library: &str) -> bool {
    words(code, library).any(|at| {
        let before = code[..at].trim_end();
        // In `crate::backends::winit::Window` it is a module of our own.
        let is_ours = before.strip_suffix("::").is_some_and(|outer| outer.ends_with(char::is_alphanumeric));
        let is_path = code[at + library.len()..].trim_start().starts_with("::");
        let is_import = before.ends_with("use") || before.ends_with("extern crate");
        !is_ours && (is_path || is_import)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(path, &Source::read(text)).len()
    }

    #[test]
    fn a_foreign_name_is_found_outside_its_folder() {
        assert_eq!(found("vispy-gloo/src/texture.rs", "use glow::HasContext;"), 1);
        assert_eq!(found("vispy-gloo/src/texture.rs", "fn f(gl: &glow::Context) {}"), 1);
        assert_eq!(found("vispy-plot/src/show.rs", "use winit as w;\nlet x = ::glutin::x();"), 2);
        assert_eq!(found("vispy-app/src/backends_extra.rs", "use glutin_winit::x;"), 1);
    }

    #[test]
    fn its_own_folder_examples_and_tests_may_name_it() {
        let text = "use glow::HasContext;";
        for path in
            ["vispy-gloo/src/gl/mod.rs", "vispy-gloo/tests/it/gl.rs", "vispy-plot/benches/raw/main.rs"]
        {
            assert_eq!(found(path, text), 0, "{path}");
        }
        assert_eq!(found("vispy-app/src/backends/window.rs", "use winit::event::Event;"), 0);
    }

    #[test]
    fn comments_strings_and_our_own_names_do_not_count() {
        let text = "//! glow::Context\nlet s = \"glow::x\"; // winit::y\nuse crate::backends::winit::Backend;\n\
                    pub mod glutin;\nlet winit = aglow::x(glow);";
        assert_eq!(found("vispy-app/src/lib.rs", text), 0);
    }
}
