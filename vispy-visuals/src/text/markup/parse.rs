//! Reading markup.

use std::str::Chars;

use super::commands::{self, Command};
use super::{MarkupRun, Piece, SCRIPT_SCALE, SUBSCRIPT_DROP_EM, SUPERSCRIPT_RISE_EM};

/// Groups and scripts within one another, beyond which a line is shown as it is written.
const MOST_DEPTH: usize = 32;
/// Smaller than this fraction of the text's own size, scripts of scripts do not get.
const LEAST_SCALE: f32 = 0.45;
/// What stands between an operator and its operands.
const THIN_SPACE: &str = "\u{2009}";

/// A line that cannot be read as markup.
#[derive(Debug, Clone, Copy)]
struct Malformed(&'static str);

/// The pieces of a line.
pub(super) fn line(line: &str) -> Vec<Piece> {
    let parts = dollar_parts(line);
    // An odd number of signs makes an even number of parts.
    if parts.len().is_multiple_of(2) {
        return vec![plain(line.replace(r"\$", "$"))];
    }
    let mut parser = Parser { pieces: Vec::new() };
    for (index, part) in parts.iter().enumerate() {
        if index % 2 == 0 {
            parser.push(part, Level::BASE);
            continue;
        }
        let mut list = List { rest: part.chars(), before: Before::Nothing };
        if let Err(Malformed(reason)) = parser.list(&mut list, Level::BASE, 0) {
            tracing::warn!(text = line, reason, "markup is shown as it is written");
            return vec![plain(line.to_owned())];
        }
    }
    parser.pieces
}

fn plain(text: String) -> Piece {
    Piece::Run(MarkupRun { text, scale: 1.0, rise_em: 0.0 })
}

/// What stands between the unescaped dollar signs of a line: plain text and markup by turns. In plain text, escaped
/// signs are signs.
fn dollar_parts(line: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        let in_markup = parts.len().is_multiple_of(2);
        let Some(part) = parts.last_mut() else { break };
        match character {
            '$' => parts.push(String::new()),
            '\\' if characters.as_str().starts_with('$') => {
                characters.next();
                part.push_str(if in_markup { r"\$" } else { "$" });
            }
            '\\' if in_markup && characters.as_str().starts_with('\\') => {
                characters.next();
                part.push_str(r"\\");
            }
            other => part.push(other),
        }
    }
    parts
}

/// How large and how high something stands.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Level {
    scale: f32,
    rise_em: f32,
}

impl Level {
    const BASE: Self = Self { scale: 1.0, rise_em: 0.0 };

    fn script(self, sign: char) -> Self {
        let rise = if sign == '^' { SUPERSCRIPT_RISE_EM } else { -SUBSCRIPT_DROP_EM };
        let scale = (self.scale * SCRIPT_SCALE).max(LEAST_SCALE);
        Self { scale, rise_em: self.rise_em + rise * self.scale }
    }
}

/// What stands before an operator: only between operands is it one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Operand,
}

/// Markup that is being read.
struct List<'a> {
    rest: Chars<'a>,
    before: Before,
}

impl List<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    fn skip_spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.rest.next();
        }
    }

    /// Steps over a text if it comes next.
    fn take(&mut self, text: &str) -> bool {
        let found = self.rest.as_str().strip_prefix(text);
        if let Some(rest) = found {
            self.rest = rest.chars();
        }
        found.is_some()
    }
}

struct Parser {
    pieces: Vec<Piece>,
}

impl Parser {
    fn push(&mut self, text: &str, level: Level) {
        if text.is_empty() {
            return;
        }
        if let Some(Piece::Run(run)) = self.pieces.last_mut()
            && (run.scale, run.rise_em) == (level.scale, level.rise_em)
        {
            run.text.push_str(text);
            return;
        }
        let Level { scale, rise_em } = level;
        self.pieces.push(Piece::Run(MarkupRun { text: text.to_owned(), scale, rise_em }));
    }

    /// Reads to the end, or to the brace that closes the group at this depth.
    fn list(&mut self, list: &mut List<'_>, level: Level, depth: usize) -> Result<(), Malformed> {
        if depth > MOST_DEPTH {
            return Err(Malformed("too many groups within one another"));
        }
        loop {
            let Some(character) = list.rest.next() else {
                return if depth == 0 { Ok(()) } else { Err(Malformed("a brace is not closed")) };
            };
            match character {
                '}' if depth == 0 => return Err(Malformed("a brace is closed that was not opened")),
                '}' => return Ok(()),
                ' ' | '\t' => {}
                '^' | '_' => self.scripts(character, list, level, depth)?,
                _ => self.item(character, list, level, depth)?,
            }
        }
    }

