//! The line `#version`: which GLSL a text is written in.

use std::ops::Range;

use crate::shaders::{
    Dialect,
    syntax::scan::{Token, Tokens},
};

/// A `#version` line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Version<'a> {
    /// The whole line, without its end.
    pub(super) line: Range<usize>,
    /// What stands after `#version`: `300 es`.
    pub(super) words: &'a str,
}

impl<'a> Version<'a> {
    /// Finds the line at the top of a text, before which only comments may stand.
    pub(super) fn find(text: &'a str) -> Option<Self> {
        let mut tokens = Tokens::new(text);
        let (start, Token::Byte(b'#')) = tokens.next()? else { return None };
        let (word, Token::Word("version")) = tokens.next()? else { return None };
        let after = word + "version".len();
        let len = text.get(after..)?.find('\n').unwrap_or(text.len() - after);
        let words = text.get(after..after + len)?;
        let words = words.split("//").next().unwrap_or_default().trim();
        Some(Self { line: start..after + len, words })
    }

    /// Returns the dialect, if it is one of those that programs are composed in.
    pub(super) fn dialect(&self) -> Option<Dialect> {
        match self.words.split_whitespace().collect::<Vec<_>>()[..] {
            ["300", "es"] => Some(Dialect::Es300),
            ["330"] | ["330", "core"] => Some(Dialect::Gl330),
            _ => None,
        }
    }

    /// Returns the dialect that is nearest.
    pub(super) fn nearest(&self) -> Dialect {
        let es = self.words.ends_with("es") || self.words == "100" || self.words == "300";
        if es { Dialect::Es300 } else { Dialect::Gl330 }
    }

    /// Says what the version is, and what to change.
    pub(super) fn explain(&self) -> (String, String) {
        let mut words = self.words.split_whitespace();
        let number = words.next().unwrap_or_default();
        let other = "write `#version 300 es` (OpenGL ES 3.0, WebGL 2) or `#version 330 core` (OpenGL 3.3)";
        let older = "`attribute` and `varying` become `in` and `out`, `texture2D` becomes `texture`, and `gl_FragColor` an `out vec4` of your own";
        match (number, words.next()) {
            ("100", _) => ("GLSL of OpenGL ES 2.0 and WebGL 1".to_owned(), format!("{other}: {older}")),
            ("110" | "120" | "130" | "140" | "150", _) => {
                let gl = match number {
                    "110" => "2.0",
                    "120" => "2.1",
                    "130" => "3.0",
                    "140" => "3.1",
                    _ => "3.2",
                };
                (format!("GLSL of OpenGL {gl}"), format!("{other}: {older}"))
            }
            ("310" | "320", _) => {
                let newer = "what is newer goes: images, storage buffers, `layout(location)` of uniforms";
                (
                    format!("GLSL of OpenGL ES {}.{}", &number[..1], &number[1..2]),
                    format!("write `#version 300 es`: {newer}"),
                )
            }
            ("400" | "410" | "420" | "430" | "440" | "450" | "460", _) => {
                let newer = "what is newer goes: doubles, images, storage buffers, `layout(binding)`, `layout(location)` of uniforms";
                (
                    format!("GLSL of OpenGL {}.{}", &number[..1], &number[1..2]),
                    format!("write `#version 330 core`: {newer}"),
                )
            }
            ("300", _) => ("300 is a version of GLSL ES".to_owned(), "write `#version 300 es`".to_owned()),
            ("330", _) => {
                ("only the core profile is everywhere".to_owned(), "write `#version 330 core`".to_owned())
            }
            _ => ("no such version".to_owned(), other.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_found_after_comments_only() {
        let text = "// a\n/* b */ #version 300 es // c\nvoid main() {}";
        let version = Version::find(text).unwrap();
        assert_eq!((version.words, version.dialect()), ("300 es", Some(Dialect::Es300)));
        assert_eq!(&text[version.line], "#version 300 es // c");
        assert_eq!(Version::find("float f;\n#version 300 es\n"), None);
        assert_eq!(Version::find("# version 330").unwrap().dialect(), Some(Dialect::Gl330));
        assert_eq!(Version::find(""), None);
    }

    #[test]
    fn other_versions_are_called_by_name() {
        for (words, name) in [
            ("100", "OpenGL ES 2.0"),
            ("120", "OpenGL 2.1"),
            ("310 es", "OpenGL ES 3.1"),
            ("450 core", "OpenGL 4.5"),
            ("330 compatibility", "core profile"),
            ("300", "GLSL ES"),
            ("", "no such"),
        ] {
            let text = format!("#version {words}\n");
            let version = Version::find(&text).unwrap();
            assert_eq!(version.dialect(), None, "{words}");
            assert!(version.explain().0.contains(name), "{words}: {:?}", version.explain());
        }
    }
}
