//! Numbers, dates and addresses (4B).

use std::cmp::Ordering;

/// 4.30: an integer or a decimal; digits without leading zeros before the point and without trailing zeros
/// after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    is_negative: bool,
    integer: String,
    fraction: String,
}

pub(super) fn read_number(text: &str) -> Option<Number> {
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (integer, fraction) = match digits.split_once('.') {
        Some((integer, fraction)) if is_digits(fraction) => (integer, fraction),
        Some(_) => return None,
        None => (digits, ""),
    };
    if !is_digits(integer) {
        return None;
    }
    let integer = integer.trim_start_matches('0').to_owned();
    let fraction = fraction.trim_end_matches('0').to_owned();
    let is_zero = integer.is_empty() && fraction.is_empty();
    Some(Number { is_negative: is_negative && !is_zero, integer, fraction })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| character.is_ascii_digit())
}

pub(super) fn compare_numbers(left: &Number, right: &Number) -> Ordering {
    match (left.is_negative, right.is_negative) {
        (false, false) => compare_sizes(left, right),
        (true, true) => compare_sizes(right, left),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
    }
}

/// More digits before the point is more; of equally many, the text order is the order of the numbers, and
/// after the point it always is.
fn compare_sizes(left: &Number, right: &Number) -> Ordering {
    left.integer
        .len()
        .cmp(&right.integer.len())
        .then_with(|| left.integer.cmp(&right.integer))
        .then_with(|| left.fraction.cmp(&right.fraction))
}

/// 4.35–4.37: nanoseconds since 1970 in UTC, of one of the forms of ISO 8601 or of epoch seconds.
pub(super) fn read_date(text: &str) -> Option<i128> {
    // `YYYY` has four digits; other numbers are epoch seconds, up to any time that could be meant.
    let is_year = is_digits(text) && text.len() == 4;
    if let Some(number) = read_number(text)
        && !is_year
    {
        let seconds = format!("0{}", number.integer).parse::<i128>().ok()?;
        let nanoseconds = seconds * SECOND + fraction_of_second(&number.fraction);
        return (number.integer.len() <= 18).then_some(if number.is_negative {
            -nanoseconds
        } else {
            nanoseconds
        });
    }
    let (day, time) = match text.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    let parts: Vec<&str> = day.split('-').collect();
    let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let has_form = [vec![4], vec![4, 2], vec![4, 2, 2]].contains(&widths);
    if !has_form || !parts.iter().all(|part| is_digits(part)) || (time.is_some() && parts.len() != 3) {
        return None;
    }
    let part = |number: usize| parts.get(number).map_or(1, |part| part.parse::<i64>().expect("digits"));
    // 4.36: without a time, the first instant.
    let seconds = i128::from(days_since_1970(part(0), part(1), part(2))?) * 24 * 60 * 60;
    Some(seconds * SECOND + time.map_or(Some(0), read_time)?)
}

const SECOND: i128 = 1_000_000_000;

fn days_since_1970(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=days_in_month(year, month)).contains(&day) {
        return None;
    }
    let days_in_year = |year| (1..=12).map(|month| days_in_month(year, month)).sum::<i64>();
    let before_year: i64 =
        (0..year).map(days_in_year).sum::<i64>() - (0..1970).map(days_in_year).sum::<i64>();
    let before_month: i64 = (1..month).map(|month| days_in_month(year, month)).sum();
    Some(before_year + before_month + day - 1)
}

