//! Usage plans and limits on the rate: what becomes of a row of requests.
//!
//! All numbers are whole: a bucket counts thousand-millionths of a token, so that a rate of millionths per second makes a
//! whole number of them in a millisecond.

mod bucket;
mod limits;
mod simulate;

pub use bucket::TokenBucket;
pub use limits::{plan_throttle, stage_throttle};
pub use simulate::{Arrival, Limit, Limits, Remaining, Served, Verdict, readings, simulate};
