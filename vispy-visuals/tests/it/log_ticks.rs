//! Ticks of logarithmic, symlog and category axes.

use proptest::prelude::*;
use vispy_visuals::coordinate::Reference;
use vispy_visuals::ticks::{Scale, TickRequest, Ticks};

const SYMLOG: Scale = Scale::Symlog { linear_width: 1.0 };

/// Digits of 12 px DejaVu Sans are 7.6 px wide, raised ones and points less.
fn width(label: &str) -> f64 {
    label.chars().map(|c| if c.is_ascii_digit() || c.is_alphabetic() { 7.6 } else { 4.8 }).sum()
}

fn height(_label: &str) -> f64 {
    12.0
}

/// The ticks from one number to another on an axis of that length.
fn ticks(scale: Scale, limits: [f64; 2], length_px: f64) -> Ticks {
    let limits = limits.map(|value| scale.scaled_from_data(value));
    let mut request = TickRequest::new(Reference::F64(0.0), limits, length_px);
    request.scale = scale;
    request.ticks(&mut width)
}

fn labels(ticks: &Ticks) -> String {
    let labels: Vec<&str> = ticks.major.iter().map(|tick| tick.label.as_str()).collect();
    let common = [&ticks.multiplier, &ticks.offset_text].into_iter().flatten();
    common.fold(labels.join(" "), |all, one| format!("{all} [{one}]"))
}

#[test]
fn logarithmic_axes_count_in_powers_then_in_parts_then_in_steps() {
    let cases: &[([f64; 2], f64, &str)] = &[
        ([1.0, 1000.0], 600.0, "10⁰ 10¹ 10² 10³"),
        ([1000.0, 1.0], 600.0, "10⁰ 10¹ 10² 10³"),
        ([1.0, 1000.0], 120.0, "10⁰ 10¹ 10² 10³"),
        ([1.0, 1000.0], 60.0, "10⁰ 10²"),
        ([1e-3, 1e-1], 600.0, "10⁻³ 10⁻² 10⁻¹"),
        ([1e-6, 1e6], 600.0, "10⁻⁶ 10⁻⁵ 10⁻⁴ 10⁻³ 10⁻² 10⁻¹ 10⁰ 10¹ 10² 10³ 10⁴ 10⁵ 10⁶"),
        ([1e-15, 1e15], 600.0, "10⁻¹⁴ 10⁻¹² 10⁻¹⁰ 10⁻⁸ 10⁻⁶ 10⁻⁴ 10⁻² 10⁰ 10² 10⁴ 10⁶ 10⁸ 10¹⁰ 10¹² 10¹⁴"),
        (
            [1e-300, 1e300],
            600.0,
            "10⁻³⁰⁰ 10⁻²⁵⁰ 10⁻²⁰⁰ 10⁻¹⁵⁰ 10⁻¹⁰⁰ 10⁻⁵⁰ 10⁰ 10⁵⁰ 10¹⁰⁰ 10¹⁵⁰ 10²⁰⁰ 10²⁵⁰ 10³⁰⁰",
        ),
        ([2.0, 60.0], 600.0, "2 5 10 20 50"),
        ([0.15, 3.0], 600.0, "0.2 0.5 1 2"),
        ([2e7, 6e8], 600.0, "2×10⁷ 5×10⁷ 10⁸ 2×10⁸ 5×10⁸"),
        ([1.0, 10.0], 600.0, "1 2 3 4 5 6 7 8 9 10"),
        ([1.0, 10.0], 250.0, "1 2 5 10"),
        ([2.0, 6.0], 600.0, "2.0 2.5 3.0 3.5 4.0 4.5 5.0 5.5 6.0"),
        ([2.0, 6.0], 300.0, "2 3 4 5 6"),
        ([100.0, 101.0], 600.0, "100.0 100.1 100.2 100.3 100.4 100.5 100.6 100.7 100.8 100.9 101.0"),
        ([1e9, 1.000_001e9], 600.0, "0 100 200 300 400 500 600 700 800 900 1000 [+1 000 000 000]"),
        ([5.0, 5.0], 600.0, "5"),
    ];
    for (limits, length_px, expected) in cases {
        let found = labels(&ticks(Scale::Log, *limits, *length_px)).replace('\u{202f}', " ");
        assert_eq!(found, *expected, "{limits:?} over {length_px} px");
    }
}

#[test]
fn a_tick_stands_at_the_logarithm_of_its_number() {
    let found = ticks(Scale::Log, [1.0, 1000.0], 600.0);
    assert_eq!(found.major.iter().map(|tick| tick.offset).collect::<Vec<_>>(), [0.0, 1.0, 2.0, 3.0]);
    // 2 to 9 in each of three decades.
    let expected: Vec<f64> = [1.0, 10.0, 100.0]
        .iter()
        .flat_map(|power| (2..10).map(move |n| f64::log10(f64::from(n) * power)))
        .collect();
    assert_eq!(found.minor.len(), 24);
    for (found, expected) in found.minor.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-12);
    }
    let steps = ticks(Scale::Log, [2.0, 6.0], 300.0);
    for (tick, number) in steps.major.iter().zip(2..) {
        assert!((tick.offset - f64::from(number).log10()).abs() < 1e-12);
    }
    let crowded = ticks(Scale::Log, [1e-15, 1e15], 600.0);
    assert_eq!(crowded.minor.len(), 16, "the powers between those that are labelled");
}

