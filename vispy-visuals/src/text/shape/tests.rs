//! Tests of shaping against the fonts' own numbers.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::text::{Anchor, HAlign, VAlign};

fn shape(text: &str, size_px: f32) -> Arc<ShapedText> {
    FontSystem::global().shape(text, &TextStyle::new(size_px))
}

fn near(left: f32, right: f32) -> bool {
    (left - right).abs() <= 1e-5 * right.abs().max(1.0)
}

#[test]
fn widths_are_the_sums_of_the_fonts_own_advances() {
    // No pair of these is kerned.
    for text in ["0", "0123456789", "HHH", "nnn", "−1.25", "μ", "Ж"] {
        for (style, face) in [
            (TextStyle::new(10.0), FontId::SansRegular),
            (TextStyle::new(12.5), FontId::SansRegular),
            (TextStyle::new(12.5).bold(), FontId::SansBold),
        ] {
            let own: f32 = text.chars().map(|c| face.advance(face.glyph(c)) * style.size_px).sum();
            let shaped = FontSystem::global().shape(text, &style);
            assert!(near(shaped.width_px, own), "{text} {style:?}: {} is not {own}", shaped.width_px);
            assert!(shaped.glyphs.iter().all(|glyph| glyph.font == face));
        }
    }
}

#[test]
fn a_kerned_pair_is_narrower_than_its_letters() {
    let pair = shape("AV", 2048.0).width_px;
    let apart = shape("A", 2048.0).width_px + shape("V", 2048.0).width_px;
    // The kern table of DejaVu Sans moves A and V together by 131 units.
    assert!(near(apart - pair, 131.0), "{apart} - {pair}");
}

#[test]
fn twice_the_size_is_twice_the_positions() {
    let (small, large) = (shape("Ångström AV fi", 12.0), shape("Ångström AV fi", 24.0));
    assert_eq!(small.glyphs.len(), large.glyphs.len());
    for (small, large) in small.glyphs.iter().zip(&large.glyphs) {
        assert_eq!(small.glyph, large.glyph);
        assert!(near(2.0 * small.x, large.x) && near(2.0 * small.y, large.y));
    }
}

#[test]
fn scientific_texts_have_every_glyph() {
    for text in [
        "Ångström μ ∑ Привет 0.25 −1",
        "αβγδεζηθικλμνξοπρστυφχψω ΓΔΘΛΞΠΣΦΨΩ ϑϕϵ",
        "∂∇∫∮√∞≈≠≤≥±×÷·∈∉⊂⊆∪∩∧∨¬∀∃→←↔⇒⇔ℏℓℝℂℕ°′″",
        "x² x³ x⁻¹ H₂O 10⁵ ½ ‰ €",
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a\u{301} e\u{302} n\u{303} u\u{308} A\u{30A}",
    ] {
        for style in [TextStyle::new(12.0), TextStyle::new(12.0).bold()] {
            assert!(!FontSystem::global().shape(text, &style).has_missing_glyphs(), "{text}");
        }
    }
}

#[test]
fn a_combining_mark_composes_or_stands_on_its_letter() {
    assert_eq!(shape("A\u{30A}", 12.0).glyphs, shape("Å", 12.0).glyphs);
    // There is no precomposed m with a tilde.
    let mark = shape("m\u{303}", 12.0);
    assert_eq!(mark.glyphs.len(), 2);
    assert!(near(mark.width_px, shape("m", 12.0).width_px), "a mark has no width");
}

#[test]
fn a_missing_character_is_a_box_and_not_dropped() {
    for text in ["a漢b", "a\u{1}b", "a\u{e000}b"] {
        let shaped = shape(text, 12.0);
        let glyphs: Vec<u16> = shaped.glyphs.iter().map(|glyph| glyph.glyph).collect();
        let face = FontId::SansRegular;
        assert_eq!(glyphs, [face.glyph('a'), 0, face.glyph('b')], "{text:?}");
        assert!(shaped.has_missing_glyphs());
        assert!(shaped.width_px > shape("ab", 12.0).width_px, "{text:?}: the box has a width");
    }
}

#[test]
fn hebrew_runs_from_right_to_left() {
    let face = FontId::SansRegular;
    let glyphs: Vec<u16> = shape("אב", 12.0).glyphs.iter().map(|glyph| glyph.glyph).collect();
    assert_eq!(glyphs, [face.glyph('ב'), face.glyph('א')]);
    let mixed: Vec<u16> = shape("a אב", 12.0).glyphs.iter().map(|glyph| glyph.glyph).collect();
    assert_eq!(mixed, ['a', ' ', 'ב', 'א'].map(|c| face.glyph(c)));
    assert!(shape("אב", 12.0).glyphs[0].x >= 0.0);
}

#[test]
fn a_mark_without_an_anchor_stands_over_its_letter() {
    // A lamed with a holam, which the font draws to the left of where it stands.
    let places: Vec<f32> = shape("\u{5dc}\u{5b9}", 12.0).glyphs.iter().map(|glyph| glyph.x).collect();
    assert_eq!(places, [0.0, 0.0]);
}

