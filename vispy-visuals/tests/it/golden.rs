//! Golden pictures: what was drawn is compared with a picture that somebody has looked at and accepted.
//!
//! A picture passes when no channel of any pixel differs by more than 2/255. A missing picture, or one of another size, is
//! a failure. Only `cargo xtask golden accept` writes references.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Picture, Stage};

/// The largest difference of a channel that passes.
const THRESHOLD: u8 = 2;
/// The longest side of a golden picture.
const MOST_PX: u32 = 200;

/// Compares with `golden/NAME.png`, `name` being `MODULE/TEST`. No pixel may differ.
pub(crate) fn check(stage: &Stage, picture: &Picture, name: &str) {
    let result = compare(stage, picture, name);
    assert!(result.is_ok(), "{}", result.unwrap_err());
}

/// The same for several pictures of one test: the error says what is to be done.
pub(crate) fn compare(stage: &Stage, picture: &Picture, name: &str) -> Result<(), String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = Folders {
        references: manifest.join("golden"),
        failures: manifest.join("../target/golden").join(env!("CARGO_PKG_NAME")),
        renderer: reference_renderer(&manifest.join("golden/REFERENCE.toml")),
    };
    folders.compare(&stage.ctx.caps().renderer, picture, name, 0)
}

/// Where references are, what they were drawn by, and where failures go.
struct Folders {
    references: PathBuf,
    failures: PathBuf,
    /// A part of the renderer's name.
    renderer: String,
}

impl Folders {
    /// Compares a picture with its reference; the error says what is to be done.
    fn compare(
        &self,
        renderer: &str,
        picture: &Picture,
        name: &str,
        max_failed_pixels: usize,
    ) -> Result<(), String> {
        if picture.width > MOST_PX || picture.height > MOST_PX {
            return Err(format!("{name}: a golden picture is at most {MOST_PX} pixels wide and high"));
        }
        let first = &picture.data[..4];
        if picture.data.chunks_exact(4).all(|pixel| pixel == first) {
            return Err(format!("{name}: the picture is blank"));
        }
        if !renderer.contains(&self.renderer) {
            eprintln!("{name}: drawn, but not compared: {renderer} is not the reference, {}", self.renderer);
            return Ok(());
        }
        let path = self.references.join(format!("{name}.png"));
        let expected = match read(&path) {
            Ok(expected) => expected,
            Err(reason) => {
                return Err(self.failed(name, picture, None, &format!("{}: {reason}", path.display())));
            }
        };
        if [expected.width, expected.height] != [picture.width, picture.height] {
            let sizes = [&expected, picture].map(|picture| format!("{} x {}", picture.width, picture.height));
            let reason = format!("expected a picture of {}, got {}", sizes[0], sizes[1]);
            return Err(self.failed(name, picture, Some(&expected), &reason));
        }
        let counts =
            [1, 2, 4, 8, 16].map(|threshold| (threshold, failing_pixels(&expected, picture, threshold)));
        if failing_pixels(&expected, picture, THRESHOLD) <= max_failed_pixels {
            return Ok(());
        }
        let counts: Vec<String> =
            counts.iter().map(|(at, count)| format!("{count} above {at}/255")).collect();
        let reason = format!("pixels that differ: {}", counts.join(", "));
        Err(self.failed(name, picture, Some(&expected), &reason))
    }

    /// Writes what is needed to judge a failure, and says where.
    fn failed(&self, name: &str, actual: &Picture, expected: Option<&Picture>, reason: &str) -> String {
        let path = |kind: &str| self.failures.join(format!("{name}.{kind}.png"));
        actual.save_to(&path("actual"));
        if let Some(expected) = expected {
            expected.save_to(&path("expected"));
            if expected.data.len() == actual.data.len() {
                let pairs = expected.data.chunks_exact(4).zip(actual.data.chunks_exact(4));
                // The smallest difference that fails is to be seen too.
                let data = pairs.flat_map(|(a, b)| {
                    let d = difference(a, b);
                    let shown = if d > THRESHOLD { d.saturating_mul(2).max(64) } else { 0 };
                    [shown, shown, shown, 255]
                });
                let diff = Picture { width: actual.width, height: actual.height, data: data.collect() };
                diff.save_to(&path("diff"));
            }
        }
        let shown = path("actual");
        format!(
            "{name}: {reason}\n  look at {}, and if it is right:\n  cargo xtask golden accept {}/{name}",
            shown.display(),
            env!("CARGO_PKG_NAME")
        )
    }
}

