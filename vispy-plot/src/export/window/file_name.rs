//! Names for pictures that are saved with a key.

use std::path::PathBuf;

/// The longest part of a title in a file's name, in letters.
const LONGEST: usize = 60;

/// A `.png` file that does not exist yet, named after a title: with a number where the name is taken.
pub(super) fn free_name(title: &str, place: impl Fn(&str) -> PathBuf) -> PathBuf {
    let stem = stem(title);
    let mut path = place(&format!("{stem}.png"));
    for number in 2.. {
        if !path.exists() {
            break;
        }
        path = place(&format!("{stem}-{number}.png"));
    }
    path
}

/// A title with only such letters as every file system takes.
fn stem(title: &str) -> String {
    let mut stem = String::new();
    for letter in title.chars().take(LONGEST) {
        if letter.is_alphanumeric() || letter == '.' || letter == '_' {
            stem.push(letter);
        } else if !stem.ends_with('-') {
            stem.push('-');
        }
    }
    let stem = stem.trim_matches(['-', '.']);
    if stem.is_empty() { "vispy".to_owned() } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_names() {
        assert_eq!(stem("Ground motion at BW.KW1, 2011-03-31"), "Ground-motion-at-BW.KW1-2011-03-31");
        assert_eq!(stem("../../etc/passwd"), "etc-passwd");
        assert_eq!(stem("測定 1"), "測定-1");
        assert_eq!([stem(""), stem("???")], ["vispy", "vispy"]);
        assert_eq!(stem(&"long ".repeat(100)).len(), 59);
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let folder = std::env::temp_dir().join(format!("vispy-names-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let mut names = Vec::new();
        for _picture in 0..3 {
            let path = free_name("A title", |name| folder.join(name));
            std::fs::write(&path, "").unwrap();
            names.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(names, ["A-title.png", "A-title-2.png", "A-title-3.png"]);
    }
}
