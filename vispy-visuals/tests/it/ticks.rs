//! Ticks: tables to be read by people, and properties that hold for any range.

use std::fmt::Write as _;

use proptest::prelude::*;
use vispy_visuals::coordinate::Reference;
use vispy_visuals::ticks::{Scale, TickRequest, Ticks, TimeUnit};

/// Digits of 12 px DejaVu Sans are 7.6 px wide, thin spaces and points about half.
fn width(label: &str) -> f64 {
    label.chars().map(|c| if matches!(c, '.' | ':' | '\u{202f}') { 3.8 } else { 7.6 }).sum()
}

fn row(table: &mut String, request: &TickRequest, name: &str) {
    let ticks = request.ticks(&mut width);
    let labels: Vec<&str> = ticks.major.iter().map(|tick| tick.label.as_str()).collect();
    let common: Vec<String> =
        [&ticks.multiplier, &ticks.offset_text].into_iter().flatten().cloned().collect();
    let px = (request.limits[1] - request.limits[0]).abs() / request.length_px;
    let spacing = ticks
        .major
        .windows(2)
        .map(|pair| (pair[1].offset - pair[0].offset) / px)
        .fold(f64::INFINITY, f64::min);
    let _ = writeln!(table, "{name}\n    {}", labels.join(" | "));
    let _ = writeln!(table, "    [{}] {spacing:.0} px, {} minor", common.join("  "), ticks.minor.len());
}

#[test]
fn linear_table() {
    let mut table = String::new();
    for (reference, limits, length_px) in [
        (0.0, [0.0, 1.0], 600.0),
        (0.0, [0.0, 1.0], 300.0),
        (0.0, [0.0, 1.0], 150.0),
        (0.0, [0.0, 1.0], 60.0),
        (0.0, [0.0, 1.0], 2000.0),
        (0.0, [1.0, 0.0], 600.0),
        (0.0, [0.0, 10.0], 600.0),
        (0.0, [0.0, 12.0], 600.0),
        (0.0, [0.0, 7.0], 600.0),
        (0.0, [-3.7, 4.2], 600.0),
        (0.0, [-180.0, 180.0], 600.0),
        (0.0, [0.0, 100.0], 600.0),
        (0.0, [0.0, 255.0], 600.0),
        (0.0, [0.0, 936_001.0], 600.0),
        (0.0, [-312_345.0, 298_765.0], 400.0),
        (0.0, [0.0, 9360.0], 600.0),
        (0.0, [1000.0, 1500.0], 600.0),
        (0.0, [12_340.0, 12_360.0], 600.0),
        (0.0, [100_000.0, 100_004.0], 600.0),
        (0.0, [1_234_560.0, 1_234_570.0], 600.0),
        (0.0, [999_960.0, 1_000_050.0], 600.0),
        (0.0, [0.0, 3e6], 600.0),
        (0.0, [2.5e9, 2.6e9], 600.0),
        (0.0, [-1e9, 1e9], 600.0),
        (0.0, [0.0, 0.004], 600.0),
        (0.0, [0.0, 4e-5], 600.0),
        (0.0, [-1e-9, 1e-9], 600.0),
        (0.0, [1.0, 1.000_001], 600.0),
        (1e12, [-0.002, 0.002], 600.0),
        (1e12, [0.0, 0.004], 600.0),
        (-1e12, [0.3, 0.31], 600.0),
        (1e5, [0.0, 1e-9], 600.0),
        (0.1, [0.0, 0.2], 600.0),
        (0.0, [-1e300, 1e300], 600.0),
        (1e300, [-1e290, 1e290], 600.0),
        (0.0, [1e-300, 3e-300], 600.0),
        (0.0, [f64::MIN, f64::MAX], 600.0),
        (0.0, [2.5, 2.5], 600.0),
        (0.1, [0.2, 0.2], 600.0),
        (1e12, [1e-5, 2e-5], 600.0),
    ] {
        let request = TickRequest::new(Reference::F64(reference), limits, length_px);
        row(&mut table, &request, &format!("{reference:?} + {limits:?}, {length_px} px"));
    }
    for (reference, limits) in [
        (1_700_000_000_000_000_000, [0.0, 100.0]),
        (1_700_000_000_123_456_789, [-50.0, 50.0]),
        (-1_700_000_000_123_456_789, [-50.0, 50.0]),
        (i64::MAX, [-20.0, 0.0]),
        (i64::MIN, [0.0, 1e19]),
        (0, [-0.5, 3.5]),
        (0, [-0.5, 0.4]),
        (0, [0.1, 0.9]),
        (0, [0.0, 512.0]),
    ] {
        let request = TickRequest::new(Reference::I64(reference), limits, 600.0);
        row(&mut table, &request, &format!("{reference} + {limits:?} (integers), 600 px"));
    }
    insta::assert_snapshot!(table);
}