#[test]
fn brackets_open_in_the_direction_of_their_text() {
    let face = FontId::SansRegular;
    let glyphs: Vec<u16> = shape("(\u{5d0})", 12.0).glyphs.iter().map(|glyph| glyph.glyph).collect();
    assert_eq!(glyphs, ['(', '\u{5d0}', ')'].map(|c| face.glyph(c)));
}

#[test]
fn arabic_letters_join() {
    let face = FontId::SansRegular;
    let alone = ['\u{62d}', '\u{628}'].map(|c| face.glyph(c));
    let word = shape("\u{628}\u{62d}", 12.0);
    assert!(word.glyphs.iter().zip(alone).all(|(glyph, alone)| glyph.glyph != alone && glyph.glyph != 0));
}

#[test]
fn lines_end_at_every_kind_of_line_end() {
    for text in ["ab\ncd", "ab\r\ncd", "ab\rcd", "ab\u{2028}cd", "ab\u{85}cd", "ab\u{b}cd"] {
        let shaped = shape(text, 10.0);
        assert_eq!(shaped.line_count(), 2, "{text:?}");
        assert_eq!(shaped.glyphs.len(), 4, "{text:?}");
        assert_eq!(shaped.lines[1].baseline, -12.0);
        assert!(near(shaped.glyphs[2].y, -12.0) && near(shaped.glyphs[0].y, 0.0));
        assert!(near(shaped.width_px, shape("ab", 10.0).width_px.max(shape("cd", 10.0).width_px)));
    }
    assert_eq!(shape("", 10.0).line_count(), 1);
    assert_eq!(shape("a\n", 10.0).line_count(), 2);
    assert_eq!(shape("\n\n", 10.0).line_count(), 3);
    assert_eq!(shape("", 10.0).width_px, 0.0);
}

#[test]
fn a_tab_is_four_spaces() {
    assert_eq!(shape("a\tb", 10.0).glyphs, shape("a    b", 10.0).glyphs);
    assert!(near(shape("a  ", 10.0).width_px, shape("a", 10.0).width_px + 2.0 * shape(" ", 10.0).width_px));
}

#[test]
fn lines_are_aligned_within_the_widest() {
    for (align, fraction) in [(HAlign::Left, 0.0), (HAlign::Center, 0.5), (HAlign::Right, 1.0)] {
        let shaped = FontSystem::global().shape("wide line\ni", &TextStyle::new(10.0).with_align(align));
        let free = shaped.width_px - shaped.lines[1].width_px;
        assert!(free > 10.0);
        assert!(near(shaped.lines[1].x, fraction * free) && shaped.lines[0].x == 0.0);
        let glyph = shaped.glyphs[shaped.lines[1].glyphs.start];
        assert!(near(glyph.x, fraction * free));
    }
}

#[test]
fn anchors_put_their_point_at_zero() {
    let text = shape("Hg", 100.0);
    let offset = |x, y| Anchor::new(x, y).offset(&text);
    assert_eq!(offset(HAlign::Left, VAlign::Baseline), [0.0, 0.0]);
    assert_eq!(offset(HAlign::Right, VAlign::Top), [-text.width_px, -text.ascent_px]);
    assert_eq!(offset(HAlign::Center, VAlign::Bottom), [-0.5 * text.width_px, text.descent_px]);
    assert_eq!(offset(HAlign::Left, VAlign::CapMiddle), [0.0, -0.5 * text.cap_height_px]);
    let two = FontSystem::global().shape("H\nH", &TextStyle { line_height: 1.25, ..TextStyle::new(100.0) });
    let offset = |y| Anchor::new(HAlign::Left, y).offset(&two)[1];
    assert_eq!(offset(VAlign::LastBaseline), 125.0);
    assert_eq!(offset(VAlign::Bottom), 125.0 + two.descent_px);
    assert_eq!(offset(VAlign::CapMiddle), 62.5 - 0.5 * two.cap_height_px);
    assert_eq!(two.height_px(), two.ascent_px + two.descent_px + 125.0);
    assert!(near(offset(VAlign::Middle), 0.5 * (offset(VAlign::Top) + offset(VAlign::Bottom))));
}

#[test]
fn a_size_that_is_no_size_draws_nothing() {
    for size_px in [0.0, -1.0, f32::NAN, f32::INFINITY] {
        let shaped = shape("abc\ndef", size_px);
        assert_eq!((shaped.glyphs.len(), shaped.line_count()), (0, 2));
        assert_eq!((shaped.width_px, shaped.height_px()), (0.0, 0.0));
    }
    let tall = TextStyle { line_height: f32::NAN, ..TextStyle::default() };
    assert!(FontSystem::global().shape("a\nb", &tall).glyphs.is_empty());
}

#[test]
fn a_shaped_text_is_kept_while_it_is_asked_for() {
    let mut fonts = FontSystem::new();
    let style = TextStyle::new(11.0);
    let kept = fonts.shape("kept", &style);
    let dropped = Arc::downgrade(&fonts.shape("dropped", &style));
    for number in 0..60_000 {
        fonts.shape(&number.to_string(), &style);
        assert!(Arc::ptr_eq(&kept, &fonts.shape("kept", &style)), "after {number} others");
    }
    assert_eq!(dropped.strong_count(), 0, "the cache has an end");
    assert!(!Arc::ptr_eq(&kept, &fonts.shape("kept", &style.bold())));
}

