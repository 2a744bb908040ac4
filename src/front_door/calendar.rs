//! Days of the Gregorian calendar, in UTC.

const DAY_MS: u64 = 86_400_000;

/// Year, month (1 to 12) and day (1 to 31) of a time in milliseconds since 1970-01-01T00:00:00Z.
pub(super) fn civil(time: u64) -> (u64, u64, u64) {
    // Years begin in March here, so that the leap day is the last one of its year; 400 years have 146097 days.
    const DAYS_FROM_YEAR_0_MARCH_TO_1970: u64 = 719_468;
    let days = time / DAY_MS + DAYS_FROM_YEAR_0_MARCH_TO_1970;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

/// The time as ISO 8601, to the second.
pub(super) fn iso_8601(time: u64) -> String {
    let (year, month, day) = civil(time);
    let seconds = time % DAY_MS / 1000;
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Number of the day, counted from 1970-01-01.
pub(super) fn day_number(time: u64) -> u64 {
    time / DAY_MS
}

/// Number of the week from Monday to Sunday; the one of 1970-01-01, a Thursday, is number 0.
pub(super) fn week_number(time: u64) -> u64 {
    (time / DAY_MS + 3) / 7
}

/// Number of the month, counted from year 0.
pub(super) fn month_number(time: u64) -> u64 {
    let (year, month, _) = civil(time);
    year * 12 + month - 1
}