fn days_in_month(year: i64, month: i64) -> i64 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Nanoseconds since midnight UTC of `hh:mm[:ss[.s]]` and a zone.
fn read_time(text: &str) -> Option<i128> {
    let zone = text.find(['Z', '+', '-'])?;
    let (clock, zone) = text.split_at(zone);
    let offset = match zone {
        "Z" => 0,
        _ => {
            let minutes = read_clock(&zone[1..])?;
            if zone.starts_with('-') { -minutes } else { minutes }
        }
    };
    let (clock, fraction) = match clock.split_once('.') {
        Some((clock, fraction)) if is_digits(fraction) => (clock, fraction),
        Some(_) => return None,
        None => (clock, "0"),
    };
    let (minutes, seconds) = match (clock.len(), clock.get(..5), clock.get(6..)) {
        (5, Some(clock), _) => (read_clock(clock)?, 0),
        (8, Some(minutes), Some(seconds)) if clock.as_bytes()[5] == b':' => {
            (read_clock(minutes)?, read_two_digits(seconds, 59)?)
        }
        _ => return None,
    };
    if clock.len() == 5 && text.contains('.') {
        return None;
    }
    Some((i128::from((minutes - offset) * 60 + seconds)) * SECOND + fraction_of_second(fraction))
}

/// Nanoseconds that the digits after the point stand for.
fn fraction_of_second(digits: &str) -> i128 {
    format!("{digits:0<9}")[..9].parse().expect("digits")
}

/// Minutes of `hh:mm`.
fn read_clock(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    Some(read_two_digits(hours, 23)? * 60 + read_two_digits(minutes, 59)?)
}

fn read_two_digits(text: &str, most: i64) -> Option<i64> {
    let number = if is_digits(text) && text.len() == 2 { text.parse().ok()? } else { return None };
    (number <= most).then_some(number)
}

/// 4.45–4.48: whether an address lies in a range; none when one of them is no such thing.
pub(super) fn address_in_range(address: &str, range: &str) -> Option<bool> {
    let address = read_address(address)?;
    let (base, length) = match range.split_once('/') {
        Some((base, length)) => (read_address(base)?, length.parse().ok()?),
        // 4.45: one address.
        None => (read_address(range)?, read_address(range)?.len()),
    };
    if length > base.len() {
        return None;
    }
    // 4.47: the two families never meet. 4.46: what follows the prefix does not count.
    Some(address.len() == base.len() && address[..length] == base[..length])
}

/// The bits of an address, as `0` and `1`.
fn read_address(text: &str) -> Option<Vec<char>> {
    let bits = |number: u32, width: usize| format!("{number:0width$b}").chars().collect::<Vec<char>>();
    if !text.contains(':') {
        let parts: Vec<&str> = text.split('.').collect();
        let numbers: Option<Vec<u32>> = parts.iter().map(|part| read_part(part, 10, 3, 255)).collect();
        return numbers
            .filter(|numbers| numbers.len() == 4)
            .map(|numbers| numbers.iter().flat_map(|number| bits(*number, 8)).collect());
    }
    // The last two groups may be written as an IPv4 address.
    let (groups, tail) = match text.rsplit_once(':') {
        Some((groups, last)) if last.contains('.') => (groups.to_owned() + ":", read_address(last)?),
        _ => (text.to_owned(), Vec::new()),
    };
    let groups_of = |text: &str| -> Option<Vec<char>> {
        let text = text.trim_end_matches(':');
        if text.is_empty() {
            return Some(Vec::new());
        }
        let numbers: Option<Vec<u32>> = text.split(':').map(|part| read_part(part, 16, 4, 0xffff)).collect();
        Some(numbers?.iter().flat_map(|number| bits(*number, 16)).collect())
    };
    let all = match groups.split_once("::") {
        Some((before, after)) => {
            let (before, after) = (groups_of(before)?, [groups_of(after)?, tail].concat());
            let zeros = 128_usize.checked_sub(before.len() + after.len())?;
            [before, vec!['0'; zeros], after].concat()
        }
        None => [groups_of(&groups)?, tail].concat(),
    };
    (all.len() == 128).then_some(all)
}

fn read_part(text: &str, radix: u32, longest: usize, most: u32) -> Option<u32> {
    let is_plain =
        !text.is_empty() && text.len() <= longest && text.chars().all(|digit| digit.is_digit(radix));
    let number = if is_plain { u32::from_str_radix(text, radix).ok()? } else { return None };
    (number <= most).then_some(number)
}
