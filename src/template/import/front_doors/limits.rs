//! Limits on the rate.

use super::draft::Draft;
use super::settings::setting;
use crate::front_door::{Rate, Throttle};
use crate::template::value::Resolved;

/// The limit that two members of `written` say; none when neither is there. Leaves open what is not known of it: a limit
/// may let no request through.
pub(super) fn throttle(
    draft: &mut Draft<'_>,
    written: &Resolved,
    [rate, burst]: [&str; 2],
    whose: &str,
) -> Option<Throttle> {
    let (rate, burst) = (setting(written, rate), setting(written, burst));
    let known_rate = rate.and_then(Resolved::text).and_then(|text| serde_json::from_str::<Rate>(text).ok());
    let known_burst = burst.and_then(Resolved::text).and_then(|text| text.parse().ok());
    match (rate, burst, known_rate, known_burst) {
        (None, None, ..) => None,
        (_, _, Some(rate), Some(burst)) => Some(Throttle { rate, burst }),
        _ => {
            draft.leave_value_open(&format!("the limit {whose}"), written);
            None
        }
    }
}
