//! `cargo xtask docs`: one static site: a guide for each layer, the API of all crates, and a page for each example with
//! its code beside the picture that it has just drawn.

mod examples;
mod guides;
mod links;
mod page;

use std::path::{Path, PathBuf};

use clap::Args;
use xshell::{Shell, cmd};

use crate::commands::setup::{self, Purpose};
use crate::failure::{Failure, Outcome};
use crate::workspace;
use examples::Example;
use guides::Guide;

/// The fewest examples with a picture.
const FEWEST_PICTURES: usize = 25;

/// Write the documentation as one static site into `target/site/`
#[derive(Debug, Args)]
pub(crate) struct Options {}

/// Writes the site; fails on a broken link, an undocumented public item or a missing picture.
pub(crate) fn run(_options: &Options) -> Outcome {
    setup::ensure(Purpose::Plot)?;
    let sh = workspace::shell()?;
    let site = workspace::root().join("target/site");
    sh.remove_path(&site)?;
    sh.create_dir(site.join("pictures"))?;
    api(&sh, &site)?;
    let guides = guides::all(&sh)?;
    let examples = examples::all(&sh, &site.join("pictures"))?;
    for (name, text) in pages(&guides, &examples) {
        sh.write_file(site.join(name), text)?;
    }
    let checked = links::check(&site)?;
    let pictures = examples.iter().filter(|example| example.has_picture).count();
    if pictures < FEWEST_PICTURES {
        return Err(Failure::new(format!(
            "{pictures} examples have a picture, fewer than {FEWEST_PICTURES}"
        )));
    }
    println!(
        "{} guides, {} examples of which {pictures} with pictures, {checked} links, no broken one: {}",
        guides.len(),
        examples.len(),
        site.join("index.html").display()
    );
    Ok(())
}

/// The API of all crates, with warnings, and with public items that say nothing, as errors.
fn api(sh: &Shell, site: &Path) -> Outcome {
    let documented = ["--deny", "missing_docs", "--deny", "warnings"];
    cmd!(sh, "cargo clippy --workspace --features vispy-plot/cli --lib --locked -- {documented...}").run()?;
    cmd!(sh, "cargo doc --workspace --features vispy-plot/cli --exclude xtask --locked --no-deps --lib")
        .env("RUSTDOCFLAGS", "-D warnings")
        .run()?;
    let from: PathBuf = workspace::root().join("target/doc");
    let to = site.join("api");
    Ok(cmd!(sh, "cp --recursive {from} {to}").quiet().run()?)
}

/// The site's own pages: file names and texts.
fn pages(guides: &[Guide], examples: &[Example]) -> Vec<(String, String)> {
    let mut pages = vec![("index.html".to_owned(), page::index(guides, examples))];
    pages.extend(guides.iter().map(|guide| (guide.page(), page::guide(guide))));
    pages.extend(examples.iter().map(|example| (example.page(), page::example(example))));
    pages
}