    /// A character, a command or a group.
    fn item(
        &mut self,
        character: char,
        list: &mut List<'_>,
        level: Level,
        depth: usize,
    ) -> Result<(), Malformed> {
        match character {
            '{' => self.list(list, level, depth + 1)?,
            '\\' => return self.command(list, level, depth),
            '-' => self.operator("\u{2212}", list, level),
            '*' => self.operator("∗", list, level),
            '+' | '=' | '<' | '>' | '±' | '×' | '≤' | '≥' | '≈' | '≠' => {
                self.operator(character.encode_utf8(&mut [0; 4]), list, level);
            }
            '\'' => self.push("′", level),
            ',' if list.peek() == Some(' ') => {
                self.push(",", level);
                self.push(THIN_SPACE, level);
            }
            '(' | '[' => {
                self.push(character.encode_utf8(&mut [0; 4]), level);
                list.before = Before::Nothing;
            }
            other => {
                self.push(other.encode_utf8(&mut [0; 4]), level);
                list.before = Before::Operand;
            }
        }
        Ok(())
    }

    /// An operator: apart from its operands where it has two and is not in a script.
    fn operator(&mut self, symbol: &str, list: &mut List<'_>, level: Level) {
        let apart = list.before == Before::Operand && level == Level::BASE;
        let space = if apart { THIN_SPACE } else { "" };
        for text in [space, symbol, space] {
            self.push(text, level);
        }
        list.before = Before::Nothing;
    }

    /// A script whose sign was read, and the other one if it follows.
    fn scripts(
        &mut self,
        mut sign: char,
        list: &mut List<'_>,
        level: Level,
        depth: usize,
    ) -> Result<(), Malformed> {
        if sign == '^' && (list.take(r"\circ") || list.take(r"{\circ}")) {
            self.push("°", level);
            return Ok(());
        }
        self.pieces.push(Piece::Mark);
        for second in [false, true] {
            list.skip_spaces();
            let Some(character) = list.rest.next().filter(|c| !matches!(c, '}' | '^' | '_')) else {
                return Err(Malformed("nothing is raised or lowered"));
            };
            let before = std::mem::replace(&mut list.before, Before::Nothing);
            self.item(character, list, level.script(sign), depth + 1)?;
            list.before = before;
            list.skip_spaces();
            let other = if sign == '^' { '_' } else { '^' };
            if second || list.peek() != Some(other) {
                break;
            }
            list.rest.next();
            self.pieces.push(Piece::Back);
            sign = other;
        }
        self.pieces.push(Piece::Join);
        list.before = Before::Operand;
        Ok(())
    }

    /// A command whose backslash was read.
    fn command(&mut self, list: &mut List<'_>, level: Level, depth: usize) -> Result<(), Malformed> {
        let all = list.rest.as_str();
        let name = &all[..all.len() - all.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len()];
        if name.is_empty() {
            match list.rest.next() {
                Some(character) => match commands::punctuation(character) {
                    Some(text) => self.push(text, level),
                    None => self.unknown(character.encode_utf8(&mut [0; 4]), level),
                },
                None => self.push("\\", level),
            }
            return Ok(());
        }
        list.rest = all[name.len()..].chars();
        match commands::named(name) {
            Some(Command::Symbol(text)) => {
                self.push(text, level);
                list.before = Before::Operand;
            }
            Some(Command::Operator(text)) => self.operator(text, list, level),
            Some(Command::Word(text)) => {
                self.push(text, level);
                list.skip_spaces();
                if list.peek().is_some_and(|next| next.is_alphanumeric() || next == '\\') {
                    self.push(THIN_SPACE, level);
                }
                list.before = Before::Operand;
            }
            Some(Command::Group) => {
                list.skip_spaces();
                if list.take("{") {
                    self.list(list, level, depth + 1)?;
                }
            }
            Some(Command::Text) => self.text(list, level)?,
            Some(Command::Nothing) => {}
            None => self.unknown(name, level),
        }
        Ok(())
    }

    /// The group of a command whose text is plain.
    fn text(&mut self, list: &mut List<'_>, level: Level) -> Result<(), Malformed> {
        list.skip_spaces();
        if !list.take("{") {
            return Ok(());
        }
        let all = list.rest.as_str();
        let Some((text, rest)) = all.split_once('}') else {
            return Err(Malformed("a brace is not closed"));
        };
        self.push(text, level);
        list.rest = rest.chars();
        list.before = Before::Operand;
        Ok(())
    }

    fn unknown(&mut self, name: &str, level: Level) {
        tracing::warn!(command = name, "an unknown command of markup is shown as it is written");
        self.push("\\", level);
        self.push(name, level);
    }
}
