//! Labels for decimal numbers: shared decimals, a shared power of ten, a shared part.

/// Narrow no-break space, between groups of three digits.
pub(super) const GROUP: char = '\u{202f}';
/// The true minus sign.
pub(super) const MINUS: char = '\u{2212}';

/// Labels and what they have in common.
pub(super) struct Labels {
    pub(super) texts: Vec<String>,
    pub(super) multiplier: Option<String>,
    pub(super) offset_text: Option<String>,
}

/// How many digits a label may have before something is taken out of it.
const MAX_DIGITS: i32 = 7;
/// How many decimals a label may have after a power of ten is taken out.
const MAX_DECIMALS: i32 = 4;

/// Labels the numbers `values × 10^exponent`, all with the same number of decimals.
pub(super) fn decimal(values: &[i128], exponent: i32) -> Labels {
    if !(values.len() > 1 && is_long(values, exponent)) {
        return without_shared(values, exponent);
    }
    let shared = shared_part(values);
    let rest: Vec<i128> = values.iter().map(|value| value - shared).collect();
    let sign = if shared < 0 { MINUS } else { '+' };
    let offset_text = (shared != 0).then(|| format!("{sign}{}", full(shared.unsigned_abs(), exponent)));
    Labels { offset_text, ..without_shared(&rest, exponent) }
}

/// The digits of the greatest number; the order that it is below, in powers of ten; and the power to take out of it.
fn size(values: &[i128], exponent: i32) -> (i32, i32, i32) {
    let digits = digits(values.iter().map(|value| value.unsigned_abs()).max().unwrap_or(0));
    let order = digits + exponent;
    (digits, order, 3 * (order - 1).div_euclid(3))
}

/// Whether labels are too long even with a power of ten taken out.
fn is_long(values: &[i128], exponent: i32) -> bool {
    let (digits, order, power) = size(values, exponent);
    digits > MAX_DIGITS || (order > MAX_DIGITS && power - exponent > MAX_DECIMALS)
}

/// Labels numbers in full where that is short, and with a power of ten taken out otherwise.
fn without_shared(values: &[i128], exponent: i32) -> Labels {
    let (digits, order, power) = size(values, exponent);
    let power = match values {
        _ if digits == 0 || (-2..=6).contains(&order) => 0,
        [_] if (-5..=19).contains(&order) => 0,
        [_] => order - 1,
        _ if order == MAX_DIGITS && power - exponent > MAX_DECIMALS => 0,
        _ => power,
    };
    Labels {
        texts: values.iter().map(|&value| fixed(value, exponent - power)).collect(),
        multiplier: (power != 0).then(|| format!("×10{}", superscript(power))),
        offset_text: None,
    }
}

/// Labels one number with the fewest digits that tell it from its neighbours.
pub(super) fn shortest(value: f64) -> Labels {
    let text = format!("{value:e}");
    let (mantissa, power) = text.split_once('e').unwrap_or((&text, "0"));
    let decimals = mantissa.split_once('.').map_or(0, |(_, decimals)| decimals.len() as i32);
    let digits = mantissa.replace('.', "").parse().unwrap_or(0);
    decimal(&[digits], power.parse::<i32>().unwrap_or(0) - decimals)
}

/// Finds the round number that far numbers have in common: one among them, or the digits that all begin with.
fn shared_part(values: &[i128]) -> i128 {
    let (Some(&min), Some(&max)) = (values.iter().min(), values.iter().max()) else { return 0 };
    let mut unit = 1i128;
    while unit < max - min {
        unit *= 10;
    }
    let nearest = if min < 0 { max } else { min };
    let among = max.div_euclid(10 * unit) * 10 * unit;
    if among >= min { among } else { nearest / unit * unit }
}

/// The number of decimal digits; 0 has none.
fn digits(value: u128) -> i32 {
    value.checked_ilog10().map_or(0, |log| log as i32 + 1)
}

/// Writes `value × 10^exponent` in full.
pub(super) fn fixed(value: i128, exponent: i32) -> String {
    let mut digits = value.unsigned_abs().to_string();
    if exponent > 0 && value != 0 {
        digits.extend(std::iter::repeat_n('0', exponent.unsigned_abs() as usize));
    }
    let decimals = if exponent < 0 { exponent.unsigned_abs() as usize } else { 0 };
    let padded = format!("{digits:0>width$}", width = decimals + 1);
    let (whole, fraction) = padded.split_at(padded.len() - decimals);
    let mut text = String::new();
    if value < 0 {
        text.push(MINUS);
    }
    text.push_str(&grouped(whole));
    if decimals > 0 {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// Writes a shared part without trailing zeros behind the point, as a power of ten where it is very long.
fn full(value: u128, exponent: i32) -> String {
    let (mut value, mut exponent) = (value, exponent);
    while value != 0 && value % 10 == 0 {
        value /= 10;
        exponent += 1;
    }
    let order = digits(value) + exponent;
    let value = value as i128;
    if value == 1 && order > 21 {
        format!("10{}", superscript(order - 1))
    } else if (-5..=21).contains(&order) {
        fixed(value, exponent)
    } else {
        let mantissa = fixed(value, exponent + 1 - order);
        format!("{mantissa}×10{}", superscript(order - 1))
    }
}

/// Puts narrow spaces between groups of three digits, where there are five or more.
pub(super) fn grouped(digits: &str) -> String {
    if digits.len() < 5 {
        return digits.to_owned();
    }
    let mut text = String::with_capacity(digits.len() * 2);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(GROUP);
        }
        text.push(digit);
    }
    text
}

/// Writes a number in raised digits.
pub(super) fn superscript(number: i32) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raised = |c: char| c.to_digit(10).map_or('⁻', |digit| DIGITS[digit as usize]);
    number.to_string().chars().map(raised).collect()
}
