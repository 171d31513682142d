//! Markup as text: `[scale+rise text]` for what is not on the line.

use proptest::prelude::*;

use super::*;

/// The pieces of a line in a form to read: marks as `<`, `|` and `>`.
fn read(line: &str) -> String {
    let Some(pieces) = pieces(line) else { return line.to_owned() };
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Run(MarkupRun { text, scale: 1.0, rise_em: 0.0 }) => out += &text,
            Piece::Run(MarkupRun { text, scale, rise_em }) => {
                out += &format!("[{:.2}{:+.3} {text}]", scale, rise_em);
            }
            Piece::Mark => out.push('<'),
            Piece::Back => out.push('|'),
            Piece::Join => out.push('>'),
        }
    }
    out
}

#[test]
fn only_what_stands_between_dollar_signs_is_markup() {
    for plain in ["file_name^2.csv", r"C:\alpha\beta", "{", "costs 5 $", "a $ b $ c $ d"] {
        assert_eq!(read(plain), plain);
    }
    assert_eq!(read(r"\$5 and \$6_a"), "$5 and $6_a");
    assert_eq!(read(r"a_b $c_d$ e_f"), "a_b c<[0.70-0.150 d]> e_f");
    assert_eq!(read(r"$\$ 5$"), "$5");
}

#[test]
fn scripts_are_smaller_and_raised_or_lowered() {
    assert_eq!(read("$10^3$"), "10<[0.70+0.350 3]>");
    assert_eq!(read("$10^{-3}$ m"), "10<[0.70+0.350 \u{2212}3]> m");
    assert_eq!(read("$x_i^2$"), "x<[0.70-0.150 i]|[0.70+0.350 2]>");
    assert_eq!(read("$x^{a^b}$"), "x<[0.70+0.350 a]<[0.49+0.595 b]>>");
    assert_eq!(read(r"$v_\alpha$"), "v<[0.70-0.150 α]>");
    assert_eq!(read(r"$20^\circ$C, $5^{\circ}$"), "20°C, 5°");
}

#[test]
fn commands_are_characters() {
    assert_eq!(read(r"$\alpha \beta\Omega$"), "αβΩ");
    assert_eq!(
        read(r"$3 \times 10^5\,\mathrm{m s}^{-1}$"),
        "3\u{2009}×\u{2009}10<[0.70+0.350 5]>\u{2009}ms<[0.70+0.350 \u{2212}1]>"
    );
    assert_eq!(read(r"$-1 \leq x$"), "\u{2212}1\u{2009}≤\u{2009}x");
    assert_eq!(read(r"$\pm 2$"), "±2");
    assert_eq!(read(r"$\text{flow in } \mu m$"), "flow in μm");
    assert_eq!(read(r"$\sin\theta(t)$"), "sin\u{2009}θ(t)");
    assert_eq!(read(r"$50\%\ \{a\}$"), "50% {a}");
    assert_eq!(read("$(1, 2) 1,000$"), "(1,\u{2009}2)1,000");
}

#[test]
fn what_cannot_be_read_is_shown_as_it_is_written() {
    assert_eq!(read(r"$\foo{x}+1$"), "\\foox\u{2009}+\u{2009}1");
    assert_eq!(read(r"$a\?b$"), r"a\?b");
    for line in ["$x^{2$", "$x}$", "$x^$", "$x^^2$", r"$\text{a$", "a$_$"] {
        assert_eq!(read(line), line);
    }
    let deep = format!("${}x{}$", "{".repeat(100_000), "}".repeat(100_000));
    assert_eq!(read(&deep), deep);
    let deep = format!("$x{}$", "^x".repeat(100_000));
    assert!(read(&deep).len() > deep.len(), "scripts one after the other are no nesting");
}

#[test]
fn every_character_of_a_command_is_in_the_font() {
    use crate::text::FontId;
    let names = include_str!("commands.rs").lines().filter_map(|line| line.trim().strip_prefix("(\""));
    let names: Vec<&str> = names.filter_map(|rest| rest.split('"').next()).collect();
    assert!(names.len() > 100);
    for name in names {
        for c in read(&format!(r"$\{name}$")).chars() {
            assert_ne!(FontId::SansRegular.glyph(c), 0, "{name}: {c}");
        }
    }
}

proptest! {
    #[test]
    fn nothing_panics_and_marks_are_paired(line in r"[$\\{}^_ a-c\-+,.(αtimesx]{0,40}") {
        let mut open = 0;
        for piece in pieces(&line).unwrap_or_default() {
            match piece {
                Piece::Run(run) => prop_assert!(!run.text.is_empty() || line.contains("$$") || line == "$"),
                Piece::Mark => open += 1,
                Piece::Back => prop_assert!(open > 0),
                Piece::Join => open -= 1,
            }
        }
        prop_assert_eq!(open, 0);
    }
}