/// 2011-03-31 00:00 UTC, the day of the seismogram that the repository ships.
const DAY: i64 = 1_301_529_600;

#[test]
fn date_table() {
    let mut table = String::new();
    let hour = 3600.0;
    let day = 24.0 * hour;
    for (start, limits) in [
        (0, [-10_000.0 * 365.2425 * day, 7000.0 * 365.2425 * day]),
        (0, [-3000.0 * 365.2425 * day, 100.0 * 365.2425 * day]),
        (DAY, [-60.0 * 365.25 * day, 20.0 * 365.25 * day]),
        (DAY, [-8.0 * 365.25 * day, 0.0]),
        (DAY, [-2.0 * 365.25 * day, 0.0]),
        (DAY, [-365.25 * day, 0.0]),
        (DAY, [-200.0 * day, 0.0]),
        (DAY, [-120.0 * day, 0.0]),
        (DAY, [-80.0 * day, 0.0]),
        (DAY, [-40.0 * day, 0.0]),
        (DAY, [-15.0 * day, 0.0]),
        (DAY, [-7.0 * day, 0.5 * day]),
        (DAY, [-92.0 * day, -85.0 * day]),
        (DAY, [-10.0 * day, -5.0 * day]),
        (DAY, [-day, day]),
        (DAY, [-91.0 * day, -89.0 * day]),
        (DAY, [0.2 * day, 0.8 * day]),
        (DAY, [0.0, 9360.0]),
        (DAY, [hour, hour + 1800.0]),
        (DAY, [hour, hour + 240.0]),
        (DAY, [hour, hour + 60.0]),
        (DAY, [-20.0, 20.0]),
        (DAY, [hour, hour + 7.0]),
        (DAY, [hour, hour + 2.0]),
        (DAY, [hour + 0.1, hour + 0.9]),
        (DAY, [hour, hour]),
    ] {
        let mut request = TickRequest::new(Reference::F64(start as f64), limits, 600.0);
        request.scale = Scale::Time(TimeUnit::Seconds);
        let [from, to] = limits.map(|offset| offset / day);
        row(&mut table, &request, &format!("{start} s + [{from:.5}, {to:.5}] days, 600 px"));
    }
    for (reference, unit, limits) in [
        (1_700_000_000_000_000_000, TimeUnit::Nanos, [0.0, 20.0]),
        (1_700_000_000_123_456_789, TimeUnit::Nanos, [0.0, 100.0]),
        (1_700_000_000_123_456_789, TimeUnit::Nanos, [0.0, 0.0]),
        (1_700_000_000_123_456, TimeUnit::Micros, [0.0, 3000.0]),
        (1_700_000_000_000, TimeUnit::Millis, [-2.0, 2.0]),
        (1_700_000_000, TimeUnit::Seconds, [-1.0, 1.0]),
        (1_700_000_000, TimeUnit::Seconds, [0.2, 0.8]),
        (1_700_000_000, TimeUnit::Seconds, [0.0, 1e15]),
        (i64::MAX, TimeUnit::Seconds, [-100.0, 0.0]),
    ] {
        let mut request = TickRequest::new(Reference::I64(reference), limits, 600.0);
        request.scale = Scale::Time(unit);
        row(&mut table, &request, &format!("{reference} {unit:?} + {limits:?}, 600 px"));
    }
    insta::assert_snapshot!(table);
}

#[test]
fn the_steps_of_a_trillion_stand_at_thousandths() {
    let ticks = TickRequest::new(Reference::F64(1e12), [-0.0017, 0.0023], 600.0).ticks(&mut width);
    let offsets: Vec<f64> = ticks.major.iter().map(|tick| tick.offset).collect();
    assert_eq!(ticks.major.len(), 8, "{ticks:?}");
    for (offset, expected) in
        offsets.iter().zip([-0.0015, -0.001, -0.0005, 0.0, 0.0005, 0.001, 0.0015, 0.002])
    {
        assert!((offset - expected).abs() < 1e-18, "{offsets:?}");
    }
}

