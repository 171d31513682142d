//! Reference pictures stay small enough for the repository.

use super::Finding;

const RULE: &str = "golden";

/// The most pixels in either direction.
const MOST_PIXELS: u32 = 200;

/// The most bytes.
const MOST_BYTES: usize = 16 * 1024;

/// Whether `path` is a reference picture: `CRATE/golden/**/*.png`.
pub(super) fn is_golden(path: &str) -> bool {
    path.split('/').nth(1) == Some("golden") && path.ends_with(".png")
}

/// Checks one reference picture.
pub(super) fn check(path: &str, bytes: &[u8]) -> Vec<Finding> {
    let finding = |advice: String| Finding::new(path, 1, RULE, advice);
    let Some((width, height)) = png_size(bytes) else {
        return vec![finding("this is no PNG file: let the test draw it again and accept that".to_owned())];
    };
    let mut findings = Vec::new();
    if width.max(height) > MOST_PIXELS {
        let most = MOST_PIXELS;
        findings.push(finding(format!(
            "{width}x{height} pixels, and {most}x{most} are the most: draw it smaller"
        )));
    }
    if bytes.len() > MOST_BYTES {
        let length = bytes.len();
        findings
            .push(finding(format!("{length} bytes, and {MOST_BYTES} are the most: draw less, or plainer")));
    }
    findings
}

/// Width and height, from the header that opens each PNG file.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(4..)?.strip_prefix(b"IHDR")?;
    let number = |at: usize| header.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    Some((number(0)?, number(4)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "vispy-plot/golden/axes/ticks.png";

    fn png(width: u32, height: u32, length: usize) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.resize(length, 0);
        bytes
    }

    #[test]
    fn small_pictures_pass() {
        assert_eq!(check(PATH, &png(200, 120, MOST_BYTES)), []);
    }

    #[test]
    fn big_or_broken_pictures_are_found() {
        assert_eq!(check(PATH, &png(200, 201, 100)).len(), 1);
        assert_eq!(check(PATH, &png(10, 10, MOST_BYTES + 1)).len(), 1);
        assert_eq!(check(PATH, b"\x89PNG\r\n\x1a\n\0").len(), 1);
        assert_eq!(check(PATH, b"").len(), 1);
    }

    #[test]
    fn only_the_golden_folder_of_a_crate_counts() {
        assert!(is_golden(PATH));
        assert!(!is_golden("vispy-plot/data/picture.png") && !is_golden("vispy-plot/golden/REFERENCE.toml"));
    }
}
