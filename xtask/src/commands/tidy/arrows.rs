//! Which crate may depend on which: `gloo <- visuals <- scene <- plot` and `gloo <- app <- scene`.

use super::Finding;

const RULE: &str = "arrows";

/// Each crate with those of this workspace that it may depend on.
const ARROWS: [(&str, &[&str]); 6] = [
    ("vispy-gloo", &[]),
    ("vispy-app", &["vispy-gloo"]),
    ("vispy-visuals", &["vispy-gloo"]),
    ("vispy-scene", &["vispy-visuals", "vispy-gloo", "vispy-app"]),
    ("vispy-plot", &["vispy-scene", "vispy-visuals", "vispy-gloo", "vispy-app"]),
    ("xtask", &[]),
];

/// Libraries that belong to one layer only.
const OWNED: [(&str, &str); 4] =
    [("glow", "vispy-gloo"), ("winit", "vispy-app"), ("glutin", "vispy-app"), ("glutin-winit", "vispy-app")];

/// Checks the normal dependencies in the `Cargo.toml` of a crate, and in the workspace's own that the shared entry
/// of vispy-app has no default features.
pub(super) fn check(path: &str, text: &str) -> Vec<Finding> {
    if path == "Cargo.toml" {
        return check_shared(text);
    }
    let Some((crate_name, "Cargo.toml")) = path.split_once('/') else { return Vec::new() };
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == crate_name) else { return Vec::new() };
    let mut findings = Vec::new();
    for Dependency { line, name, entry } in dependencies(text) {
        let ours = name.starts_with("vispy");
        if ours && !allowed.contains(&name) {
            let advice = format!("{crate_name} must not depend on {name}: move what is shared further down");
            findings.push(Finding::new(path, line, RULE, advice));
        }
        if let Some((_, owner)) = OWNED.iter().find(|(owned, owner)| *owned == name && *owner != crate_name) {
            let advice = format!("only {owner} may depend on {name}: use what {owner} offers");
            findings.push(Finding::new(path, line, RULE, advice));
        }
        if crate_name == "vispy-scene" && name == "vispy-app" && entry.contains("features") {
            let advice = "vispy-scene uses vispy-app for its events and traits only: ask for no features";
            findings.push(Finding::new(path, line, RULE, advice));
        }
        if entry.contains("package = \"vispy-") {
            findings.push(Finding::new(path, line, RULE, "do not rename the crates of this workspace"));
        }
    }
    findings
}

fn check_shared(text: &str) -> Vec<Finding> {
    let shared = entries(text, |section| section == "workspace.dependencies");
    shared
        .filter(|dependency| {
            dependency.name == "vispy-app" && !dependency.entry.contains("default-features = false")
        })
        .map(|dependency| {
            let advice = "vispy-app needs `default-features = false` here, or vispy-scene gets its backends";
            Finding::new("Cargo.toml", dependency.line, RULE, advice)
        })
        .collect()
}

/// One line of a table of dependencies.
struct Dependency<'a> {
    line: usize,
    name: &'a str,
    entry: &'a str,
}

/// What `text` lists as normal dependencies, for all targets.
fn dependencies(text: &str) -> impl Iterator<Item = Dependency<'_>> {
    entries(text, |section| {
        section == "dependencies"
            || section.starts_with("dependencies.")
            || (section.starts_with("target.") && section.ends_with(".dependencies"))
    })
}

/// The lines of those sections that `wanted` picks; `[dependencies.NAME]` counts as a line for `NAME`.
fn entries<'a>(text: &'a str, wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = Dependency<'a>> {
    let mut inside = false;
    let mut table = None;
    text.lines().enumerate().filter_map(move |(at, entry)| {
        let entry = entry.split('#').next().unwrap_or_default().trim();
        if let Some(section) = entry.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            inside = wanted(section);
            table = section.strip_prefix("dependencies.");
        }
        let key = entry.split(['=', '.', ' ']).next().unwrap_or_default().trim_matches('"');
        let name = table.unwrap_or(key);
        (inside && !name.is_empty() && !name.starts_with('[')).then_some(Dependency {
            line: at + 1,
            name,
            entry,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        check(path, text).iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn the_designed_arrows_pass() {
        let scene = "[dependencies]\nglam.workspace = true\nvispy-app.workspace = true\nvispy-gloo = { path = \"x\" }\n";
        assert_eq!(check("vispy-scene/Cargo.toml", scene), []);
        let gloo = "[dependencies]\nglow.workspace = true\n[dev-dependencies]\nvispy-app = { path = \"../vispy-app\" }\n";
        assert_eq!(check("vispy-gloo/Cargo.toml", gloo), []);
    }

    #[test]
    fn other_arrows_are_found() {
        let text = "[dependencies]\nglam = \"1\"\nvispy-scene.workspace = true\n";
        assert_eq!(lines("vispy-visuals/Cargo.toml", text), [3]);
        assert_eq!(lines("vispy-gloo/Cargo.toml", "[dependencies.vispy-app]\npath = \"x\"\n"), [1, 2]);
        let target = "[target.'cfg(unix)'.dependencies]\nvispy-plot = \"1\"\n";
        assert_eq!(lines("vispy-app/Cargo.toml", target), [2]);
        assert_eq!(lines("xtask/Cargo.toml", "[dependencies]\nvispy-gloo = \"1\"\n"), [2]);
    }

    #[test]
    fn windows_and_gl_belong_to_one_crate_each() {
        assert_eq!(lines("vispy-plot/Cargo.toml", "[dependencies]\nwinit.workspace = true\n"), [2]);
        assert_eq!(lines("vispy-visuals/Cargo.toml", "[dependencies]\nglow = \"0.17\"\n"), [2]);
        assert_eq!(lines("vispy-visuals/Cargo.toml", "[dev-dependencies]\nglow = \"0.17\"\n"), [0; 0]);
    }

    #[test]
    fn scene_gets_no_backend() {
        let text = "[dependencies]\nvispy-app = { workspace = true, features = [\"egl\"] }\n";
        assert_eq!(lines("vispy-scene/Cargo.toml", text), [2]);
        assert_eq!(lines("vispy-plot/Cargo.toml", text), [0; 0]);
        let shared = "[workspace.dependencies]\nvispy-app = { path = \"vispy-app\" }\n";
        assert_eq!(lines("Cargo.toml", shared), [2]);
        assert_eq!(lines("Cargo.toml", &shared.replace(" }", ", default-features = false }")), [0; 0]);
    }
}