#[test]
fn senseless_requests_have_no_ticks() {
    let nan = f64::NAN;
    let reference = Reference::F64(0.0);
    let mut requests = vec![
        TickRequest::new(reference, [nan, 1.0], 600.0),
        TickRequest::new(reference, [0.0, f64::INFINITY], 600.0),
        TickRequest::new(Reference::F64(nan), [0.0, 1.0], 600.0),
        TickRequest::new(Reference::F64(f64::MAX), [0.0, f64::MAX], 600.0),
        TickRequest::new(reference, [0.0, 1.0], 0.0),
        TickRequest::new(reference, [0.0, 1.0], -5.0),
        TickRequest::new(reference, [0.0, 1.0], nan),
        TickRequest::new(reference, [0.0, 1.0], 2.0),
    ];
    for i in 0..requests.len() {
        requests.push(TickRequest { scale: Scale::Time(TimeUnit::Micros), ..requests[i] });
    }
    for request in requests {
        assert_eq!(request.ticks(&mut width), Ticks::default(), "{request:?}");
    }
    // Where no width can be told, no label can be placed.
    assert_eq!(TickRequest::new(reference, [0.0, 1.0], 600.0).ticks(&mut |_| nan), Ticks::default());
    let odd = TickRequest {
        spacing_px: nan,
        min_gap_px: nan,
        min_minor_px: nan,
        ..TickRequest::new(reference, [0.0, 1.0], 600.0)
    };
    assert!(odd.ticks(&mut width).major.len() > 2);
}

#[test]
fn panning_keeps_the_step() {
    for span in [0.7, 1.0, 3.3, 14.0, 90.0] {
        let steps: Vec<f64> = (0..200)
            .map(|i| {
                let lo = 0.037 * span * f64::from(i);
                let ticks =
                    TickRequest::new(Reference::F64(0.0), [lo, lo + span], 600.0).ticks(&mut |_| 30.0);
                ticks.major[1].offset - ticks.major[0].offset
            })
            .collect();
        assert!(steps.iter().all(|step| (step / steps[0] - 1.0).abs() < 1e-9), "{span}: {steps:?}");
    }
}

/// What must hold of all ticks.
fn check(request: &TickRequest) -> Result<Ticks, TestCaseError> {
    let ticks = request.ticks(&mut width);
    let [a, b] = request.limits;
    let (lo, hi) = (a.min(b), a.max(b));
    let majors: Vec<f64> = ticks.major.iter().map(|tick| tick.offset).collect();
    for offset in majors.iter().chain(&ticks.minor) {
        prop_assert!((lo..=hi).contains(offset), "{offset} is not in view");
    }
    prop_assert!(majors.is_sorted_by(|a, b| a < b), "{majors:?}");
    prop_assert!(ticks.minor.is_sorted_by(|a, b| a < b), "{:?}", ticks.minor);
    prop_assert!(majors.len() < 200 && ticks.minor.len() < 1000);
    for pair in ticks.major.windows(2) {
        prop_assert_ne!(&pair[0].label, &pair[1].label);
        let px = (pair[1].offset - pair[0].offset) / (hi - lo) * request.length_px;
        let gap = px - (width(&pair[0].label) + width(&pair[1].label)) / 2.0;
        prop_assert!(gap >= request.min_gap_px - 1e-6, "a gap of {gap} px in {:?}", ticks.major);
    }
    let mut all = majors.clone();
    all.extend(&ticks.minor);
    all.sort_by(f64::total_cmp);
    if !ticks.minor.is_empty() {
        for pair in all.windows(2) {
            prop_assert!((pair[1] - pair[0]) / (hi - lo) * request.length_px >= request.min_minor_px - 1e-6);
        }
    }
    if request.scale == Scale::Linear {
        let mut labels: Vec<&str> = ticks.major.iter().map(|tick| tick.label.as_str()).collect();
        labels.sort_unstable();
        labels.dedup();
        prop_assert_eq!(labels.len(), majors.len());
        let widest = ticks.major.iter().map(|tick| width(&tick.label)).fold(0.0, f64::max);
        if let (1, Reference::F64(reference)) = (majors.len(), request.reference) {
            let ulp = |x: f64| x.abs().next_up() - x.abs();
            let resolved = hi - lo > 1e-303
                && (hi - lo)
                    > 100.0 * ulp(reference.abs().max((reference + lo).abs()).max((reference + hi).abs()));
            prop_assert!(!resolved || request.length_px < 4.0 * (widest.max(60.0) + request.min_gap_px));
        }
    }
    Ok(ticks)
}

