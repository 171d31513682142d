//! Numbers, as short as three decimals allow, and paths made of them.

use vispy_visuals::glam::DVec2;
use vispy_visuals::vector::PathStep;

/// Appends a number rounded to three decimals, without trailing zeros. What is not finite becomes 0.
pub(super) fn push_number(out: &mut String, value: f64) {
    push_thousandths(out, thousandths(value));
}

/// A coordinate in thousandths of a logical pixel: sums and differences of these are exact.
fn thousandths(value: f64) -> i64 {
    // Beyond what a page can show, and far within i64: differences cannot overflow.
    const MOST: f64 = 1e12;
    if value.is_nan() { 0 } else { (value * 1000.0).round().clamp(-MOST, MOST) as i64 }
}

fn push_thousandths(out: &mut String, value: i64) {
    use std::fmt::Write as _;
    let magnitude = value.unsigned_abs();
    let (whole, fraction) = (magnitude / 1000, magnitude % 1000);
    let sign = if value < 0 { "-" } else { "" };
    // Writing to a string cannot fail.
    let _ = match (whole, fraction) {
        (_, 0) => write!(out, "{sign}{whole}"),
        (0, _) => write!(out, "{sign}.{fraction:03}"),
        _ => write!(out, "{sign}{whole}.{fraction:03}"),
    };
    if fraction != 0 {
        out.truncate(out.trim_end_matches('0').len());
    }
}

/// Appends the data of a path: absolute where parts begin, relative within them.
pub(super) fn push_path(out: &mut String, steps: &[PathStep]) {
    let mut path = PathWriter { out, at: [0, 0], start: [0, 0], letter: ' ' };
    for step in steps {
        match *step {
            PathStep::MoveTo(to) => path.move_to(to),
            PathStep::LineTo(to) => path.line_to(to),
            PathStep::QuadTo(control, to) => path.curve('q', &[control, to]),
            PathStep::CubicTo(first, second, to) => path.curve('c', &[first, second, to]),
            PathStep::Close => path.close(),
        }
    }
}

struct PathWriter<'a> {
    out: &'a mut String,
    at: [i64; 2],
    start: [i64; 2],
    /// The letter that numbers without one continue; a blank where a letter has to come.
    letter: char,
}

impl PathWriter<'_> {
    fn move_to(&mut self, to: DVec2) {
        self.at = to.to_array().map(thousandths);
        self.start = self.at;
        self.command('M', &self.at.clone());
        // What follows the numbers of an `M` without a letter would be absolute lines.
        self.letter = ' ';
    }

    fn line_to(&mut self, to: DVec2) {
        match self.step_to(to) {
            [dx, 0] => self.command('h', &[dx]),
            [0, dy] => self.command('v', &[dy]),
            both => self.command('l', &both),
        }
    }

    /// A curve: all its points are relative to where it begins.
    fn curve(&mut self, letter: char, points: &[DVec2]) {
        let begin = self.at;
        let mut numbers = [0; 6];
        for (pair, point) in numbers.chunks_exact_mut(2).zip(points) {
            self.at = point.to_array().map(thousandths);
            pair.copy_from_slice(&[self.at[0] - begin[0], self.at[1] - begin[1]]);
        }
        self.command(letter, &numbers[..2 * points.len()]);
    }

    fn close(&mut self) {
        self.out.push('z');
        (self.at, self.letter) = (self.start, ' ');
    }

    fn step_to(&mut self, to: DVec2) -> [i64; 2] {
        let to = to.to_array().map(thousandths);
        let step = [to[0] - self.at[0], to[1] - self.at[1]];
        self.at = to;
        step
    }

    fn command(&mut self, letter: char, numbers: &[i64]) {
        let mut separate = letter == self.letter;
        if !separate {
            self.out.push(letter);
            self.letter = letter;
        }
        for number in numbers {
            // A minus sign separates by itself.
            if separate && *number >= 0 {
                self.out.push(' ');
            }
            push_thousandths(self.out, *number);
            separate = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: f64) -> String {
        let mut out = String::new();
        push_number(&mut out, value);
        out
    }

    fn path(steps: &[PathStep]) -> String {
        let mut out = String::new();
        push_path(&mut out, steps);
        out
    }

    #[test]
    fn numbers_are_short() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (-0.0004, "0"),
            (12.0, "12"),
            (0.5, ".5"),
            (-0.25, "-.25"),
            (1.0 / 3.0, ".333"),
            (1200.0506, "1200.051"),
            (-7.1, "-7.1"),
            (f64::NAN, "0"),
            (f64::INFINITY, "1000000000"),
        ];
        for (value, expected) in cases {
            assert_eq!(number(value), expected);
        }
    }

    #[test]
    fn paths_are_relative_and_do_not_drift() {
        use PathStep::{Close, CubicTo, LineTo, MoveTo, QuadTo};
        let at = DVec2::new;
        let steps = [
            MoveTo(at(1.0, 2.0)),
            LineTo(at(3.0, 5.0)),
            LineTo(at(2.5, 4.0)),
            LineTo(at(2.5, 9.0)),
            LineTo(at(4.0, 9.0)),
            Close,
            LineTo(at(0.0, 0.0)),
            QuadTo(at(1.0, 1.0), at(2.0, 0.0)),
            CubicTo(at(2.0, 1.0), at(3.0, 1.0), at(3.0, 0.0)),
            MoveTo(at(7.0, 7.0)),
            LineTo(at(7.0, 7.0)),
        ];
        assert_eq!(path(&steps), "M1 2l2 3-.5-1v5h1.5zl-1-2q1 1 2 0c0 1 1 1 1 0M7 7h0");
        // A thousand steps of a third of a pixel end where they should.
        let steps: Vec<_> = (0..=1000).map(|i| at(f64::from(i) / 3.0, f64::from(i % 2))).collect();
        let mut line = vec![MoveTo(steps[0])];
        line.extend(steps[1..].iter().map(|to| LineTo(*to)));
        let text = path(&line);
        let numbers = text[4..]
            .split([' ', 'l', 'h', 'v'])
            .flat_map(|part| part.split_inclusive('-').collect::<Vec<_>>());
        assert!(numbers.count() >= 1000);
        let mut sum = 0;
        let mut last = 0;
        for to in &steps {
            let next = thousandths(to.x);
            sum += next - last;
            last = next;
        }
        assert_eq!(sum, 333_333);
    }
}
