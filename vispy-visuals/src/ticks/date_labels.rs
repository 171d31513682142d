//! Labels for instants: each says what is new at it, and the rest is said once for all.

use jiff::civil::DateTime;

use super::calendar::{CalendarStep, DAY, civil};
use super::labels::{GROUP, MINUS};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SECOND: i64 = 1_000_000_000;
const MINUTE: i64 = 60 * SECOND;

/// Returns a label for each instant, and what they have in common.
///
/// Where a greater unit begins, that unit is named instead: a midnight among hours is `Mar 31`, a January is its year.
pub(super) fn concise(step: CalendarStep, instants: &[i128]) -> (Vec<String>, Option<String>) {
    let times: Vec<DateTime> = instants.iter().filter_map(|&instant| civil(instant)).collect();
    let texts = times.iter().map(|&time| label(step, time)).collect();
    let context = times.first().zip(times.last()).and_then(|(&first, &last)| {
        let any = |begins: fn(DateTime) -> bool| times.iter().any(|&time| begins(time));
        match step {
            CalendarStep::Years(_) => None,
            CalendarStep::Months(_) if any(|time| time.month() == 1) => None,
            CalendarStep::Days(_) if !any(|time| time.day() == 1) => Some(month(first)),
            CalendarStep::Nanos(_) if any(is_midnight) => Some(years(first, last)),
            CalendarStep::Nanos(..SECOND) if !any(|time| time.subsec_nanosecond() == 0) => {
                Some(format!("{} {}", day(first), clock(first)))
            }
            CalendarStep::Nanos(_) => Some(day(first)),
            _ => Some(years(first, last)),
        }
    });
    (texts, context)
}

/// Says what is new at one instant.
fn label(step: CalendarStep, time: DateTime) -> String {
    match step {
        CalendarStep::Years(_) => year(time),
        CalendarStep::Months(_) if time.month() == 1 => year(time),
        CalendarStep::Months(_) => month_name(time).to_owned(),
        CalendarStep::Days(_) if time.day() != 1 => time.day().to_string(),
        CalendarStep::Days(_) | CalendarStep::Weeks | CalendarStep::HalfMonths => month_day(time),
        CalendarStep::Nanos(_) if is_midnight(time) => month_day(time),
        CalendarStep::Nanos(MINUTE..=DAY) => format!("{:02}:{:02}", time.hour(), time.minute()),
        CalendarStep::Nanos(step) if step >= SECOND || time.subsec_nanosecond() == 0 => clock(time),
        CalendarStep::Nanos(step) => fraction(time, step),
    }
}

fn is_midnight(time: DateTime) -> bool {
    time.time() == jiff::civil::Time::midnight()
}

/// `2011`, with a true minus before the year 0.
fn year(time: DateTime) -> String {
    let minus = if time.year() < 0 { MINUS.to_string() } else { String::new() };
    format!("{minus}{}", time.year().unsigned_abs())
}

/// `2011`, or `2011–2012`.
fn years(first: DateTime, last: DateTime) -> String {
    if first.year() == last.year() { year(first) } else { format!("{}–{}", year(first), year(last)) }
}

fn month_name(time: DateTime) -> &'static str {
    usize::try_from(time.month() - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
}

/// `2011-Mar`.
fn month(time: DateTime) -> String {
    format!("{}-{}", year(time), month_name(time))
}

/// `2011-Mar-31`.
fn day(time: DateTime) -> String {
    format!("{}-{:02}", month(time), time.day())
}

/// `Mar 31`.
fn month_day(time: DateTime) -> String {
    format!("{} {}", month_name(time), time.day())
}

/// `22:13:20`.
fn clock(time: DateTime) -> String {
    format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
}

/// The fraction of a second, in as many digits as the step needs, after the third in groups: `.2`, `.000 000 001`.
fn fraction(time: DateTime, step: i64) -> String {
    let needed = 9 - step.checked_ilog10().unwrap_or(0) as usize;
    let decimals = if needed <= 3 { needed } else { needed.next_multiple_of(3) };
    let digits = format!("{:09}", time.subsec_nanosecond());
    let mut text = String::from(".");
    for (i, digit) in digits.chars().take(decimals).enumerate() {
        if i > 0 && i.is_multiple_of(3) {
            text.push(GROUP);
        }
        text.push(digit);
    }
    text
}
