//! A Rust file taken apart into code and comments, so that a rule is not misled by what stands in the other.

/// One line of a file.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The code, with the contents of literals taken out.
    pub(super) code: String,
    /// The text of the comments, without the marks that open them.
    pub(super) comment: String,
}

impl Line {
    pub(super) fn has_code(&self) -> bool {
        !self.code.trim().is_empty()
    }
}

/// A Rust file, line by line.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) lines: Vec<Line>,
}

/// Where in the text the reader is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    Code,
    LineComment,
    /// With its depth: block comments nest.
    BlockComment(usize),
    Text,
    /// A raw string, with the number of `#` that close it.
    RawText(usize),
}

impl Source {
    /// Takes `text` apart. Text that is not Rust gives some lines, never an error.
    pub(super) fn read(text: &str) -> Self {
        let mut lines = Vec::new();
        let mut place = Place::Code;
        for line in text.lines() {
            let mut reader = Reader { rest: line, line: Line::default(), place };
            while reader.step() {}
            if reader.place == Place::LineComment {
                reader.place = Place::Code;
            }
            place = reader.place;
            lines.push(reader.line);
        }
        Self { lines }
    }

    /// The lines with their numbers, from 1.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (usize, &Line)> {
        self.lines.iter().enumerate().map(|(at, line)| (at + 1, line))
    }
}

/// Reads one line.
struct Reader<'a> {
    rest: &'a str,
    line: Line,
    place: Place,
}

impl Reader<'_> {
    /// Takes one character or mark; false at the end of the line.
    fn step(&mut self) -> bool {
        let Some(next) = self.rest.chars().next() else { return false };
        match self.place {
            Place::Code => self.step_code(next),
            Place::LineComment => self.comment(next),
            Place::BlockComment(depth) => {
                if self.take("/*") {
                    self.place = Place::BlockComment(depth + 1);
                } else if self.take("*/") {
                    self.place = if depth > 1 { Place::BlockComment(depth - 1) } else { Place::Code };
                } else {
                    self.comment(next);
                }
            }
            Place::Text => {
                if self.take("\"") {
                    self.line.code.push('"');
                    self.place = Place::Code;
                } else if !self.take("\\\\") && !self.take("\\\"") {
                    self.skip(next);
                }
            }
            Place::RawText(hashes) => {
                if self.take(&format!("\"{}", "#".repeat(hashes))) {
                    self.line.code.push('"');
                    self.place = Place::Code;
                } else {
                    self.skip(next);
                }
            }
        }
        true
    }

    fn step_code(&mut self, next: char) {
        if self.take("//") {
            self.place = Place::LineComment;
        } else if self.take("/*") {
            self.place = Place::BlockComment(1);
        } else if self.take("\"") {
            self.line.code.push('"');
            self.place = Place::Text;
        } else if let Some(hashes) = self.raw_text_opens() {
            self.rest = &self.rest[hashes + 2..];
            self.line.code.push('"');
            self.place = Place::RawText(hashes);
        } else if let Some(length) = character_literal(self.rest) {
            self.rest = &self.rest[length..];
            self.line.code.push_str("''");
        } else {
            self.line.code.push(next);
            self.skip(next);
        }
    }

    /// The number of `#` of the raw string that opens here: `r"` or `r#"`, also behind a `b` or `c`.
    fn raw_text_opens(&self) -> Option<usize> {
        let before = self.line.code.trim_end_matches(['b', 'c']);
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            return None;
        }
        let marks = self.rest.strip_prefix('r')?;
        let text = marks.trim_start_matches('#');
        text.starts_with('"').then_some(marks.len() - text.len())
    }

    fn take(&mut self, mark: &str) -> bool {
        let rest = self.rest.strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn comment(&mut self, next: char) {
        self.line.comment.push(next);
        self.skip(next);
    }

    fn skip(&mut self, next: char) {
        self.rest = &self.rest[next.len_utf8()..];
    }
}

/// The length of the character literal at the start of `rest`, which a lifetime such as `'a` is not.
fn character_literal(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    let length = if let Some(escape) = inside.strip_prefix('\\') {
        let escaped = escape.chars().next()?.len_utf8();
        1 + escaped + escape[escaped..].find('\'')?
    } else {
        inside.chars().next()?.len_utf8()
    };
    inside[length..].starts_with('\'').then_some(length + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Vec<String> {
        Source::read(text).lines.into_iter().map(|line| line.code).collect()
    }

    #[test]
    fn comments_are_taken_out_of_the_code() {
        let source = Source::read("let a = 1; // glow::x\n/* unsafe /* nested */\nstill */ let b;");
        assert_eq!(source.lines[0], Line { code: "let a = 1; ".into(), comment: " glow::x".into() });
        assert!(!source.lines[1].has_code(), "{:?}", source.lines[1]);
        assert_eq!(source.lines[2].code, " let b;");
    }

    #[test]
    fn strings_are_emptied() {
        assert_eq!(code(r#"f("glow:: // \" no", 'x')"#), [r#"f("", '')"#]);
        assert_eq!(code("f(r#\"a \" glow::\n b\"#, br\"unsafe\")"), ["f(\"", "\", b\"\")"]);
        assert_eq!(code("let a = \"two\nlines // \"; g()"), ["let a = \"", "\"; g()"]);
    }

    #[test]
    fn a_lifetime_is_no_character() {
        assert_eq!(code("fn f<'a>(x: &'a str) -> char { '\"' }"), ["fn f<'a>(x: &'a str) -> char { '' }"]);
        assert_eq!(code(r"['\'', '\\', '\u{1F600}', 'é'] // no"), ["['', '', '', ''] "]);
    }

    #[test]
    fn names_that_end_in_r_open_no_raw_string() {
        assert_eq!(code(r#"for"unsafe" r#type"#), [r#"for"" r#type"#]);
    }
}
