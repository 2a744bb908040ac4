//! Words for a trace. Nothing is evaluated here: every sentence reads the trace.
//!
//! User text stands in backticks, so that a view can set it apart.

mod check_summary;
mod condition_reason;
mod element_reason;
mod failure;
mod message;
mod names;
mod near_miss;
mod parting;
mod phrase;
mod reasons;
mod statement_reason;
mod verdict;
mod way;

pub use check_summary::check_summary;
pub use element_reason::element_reason;
pub use failure::Failure;
pub use message::aws_message;
pub use names::{check_title, is_limit, policy_type_of, statement_title};
pub use near_miss::{NearMiss, NearMisses, near_misses};
pub use parting::Parting;
pub use phrase::{capitalised, quoted};
pub use reasons::{Reason, ReasonRole, reasons};
pub use statement_reason::statement_reason;
pub use verdict::{dependencies, headline, notes};
pub use way::{deny_search, grant_sentence, request_sentence, skip_reason, way_sentence};