#[test]
fn a_huge_text_is_shaped() {
    let shaped = FontSystem::new().shape(&"0123456789".repeat(10_000), &TextStyle::new(10.0));
    assert_eq!(shaped.glyphs.len(), 100_000);
    let exact = 100_000.0 * FontId::SansRegular.advance(FontId::SansRegular.glyph('0')) * 10.0;
    // The library adds up the advances in f32: each sum is off by at most half the distance of two numbers there.
    let bound = 100_000.0 * 0.5 * (exact.next_up() - exact);
    assert!((shaped.width_px - exact).abs() < bound, "{} is not {exact}", shaped.width_px);
}

#[test]
fn scripts_are_runs_of_their_own_size_and_height() {
    let shaped = shape("$10^{-3}$ m", 20.0);
    assert_eq!(shaped.text, "10\u{2212}3 m");
    let texts: Vec<&str> = shaped.runs.iter().map(|run| &shaped.text[run.text.clone()]).collect();
    assert_eq!(texts, ["10", "\u{2212}3", " m"]);
    let [base, script, unit] = &shaped.runs[..] else { panic!("{:?}", shaped.runs) };
    assert_eq!((base.size_px, base.y, unit.size_px, unit.y), (20.0, 0.0, 20.0, 0.0));
    assert!(near(script.size_px, 14.0) && near(script.y, 7.0), "{script:?}");
    // Each begins where the one before ends, and the whole is as wide as all together.
    assert!(near(base.width_px, shape("10", 20.0).width_px));
    assert!(near(script.x, base.width_px) && near(script.width_px, shape("\u{2212}3", 14.0).width_px));
    assert!(near(unit.x, script.x + script.width_px) && near(shaped.width_px, unit.x + unit.width_px));
    assert_eq!(shaped.lines[0].runs, 0..3);
    for run in &shaped.runs {
        for glyph in &shaped.glyphs[run.glyphs.clone()] {
            assert!(glyph.y == run.y && glyph.x >= run.x, "{glyph:?} of {run:?}");
        }
    }
}

#[test]
fn both_scripts_of_a_letter_stand_one_above_the_other() {
    let shaped = shape("$x_{min}^2y$", 10.0);
    let [x, low, high, y] = &shaped.runs[..] else { panic!("{:?}", shaped.runs) };
    assert_eq!((low.x, high.x), (x.width_px, x.width_px));
    assert!(near(low.y, -1.5) && near(high.y, 3.5));
    assert!(low.width_px > high.width_px && near(y.x, low.x + low.width_px), "behind the longer one");
    // What hangs below the line makes room for itself; a script above reaches no higher than a letter may.
    let plain = shape("xy", 10.0);
    assert!(shaped.descent_px > plain.descent_px && near(shaped.descent_px, 1.5 + 0.7 * plain.descent_px));
    assert!(near(shaped.ascent_px, (3.5 + 0.7 * plain.ascent_px).max(plain.ascent_px)));
}

#[test]
fn glyphs_know_their_characters() {
    let starts = |text: &str| -> Vec<u32> { shape(text, 10.0).glyphs.iter().map(|g| g.text_start).collect() };
    assert_eq!(starts("aµb"), [0, 1, 3]);
    assert_eq!(starts("a\nbc"), [0, 1, 2], "line ends are not part of the text");
    assert_eq!(starts("$a^b$c"), [0, 1, 2]);
    // Right to left, the last character comes first.
    assert_eq!(starts("\u{5d0}\u{5d1}"), [2, 0]);
    // A ligature stands for all its characters.
    let word = shape("office", 10.0);
    let starts = starts("office");
    assert_eq!(starts.len(), word.glyphs.len());
    assert_eq!((starts[0], starts.last()), (0, Some(&5)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_shaped(text in any::<String>(), size_px in any::<f32>(), line_height in any::<f32>()) {
        let style = TextStyle { size_px, line_height, ..TextStyle::default() };
        let shaped = FontSystem::new().shape(&text, &style);
        prop_assert!(shaped.line_count() >= 1);
        prop_assert_eq!(shaped.lines.last().map(|line| line.glyphs.end), Some(shaped.glyphs.len()));
    }

    #[test]
    fn any_text_of_tricky_characters_is_shaped(
        text in "[a\u{0}-\u{20}\u{7f}-\u{a0}\u{300}-\u{36f}א-תء-ي\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}😀-😏\u{fe0f}\u{1f1e6}-\u{1f1ff}क-ह\u{94d}ក-ឳ\u{17d2}က-ဪ\u{1039}ᄀ-ᇿ가-각]{0,40}"
    ) {
        let shaped = FontSystem::new().shape(&text, &TextStyle::default());
        for line in &shaped.lines {
            prop_assert!(line.width_px.is_finite() && line.width_px >= 0.0);
        }
        prop_assert!(shaped.glyphs.iter().all(|glyph| glyph.x.is_finite() && glyph.y.is_finite()));
    }
}