/// Numbers of any size and sign.
fn number() -> impl Strategy<Value = f64> {
    (-300.0..300.0_f64, any::<bool>())
        .prop_map(|(power, minus)| if minus { -1.0 } else { 1.0 } * 10f64.powf(power))
}

fn unit() -> impl Strategy<Value = TimeUnit> {
    prop_oneof![
        Just(TimeUnit::Seconds),
        Just(TimeUnit::Millis),
        Just(TimeUnit::Micros),
        Just(TimeUnit::Nanos)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_two_limits(a in number(), b in number(), length in 0.0..3000.0_f64) {
        check(&TickRequest::new(Reference::F64(0.0), [a, b], length))?;
    }

    #[test]
    fn any_reference(reference in number(), at in -1.0..1.0_f64, zoom in -18.0..2.0_f64, length in 0.0..3000.0_f64) {
        let span = reference.abs() * 10f64.powf(zoom);
        check(&TickRequest::new(Reference::F64(reference), [at * span, (at + 1.0) * span], length))?;
    }

    /// The label, read back with its multiplier and offset, is the tick's value exactly.
    #[test]
    fn labels_of_integers_are_exact(reference in any::<i64>(), at in -1.0..1.0_f64, zoom in -1.0..15.0_f64) {
        let span = 10f64.powf(zoom);
        let limits = [at * span, (at + 1.0) * span];
        let request = TickRequest::new(Reference::I64(reference), limits, 500.0);
        let ticks = check(&request)?;
        prop_assert!(zoom < 0.5 || !ticks.major.is_empty());
        for tick in &ticks.major {
            let value = i128::from(reference) + tick.offset as i128;
            prop_assert_eq!(tick.offset.fract(), 0.0);
            prop_assert_eq!(read(&ticks, &tick.label), Some(value));
        }
    }

    #[test]
    fn any_time(reference in any::<i64>(), at in -1.0..1.0_f64, zoom in -3.0..19.0_f64, unit in unit(), length in 0.0..3000.0_f64) {
        let span = 10f64.powf(zoom);
        let limits = [at * span, (at + 1.0) * span];
        let mut request = TickRequest::new(Reference::I64(reference), limits, length);
        request.scale = Scale::Time(unit);
        check(&request)?;
        request.reference = Reference::F64(reference as f64 / 1e9);
        check(&request)?;
    }

    #[test]
    fn any_time_of_now(start in 0..4_000_000_000_i64, zoom in -9.0..9.0_f64, length in 300.0..3000.0_f64) {
        let span = 10f64.powf(zoom) * 1e9;
        let mut request = TickRequest::new(Reference::I64(start * 1_000_000_000 + 123_456_789), [0.0, span], length);
        request.scale = Scale::Time(TimeUnit::Nanos);
        let ticks = check(&request)?;
        prop_assert!(span < 2.0 || length < 600.0 || ticks.major.len() >= 2, "{ticks:?}");
    }
}

/// Reads a label of an integer axis back.
fn read(ticks: &Ticks, label: &str) -> Option<i128> {
    let plain = |text: &str| text.replace('\u{2212}', "-").replace(['\u{202f}', '+'], "");
    let mut power = 0;
    for raised in ticks.multiplier.as_deref().unwrap_or("×10⁰").chars().skip(3) {
        power = 10 * power + "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == raised)? as u32;
    }
    let label = plain(label);
    let decimals = label.split_once('.').map_or(0, |(_, decimals)| decimals.len() as u32);
    let digits: i128 = label.replace('.', "").parse().ok()?;
    let offset: i128 = plain(ticks.offset_text.as_deref().unwrap_or("0")).parse().ok()?;
    Some(digits * 10i128.pow(power - decimals) + offset)
}