#[test]
fn symlog_axes_have_zero_powers_of_both_signs_and_a_linear_part() {
    let cases: &[(f64, [f64; 2], f64, &str)] = &[
        (1.0, [-1000.0, 1000.0], 600.0, "−10³ −10² −10¹ −10⁰ 0 10⁰ 10¹ 10² 10³"),
        (1.0, [1000.0, -1000.0], 600.0, "−10³ −10² −10¹ −10⁰ 0 10⁰ 10¹ 10² 10³"),
        (1.0, [-1000.0, 1000.0], 200.0, "−10² 0 10²"),
        (1.0, [0.0, 1e6], 600.0, "0 10⁰ 10¹ 10² 10³ 10⁴ 10⁵ 10⁶"),
        (1e-3, [-1.0, 1.0], 600.0, "−10⁰ −10⁻¹ −10⁻² −10⁻³ 0 10⁻³ 10⁻² 10⁻¹ 10⁰"),
        (1.0, [-0.5, 0.5], 600.0, "−0.5 −0.4 −0.3 −0.2 −0.1 0.0 0.1 0.2 0.3 0.4 0.5"),
        (5.0, [-100.0, 100.0], 600.0, "−10² −10¹ 0 10¹ 10²"),
        (1.0, [100.0, 300.0], 600.0, "100 125 150 175 200 225 250 275 300"),
        (1.0, [20.0, 900.0], 600.0, "20 50 100 200 500"),
        (1.0, [-900.0, -20.0], 600.0, "−500 −200 −100 −50 −20"),
    ];
    for (linear_width, limits, length_px, expected) in cases {
        let found = labels(&ticks(Scale::Symlog { linear_width: *linear_width }, *limits, *length_px));
        assert_eq!(found, *expected, "{limits:?} with {linear_width} over {length_px} px");
    }
    let found = ticks(SYMLOG, [-1000.0, 1000.0], 600.0);
    for (tick, number) in found.major.iter().zip([-1e3, -1e2, -1e1, -1.0, 0.0, 1.0, 1e1, 1e2, 1e3]) {
        assert!((tick.offset - SYMLOG.scaled_from_data(number)).abs() < 1e-12, "{number}");
    }
}

fn category_labels(
    names: &[&str],
    limits: [f64; 2],
    length_px: f64,
    measure: fn(&str) -> f64,
) -> (String, usize) {
    let request = TickRequest::new(Reference::F64(0.0), limits, length_px);
    let ticks = request.category_ticks(names, &mut |label| measure(label));
    (
        ticks
            .major
            .iter()
            .map(|tick| format!("{}:{}", tick.offset, tick.label))
            .collect::<Vec<_>>()
            .join(" "),
        ticks.minor.len(),
    )
}

#[test]
fn categories_are_named_shortened_and_thinned() {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri"];
    let all = category_labels(&days, [-0.5, 4.5], 400.0, width);
    assert_eq!(all, ("0:Mon 1:Tue 2:Wed 3:Thu 4:Fri".to_owned(), 0));
    let reversed = category_labels(&days, [4.5, -0.5], 400.0, width);
    assert_eq!(reversed, all);
    assert_eq!(category_labels(&days, [-0.5, 4.5], 100.0, width).0, "0:Mon 2:Wed 4:Fri");
    assert_eq!(category_labels(&days, [0.6, 2.4], 400.0, width).0, "1:Tue 2:Wed");
    let long = ["a rather long name", "another one of those", "short"];
    assert_eq!(category_labels(&long, [-0.5, 2.5], 300.0, width).0, "0:a rather lon… 1:another one… 2:short");
    assert_eq!(category_labels(&long, [-0.5, 2.5], 300.0, height).0.matches('…').count(), 0);
    let numbers: Vec<String> = (0..1000).map(|n| n.to_string()).collect();
    let names: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let (labels, minor) = category_labels(&names, [-0.5, 999.5], 600.0, width);
    assert_eq!(labels.split(' ').nth(1), Some("52:52"));
    assert_eq!(minor, 0, "a thousand minor ticks have no room");
    assert_eq!(category_labels(&days, [5.2, 9.0], 400.0, width).0, "");
    assert_eq!(category_labels(&[], [-0.5, 0.5], 400.0, width).0, "");
    assert_eq!(category_labels(&days, [f64::NAN, 1.0], 400.0, width).0, "");
}

#[test]
fn categories_without_names_are_counted() {
    let mut request = TickRequest::new(Reference::F64(0.0), [-0.5, 3.5], 400.0);
    request.scale = Scale::Category;
    assert_eq!(labels(&request.ticks(&mut width)), "0 1 2 3");
}

proptest! {
    #[test]
    fn labels_never_overlap_and_stand_in_view(
        scale in prop_oneof![Just(Scale::Log), Just(SYMLOG), Just(Scale::Symlog { linear_width: 1e-5 })],
        middle in -320.0..320.0_f64,
        span_exponent in -10.0..3.0_f64,
        length_px in 20.0..2000.0_f64,
    ) {
        let span = 10f64.powf(span_exponent);
        let limits = [middle - span / 2.0, middle + span / 2.0];
        let mut request = TickRequest::new(Reference::F64(0.0), limits, length_px);
        request.scale = scale;
        let ticks = request.ticks(&mut width);
        prop_assert!(ticks.major.len() <= 150);
        for tick in &ticks.major {
            prop_assert!(tick.offset >= limits[0] && tick.offset <= limits[1], "{tick:?}");
        }
        for pair in ticks.major.windows(2) {
            let distance = (pair[1].offset - pair[0].offset) / span * length_px;
            let room = (width(&pair[0].label) + width(&pair[1].label)) / 2.0;
            prop_assert!(distance >= room + 8.0 - 1e-6, "{pair:?} over {limits:?} and {length_px} px");
        }
        prop_assert!(ticks.minor.windows(2).all(|pair| pair[0] < pair[1]));
        if length_px > 150.0 && span > 1e-8 && middle.abs() < 290.0 {
            prop_assert!(!ticks.major.is_empty(), "{limits:?} over {length_px} px has no tick");
        }
    }
}
