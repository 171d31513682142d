//! Links between the pages of the site.

use std::path::Path;

use crate::failure::{Failure, Outcome};

/// Checks the links and pictures of the site's own pages, and counts them; rustdoc checks its own.
pub(super) fn check(site: &Path) -> Outcome<usize> {
    let failed = |error: std::io::Error| Failure::new(format!("{}: {error}", site.display()));
    let (mut count, mut broken) = (0, Vec::new());
    for entry in std::fs::read_dir(site).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_none_or(|extension| extension != "html") {
            continue;
        }
        let text = std::fs::read_to_string(&path).map_err(failed)?;
        for target in targets(&text) {
            count += 1;
            if !exists(site, &path, target) {
                broken.push(format!("{}: {target}", path.display()));
            }
        }
    }
    if broken.is_empty() {
        return Ok(count);
    }
    broken.sort_unstable();
    Err(Failure::new(format!("links to what is not there:\n{}", broken.join("\n"))))
}

/// What a page refers to.
fn targets(html: &str) -> Vec<&str> {
    let after = |mark: &'static str| html.split(mark).skip(1).filter_map(|rest| rest.split('"').next());
    after(" href=\"").chain(after(" src=\"")).collect()
}

/// Whether a target is there. Other sites are not asked.
fn exists(site: &Path, page: &Path, target: &str) -> bool {
    if target.starts_with("https://") {
        return true;
    }
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = if file.is_empty() { page.to_path_buf() } else { site.join(file) };
    let Ok(bytes) = std::fs::read(path) else { return false };
    let mark = format!("id=\"{anchor}\"");
    anchor.is_empty() || String::from_utf8_lossy(&bytes).contains(&mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_pictures_are_found() {
        let html = "<a href=\"a.html#x\">a</a> <img src=\"b.png\" alt=\"\">";
        assert_eq!(targets(html), ["a.html#x", "b.png"]);
    }

    #[test]
    fn a_link_is_broken_when_its_file_or_its_anchor_is_missing() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let page = here.join("Cargo.toml");
        assert!(exists(here, &page, "Cargo.toml") && exists(here, &page, "https://example.org/none"));
        assert!(!exists(here, &page, "Cargo.toml#nowhere") && !exists(here, &page, "missing.html"));
    }
}
