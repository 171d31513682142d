//! Examples: their code, and the pictures that they draw.

use std::path::Path;

use xshell::{Shell, cmd};

use super::guides::CRATES;
use crate::failure::{Failure, Outcome};
use crate::workspace;

/// Examples that draw nothing, and what they do instead.
const WITHOUT_PICTURE: [(&str, &str); 6] = [
    ("billion", "makes a file of 2 GB"),
    ("check_shaders", "links every program, for `cargo xtask shaders`"),
    ("events", "prints what happens in a window"),
    ("limits", "prints what a window shows, for tests"),
    ("one_after_another", "opens one window after the other"),
    ("replay", "shows the frames of a capture that it is given"),
];

/// An example.
pub(super) struct Example {
    /// The crate.
    pub(super) package: &'static str,
    /// The name that `cargo run --example` takes.
    pub(super) name: String,
    /// What it shows: the first line of its documentation.
    pub(super) caption: String,
    /// Its code, without that documentation.
    pub(super) code: String,
    /// Whether it draws a picture, `pictures/PACKAGE-NAME.png`.
    pub(super) has_picture: bool,
}

impl Example {
    /// The name of its page.
    pub(super) fn page(&self) -> String {
        format!("example-{}-{}.html", self.package, self.name)
    }

    /// The name of its picture.
    pub(super) fn picture(&self) -> String {
        format!("pictures/{}-{}.png", self.package, self.name)
    }
}

/// Builds and runs all examples; each writes its picture to the path that it is given.
pub(super) fn all(sh: &Shell, pictures: &Path) -> Outcome<Vec<Example>> {
    cmd!(sh, "cargo build --workspace --features vispy-plot/cli --examples --locked").run()?;
    let root = workspace::root();
    let mut examples = Vec::new();
    for package in CRATES {
        let folder = root.join(package).join("examples");
        for path in sh.read_dir(&folder)? {
            let Some(name) = path.file_stem().and_then(|name| name.to_str()) else { continue };
            if path.extension().is_some_and(|extension| extension == "rs") {
                examples.push(read(sh, package, name, &path)?);
            }
        }
    }
    for example in examples.iter().filter(|example| example.has_picture) {
        let Example { package, name, .. } = example;
        let picture = pictures.join(format!("{package}-{name}.png"));
        let program = root.join("target/debug/examples").join(name);
        cmd!(sh, "{program} {picture}").quiet().ignore_stdout().run()?;
        let bytes = std::fs::read(&picture).map_err(|error| {
            Failure::new(format!(
                "example {name} of {package} wrote no picture to {}: {error}",
                picture.display()
            ))
        })?;
        if !bytes.starts_with(b"\x89PNG") {
            return Err(Failure::new(format!("example {name} of {package} wrote something that is no PNG")));
        }
    }
    Ok(examples)
}

fn read(sh: &Shell, package: &'static str, name: &str, path: &Path) -> Outcome<Example> {
    let text = sh.read_file(path)?;
    let caption = text.lines().next().and_then(|line| line.strip_prefix("//! "));
    let caption = caption.ok_or_else(|| Failure::new(format!("{}: line 1 says nothing", path.display())))?;
    let code: Vec<&str> =
        text.lines().skip_while(|line| line.starts_with("//!") || line.is_empty()).collect();
    Ok(Example {
        package,
        name: name.to_owned(),
        caption: caption.to_owned(),
        code: code.join("\n"),
        has_picture: !WITHOUT_PICTURE.iter().any(|(without, _)| *without == name),
    })
}
