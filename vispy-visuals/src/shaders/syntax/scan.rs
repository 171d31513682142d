//! The first look at a snippet's text: where its `$placeholders` are, and whether it is safe to parse.

use std::ops::Range;

/// The deepest nesting that is handed to the parser, which is recursive.
pub(crate) const MAX_NESTING: usize = 256;

/// The most operators in one expression; each adds a level to the syntax tree.
const MAX_OPERATORS: usize = 2048;

/// A word or a single byte of the text, comments and white space left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// An identifier, a keyword or a number.
    Word(&'a str),
    /// A `$` with the name after it, which is empty if there is none.
    Dollar(&'a str),
    /// Any other byte.
    Byte(u8),
}

/// Splits a text into [`Token`]s with the offset of each.
pub(crate) struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn word_at(&self, start: usize) -> &'a str {
        let bytes = self.text.as_bytes().get(start..).unwrap_or_default();
        let len = bytes.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
        self.text.get(start..start + len).unwrap_or_default()
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (usize, Token<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.rest();
            let first = *rest.first()?;
            if first.is_ascii_whitespace() {
                self.at += 1;
            } else if rest.starts_with(b"//") {
                self.at += rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
            } else if rest.starts_with(b"/*") {
                let end = rest.windows(2).skip(2).position(|pair| pair == b"*/");
                self.at += end.map_or(rest.len(), |end| end + 4);
            } else {
                let start = self.at;
                let token = match first {
                    b'$' => Token::Dollar(self.word_at(start + 1)),
                    b if b.is_ascii_alphanumeric() || b == b'_' => Token::Word(self.word_at(start)),
                    b => Token::Byte(b),
                };
                self.at += match token {
                    Token::Word(word) => word.len(),
                    Token::Dollar(name) => name.len() + 1,
                    Token::Byte(_) => 1,
                };
                return Some((start, token));
            }
        }
    }
}

/// What the first look found.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// The placeholders: the range of `$name`, in order.
    pub(crate) dollars: Vec<Range<usize>>,
    /// Whether the text has preprocessor directives.
    pub(crate) directives: bool,
}

/// Why a text is refused before parsing.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// A `$` without a name.
    LoneDollar(Range<usize>),
    /// Nesting beyond the limit.
    TooDeep { span: Range<usize>, limit: usize },
}

/// Finds placeholders and directives and measures the nesting.
pub(crate) fn scan(text: &str) -> Result<Scan, Refusal> {
    let mut found = Scan::default();
    let mut depth = Depth::default();
    for (start, token) in Tokens::new(text) {
        match token {
            Token::Dollar(name) => {
                let end = start + 1 + name.len();
                if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
                    return Err(Refusal::LoneDollar(start..end));
                }
                found.dollars.push(start..end);
            }
            Token::Byte(b'#') => found.directives = true,
            _ => {}
        }
        if let Some(limit) = depth.step(token) {
            return Err(Refusal::TooDeep { span: start..start + 1, limit });
        }
    }
    Ok(found)
}

/// Counts everything that makes the parser or a visitor recurse.
#[derive(Debug, Default)]
struct Depth {
    brackets: usize,
    unary: usize,
    operators: usize,
    /// Bodies without braces and else-ifs that enclose this point, in this block and in all around it.
    chain: usize,
    /// The value of `chain` where each open block started.
    blocks: Vec<usize>,
    last: Last,
}

/// What the token before was, as far as nesting needs to know it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Last {
    #[default]
    Start,
    CloseBrace,
    CloseParen,
    Else,
    Operand,
    Operator,
}

impl Depth {
    /// Takes one token; returns the limit that it breaks.
    fn step(&mut self, token: Token<'_>) -> Option<usize> {
        // A statement after a closed block that is no `else` ends a chain of else-ifs.
        if self.last == Last::CloseBrace && token != Token::Word("else") {
            self.chain = self.blocks.last().copied().unwrap_or(0);
        }
        match token {
            Token::Byte(open @ (b'(' | b'[' | b'{')) => {
                self.brackets += 1;
                self.operators = 0;
                self.last = Last::Operator;
                if open == b'{' {
                    self.blocks.push(self.chain);
                }
            }
            Token::Byte(b')' | b']') => {
                self.brackets = self.brackets.saturating_sub(1);
                self.last = Last::CloseParen;
            }
            Token::Byte(b'}') => {
                self.brackets = self.brackets.saturating_sub(1);
                self.chain = self.blocks.pop().unwrap_or(0);
                self.last = Last::CloseBrace;
            }
            Token::Byte(b';' | b',') => {
                self.operators = 0;
                self.unary = 0;
                // `if (a) x; else if (b) y; else ...` goes on over the semicolons.
                self.last = if token == Token::Byte(b';') { Last::CloseBrace } else { Last::Operator };
            }
            Token::Byte(_) => self.operator(),
            Token::Word("else" | "do") => {
                self.chain += 1;
                self.last = Last::Else;
            }
            Token::Word("if" | "for" | "while" | "switch") => {
                if matches!(self.last, Last::CloseParen | Last::Else) {
                    self.chain += 1;
                }
                self.last = Last::Operator;
            }
            Token::Word(_) | Token::Dollar(_) => {
                self.unary = 0;
                self.last = Last::Operand;
            }
        }
        if self.brackets + self.unary + self.chain > MAX_NESTING {
            Some(MAX_NESTING)
        } else if self.operators > MAX_OPERATORS {
            Some(MAX_OPERATORS)
        } else {
            None
        }
    }

    fn operator(&mut self) {
        if matches!(self.last, Last::Operator | Last::Else | Last::Start) {
            self.unary += 1;
        } else {
            self.unary = 0;
        }
        self.operators += 1;
        self.last = Last::Operator;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_in_comments_do_not_count() {
        let found = scan("// $a\nfloat f() { /* $b */ return $c + $c; }").unwrap();
        assert_eq!(found.dollars, [34..36, 39..41]);
        assert!(!found.directives);
    }

    #[test]
    fn a_dollar_needs_a_name() {
        assert_eq!(scan("float f() { return $1; }").unwrap_err(), Refusal::LoneDollar(19..21));
    }

    #[test]
    fn deep_texts_are_refused_and_long_ones_are_not() {
        let deep = |text: String| matches!(scan(&text), Err(Refusal::TooDeep { .. }));
        assert!(deep(format!("float x = {}1.0{};", "(".repeat(300), ")".repeat(300))));
        assert!(deep(format!("float x = {}1.0;", "- ".repeat(300))));
        assert!(deep(format!("void f() {{ {} ; }}", "if (a) x; else ".repeat(300))));
        assert!(deep(format!("void f() {{ {} ; }}", "if (a) { x; y; } else ".repeat(300))));
        assert!(deep(format!("void f() {{ {} ; }}", "if (a) ".repeat(300))));
        assert!(deep(format!("float x = {}1.0;", "1.0 + ".repeat(3000))));
        assert!(!deep(format!("void f() {{ {} }}", "if (a) { x = -1.0; }\n".repeat(3000))));
        assert!(!deep(format!("const float t[900] = float[900]({}-1.0);", "-1.0, ".repeat(899))));
        assert!(!deep("float f() { return -1.0; }\n".repeat(3000)));
    }
}
