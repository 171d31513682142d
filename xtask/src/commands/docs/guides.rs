//! Guides: one for each layer, written in Markdown beside its crate.

use xshell::Shell;

use crate::failure::{Failure, Outcome};
use crate::workspace;

/// The crates, the most convenient one first.
pub(super) const CRATES: [&str; 5] =
    ["vispy-plot", "vispy-scene", "vispy-visuals", "vispy-app", "vispy-gloo"];

/// A guide to a layer.
pub(super) struct Guide {
    /// The crate.
    pub(super) package: &'static str,
    /// Its first heading.
    pub(super) title: String,
    /// Its first paragraph as HTML.
    pub(super) summary: String,
    /// Its text as HTML.
    pub(super) html: String,
}

impl Guide {
    /// The name of its page.
    pub(super) fn page(&self) -> String {
        format!("guide-{}.html", self.package)
    }
}

/// Reads all guides.
pub(super) fn all(sh: &Shell) -> Outcome<Vec<Guide>> {
    CRATES.into_iter().map(|package| read(sh, package)).collect()
}

fn read(sh: &Shell, package: &'static str) -> Outcome<Guide> {
    let path = workspace::root().join(package).join("GUIDE.md");
    let text = sh.read_file(&path)?;
    let mut lines = text.lines();
    let title = lines.next().and_then(|line| line.strip_prefix("# "));
    let title = title.ok_or_else(|| Failure::new(format!("{}: no heading on line 1", path.display())))?;
    let summary: Vec<&str> =
        lines.skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty()).collect();
    let mut html = html_of(&text);
    // Between the files as between the pages.
    for other in CRATES {
        html = html.replace(&format!("../{other}/GUIDE.md"), &format!("guide-{other}.html"));
    }
    Ok(Guide { package, title: title.to_owned(), summary: html_of(&summary.join(" ")), html })
}

fn html_of(markdown: &str) -> String {
    let mut html = String::new();
    pulldown_cmark::html::push_html(
        &mut html,
        pulldown_cmark::Parser::new_ext(markdown, pulldown_cmark::Options::ENABLE_TABLES),
    );
    html
}
