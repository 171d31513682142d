//! Steps of the calendar and the instants that they lead to.

use jiff::civil::{Date, DateTime, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil::Weekday};

const SECOND: i64 = 1_000_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
/// The length of a day in nanoseconds; UTC knows no other.
pub(super) const DAY: i64 = 24 * HOUR;

/// A step that people count time by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CalendarStep {
    /// So many nanoseconds, a divisor of the day.
    Nanos(i64),
    /// Every n-th day of the month, from the first on.
    Days(i8),
    /// Every Monday.
    Weeks,
    /// The 1st and the 15th of every month.
    HalfMonths,
    /// Every n-th month, from January on.
    Months(i32),
    /// The years that n divides.
    Years(i32),
}

use CalendarStep::{Days, HalfMonths, Months, Nanos, Weeks, Years};

/// The steps from a second to half a year, with the steps of their minor ticks.
const STEPS: [(CalendarStep, Option<CalendarStep>); 25] = [
    (Nanos(SECOND), Some(Nanos(SECOND / 5))),
    (Nanos(2 * SECOND), Some(Nanos(SECOND / 2))),
    (Nanos(5 * SECOND), Some(Nanos(SECOND))),
    (Nanos(10 * SECOND), Some(Nanos(2 * SECOND))),
    (Nanos(15 * SECOND), Some(Nanos(5 * SECOND))),
    (Nanos(30 * SECOND), Some(Nanos(10 * SECOND))),
    (Nanos(MINUTE), Some(Nanos(15 * SECOND))),
    (Nanos(2 * MINUTE), Some(Nanos(30 * SECOND))),
    (Nanos(5 * MINUTE), Some(Nanos(MINUTE))),
    (Nanos(10 * MINUTE), Some(Nanos(2 * MINUTE))),
    (Nanos(15 * MINUTE), Some(Nanos(5 * MINUTE))),
    (Nanos(30 * MINUTE), Some(Nanos(10 * MINUTE))),
    (Nanos(HOUR), Some(Nanos(15 * MINUTE))),
    (Nanos(2 * HOUR), Some(Nanos(30 * MINUTE))),
    (Nanos(3 * HOUR), Some(Nanos(HOUR))),
    (Nanos(6 * HOUR), Some(Nanos(HOUR))),
    (Nanos(12 * HOUR), Some(Nanos(3 * HOUR))),
    (Days(1), Some(Nanos(6 * HOUR))),
    (Days(2), Some(Days(1))),
    (Weeks, Some(Days(1))),
    (HalfMonths, None),
    (Months(1), Some(HalfMonths)),
    (Months(2), Some(Months(1))),
    (Months(3), Some(Months(1))),
    (Months(6), Some(Months(1))),
];

/// The first and last instants of a range, in nanoseconds since 1970, and the same on the calendar.
#[derive(Debug, Clone, Copy)]
pub(super) struct Period {
    nanos: [i128; 2],
    dates: [Date; 2],
}

impl Period {
    /// Makes a period; `None` where an end lies outside the calendar, which spans the years −9999 to 9999.
    pub(super) fn new(first: i128, last: i128) -> Option<Self> {
        Some(Self { nanos: [first, last], dates: [civil(first)?.date(), civil(last)?.date()] })
    }
}

impl CalendarStep {
    /// Lists all steps, the shortest first.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let short = (0..9).flat_map(|power| [1, 2, 5].map(|n| Nanos(n * 10i64.pow(power))));
        let years = (0..4).flat_map(|power| [1, 2, 5].map(|n| Years(n * 10i32.pow(power))));
        short.chain(STEPS.map(|(step, _)| step)).chain(years)
    }

    /// The length in nanoseconds, in the mean where it varies.
    pub(super) fn length(self) -> f64 {
        let days = |days: f64| days * DAY as f64;
        match self {
            Nanos(nanos) => nanos as f64,
            Days(n) => days(f64::from(n)),
            Weeks => days(7.0),
            HalfMonths => days(365.2425 / 24.0),
            Months(n) => days(365.2425 / 12.0 * f64::from(n)),
            Years(n) => days(365.2425 * f64::from(n)),
        }
    }

    /// The step of the minor ticks.
    pub(super) fn minor(self) -> Option<Self> {
        match self {
            Nanos(n @ ..SECOND) => {
                let parts = if n.to_string().starts_with('2') { 4 } else { 5 };
                [parts, 2].into_iter().find(|part| n % part == 0).map(|parts| Nanos(n / parts))
            }
            Years(1) => Some(Months(3)),
            Years(2) => Some(Months(6)),
            Years(n) => Some(Years(if n.to_string().starts_with('2') { n / 4 } else { n / 5 })),
            _ => STEPS.iter().find(|(step, _)| *step == self).and_then(|(_, minor)| *minor),
        }
    }

    /// Lists the instants of a period, in nanoseconds since 1970; none where there are about more than `max`.
    pub(super) fn instants(self, period: &Period, max: usize) -> Vec<i128> {
        let [first, last] = period.nanos;
        if (last - first) as f64 / self.length() > max as f64 {
            return Vec::new();
        }
        match self {
            Nanos(step) => multiples(first, last, i128::from(step)).collect(),
            Days(n) => {
                days(period, |day| (day.day() - 1) % n == 0 && day.day() + n <= day.days_in_month() + 1)
            }
            Weeks => days(period, |day| day.weekday() == Weekday::Monday),
            HalfMonths => days(period, |day| matches!(day.day(), 1 | 15)),
            Months(n) => months(period, n),
            Years(n) => months(period, 12 * n),
        }
    }
}

/// The multiples of a step from `first` to `last`.
fn multiples(first: i128, last: i128, step: i128) -> impl Iterator<Item = i128> {
    let from = -(-first).div_euclid(step);
    (from..=last.div_euclid(step)).map(move |n| n * step)
}

/// The midnights that begin the days chosen.
fn days(period: &Period, chosen: impl Fn(Date) -> bool) -> Vec<i128> {
    let [first, last] = period.nanos;
    let chosen = |instant: &i128| civil(*instant).is_some_and(|time| chosen(time.date()));
    multiples(first, last, i128::from(DAY)).filter(chosen).collect()
}

/// The midnights that begin every n-th month since the year 0.
fn months(period: &Period, n: i32) -> Vec<i128> {
    let count = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
    let [first, last] = period.dates.map(count);
    let [from, to] = period.nanos;
    (first.div_euclid(n)..=last.div_euclid(n))
        .filter_map(|multiple| {
            let month = multiple * n;
            let year = i16::try_from(month.div_euclid(12)).ok()?;
            let day = Date::new(year, month.rem_euclid(12) as i8 + 1, 1).ok()?;
            Some((day - date(1970, 1, 1)).get_days())
        })
        .map(|days| i128::from(days) * i128::from(DAY))
        .filter(|instant| (from..=to).contains(instant))
        .collect()
}

/// The date and time of an instant in UTC; `None` outside the calendar.
pub(super) fn civil(nanos: i128) -> Option<DateTime> {
    Some(TimeZone::UTC.to_datetime(Timestamp::from_nanosecond(nanos).ok()?))
}
