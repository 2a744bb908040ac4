//! Points in time in the forms that policies accept.

/// A point in time, in nanoseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(i128);

const NANOSECONDS: i128 = 1_000_000_000;
const DAY: i128 = 86_400 * NANOSECONDS;

impl Instant {
    /// Whole seconds since 1970-01-01T00:00:00Z; negative before.
    #[must_use]
    pub fn seconds_since_1970(self) -> i128 {
        self.0.div_euclid(NANOSECONDS)
    }

    /// Whole milliseconds since 1970-01-01T00:00:00Z; negative before.
    #[must_use]
    pub fn milliseconds_since_1970(self) -> i128 {
        self.0.div_euclid(NANOSECONDS / 1000)
    }

    /// Reads the W3C profile of ISO 8601 (`2026`, `2026-11`, `2026-11-22`, `2026-11-22T10:30Z`,
    /// `2026-11-22T10:30:00.5+02:00`) or seconds since 1970 (clause 4.35). Four digits are a year, as in
    /// ISO 8601. Gives the first and the last instant, in UTC, of what the text names: for a date without
    /// time they differ. `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<(Instant, Instant)> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if digits != 4 || text.as_bytes().get(digits) == Some(&b'.') {
            return epoch(text).map(|instant| (instant, instant));
        }
        let (date, time) = match text.split_once(['T', 't']) {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let mut fields = date.split('-');
        let year = number(fields.next()?, 4)?;
        let month = fields.next().map(|field| number(field, 2).ok_or(())).transpose().ok()?;
        let day = fields.next().map(|field| number(field, 2).ok_or(())).transpose().ok()?;
        if fields.next().is_some()
            || !(1..=12).contains(&month.unwrap_or(1))
            || !(1..=days_in(year, month.unwrap_or(1))).contains(&day.unwrap_or(1))
        {
            return None;
        }
        let midnight = |year, month, day| days_since_1970(year, month, day) * DAY;
        let start = midnight(year, month.unwrap_or(1), day.unwrap_or(1));
        let end = match (month, day, time) {
            (Some(_), Some(_), Some(time)) => {
                let instant = Instant(start + nanoseconds_of_day(time)?);
                return Some((instant, instant));
            }
            (_, _, Some(_)) => return None,
            (None, ..) => midnight(year + 1, 1, 1),
            (Some(12), None, _) => midnight(year + 1, 1, 1),
            (Some(month), None, _) => midnight(year, month + 1, 1),
            (_, Some(_), None) => start + DAY,
        };
        Some((Instant(start), Instant(end - 1)))
    }
}

fn epoch(text: &str) -> Option<Instant> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (seconds, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    if seconds.is_empty() || seconds.len() > 18 || !seconds.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let nanoseconds = seconds.parse::<i128>().ok()? * NANOSECONDS + fraction_of_second(fraction)?;
    Some(Instant(if negative { -nanoseconds } else { nanoseconds }))
}

/// `hh:mm`, `hh:mm:ss` or `hh:mm:ss.s…` with `Z` or an offset, which is subtracted.
fn nanoseconds_of_day(time: &str) -> Option<i128> {
    let zone_start = time.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = time.split_at(zone_start);
    let mut fields = clock.split(':');
    let hour = number(fields.next()?, 2)?;
    let minute = number(fields.next()?, 2)?;
    let (second, fraction) = match fields.next() {
        None => (0, 0),
        Some(field) => {
            let (second, fraction) = field.split_once('.').unwrap_or((field, "0"));
            (number(second, 2)?, fraction_of_second(fraction)?)
        }
    };
    // A leap second, 60, is the first second of the next minute.
    if fields.next().is_some() || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let seconds = hour * 3600 + minute * 60 + second - zone_seconds(zone)?;
    Some(i128::from(seconds) * NANOSECONDS + fraction)
}

fn zone_seconds(zone: &str) -> Option<i64> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, clock) = match zone.split_at_checked(1)? {
        ("+", clock) => (1, clock),
        ("-", clock) => (-1, clock),
        _ => return None,
    };
    let (hours, minutes) = clock.split_once(':')?;
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    (hours <= 23 && minutes <= 59).then_some(sign * (hours * 3600 + minutes * 60))
}

fn number(digits: &str, length: usize) -> Option<i64> {
    (digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

/// Digits after the point, as nanoseconds; finer ones are dropped.
fn fraction_of_second(digits: &str) -> Option<i128> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let nine: String = digits.chars().chain("00000000".chars()).take(9).collect();
    format!("{nine:0<9}").parse().ok()
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days from 1970-01-01 to a date of the Gregorian calendar; negative before it.
fn days_since_1970(year: i64, month: i64, day: i64) -> i128 {
    // Years begin in March here, so that the leap day is the last one of its year.
    let year = if month <= 2 { year - 1 } else { year };
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    const DAYS_FROM_YEAR_0_MARCH_TO_1970: i64 = 719_468;
    i128::from(year * 365 + leap_days + day_of_year - DAYS_FROM_YEAR_0_MARCH_TO_1970)
}