/// Which renderer the references are of: a part of its name.
fn reference_renderer(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("renderer = \"")).unwrap();
    line.trim_end_matches('"').to_owned()
}

fn difference(a: &[u8], b: &[u8]) -> u8 {
    a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
}

fn failing_pixels(expected: &Picture, actual: &Picture, threshold: u8) -> usize {
    let pairs = expected.data.chunks_exact(4).zip(actual.data.chunks_exact(4));
    pairs.filter(|(a, b)| difference(a, b) > threshold).count()
}

fn read(path: &Path) -> Result<Picture, String> {
    let file = fs::File::open(path).map_err(|error| error.to_string())?;
    let mut reader =
        png::Decoder::new(std::io::BufReader::new(file)).read_info().map_err(|error| error.to_string())?;
    let mut data = vec![0; reader.output_buffer_size().ok_or("too large")?];
    let info = reader.next_frame(&mut data).map_err(|error| error.to_string())?;
    if (info.color_type, info.bit_depth) != (png::ColorType::Rgba, png::BitDepth::Eight) {
        return Err(format!("expected RGBA of 8 bits, got {:?} of {:?}", info.color_type, info.bit_depth));
    }
    data.truncate(info.buffer_size());
    // Files count rows from the top.
    let data = data.chunks_exact(info.width as usize * 4).rev().flatten().copied().collect();
    Ok(Picture { width: info.width, height: info.height, data })
}

#[test]
fn only_the_same_picture_passes() {
    let picture = |width: u32, value: u8| {
        let mut data = vec![value; (width * 2 * 4) as usize];
        data[0] = 255;
        Picture { width, height: 2, data }
    };
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(concat!("golden_test_", env!("CARGO_PKG_NAME")));
    let folders = Folders {
        references: root.join("references"),
        failures: root.join("failures"),
        renderer: "reference".to_owned(),
    };
    let name = "module/test";
    let path = folders.references.join("module/test.png");
    picture(3, 10).save_to(&path);
    let result = |picture: &Picture, most| folders.compare("the reference, 1.0", picture, name, most);
    assert_eq!(result(&picture(3, 12), 0), Ok(()));
    assert_eq!(result(&picture(3, 13), 6), Ok(()), "six pixels may differ");
    assert_eq!(folders.compare("Some GPU", &picture(9, 99), name, 0), Ok(()), "not compared elsewhere");
    let other = result(&picture(3, 13), 0).unwrap_err();
    assert!(other.contains("6 above 1/255, 6 above 2/255, 0 above 4/255"), "{other}");
    let accept = concat!("cargo xtask golden accept ", env!("CARGO_PKG_NAME"), "/module/test");
    assert!(other.ends_with(accept), "{other}");
    for kind in ["actual", "diff", "expected"] {
        let written = read(&folders.failures.join(format!("module/test.{kind}.png"))).unwrap();
        assert_eq!((written.width, written.height), (3, 2), "{kind}");
    }
    let wide = result(&picture(4, 10), 0).unwrap_err();
    assert!(wide.contains("expected a picture of 3 x 2, got 4 x 2"), "{wide}");
    let blank = result(&Picture { width: 2, height: 2, data: vec![9; 16] }, 0).unwrap_err();
    assert!(blank.contains("blank"), "{blank}");
    fs::remove_file(&path).unwrap();
    assert!(result(&picture(3, 10), 0).is_err(), "a missing reference is a failure");
    assert!(!path.exists(), "and a test writes none");
}
