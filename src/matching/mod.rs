//! Matching of text against patterns with wildcards and policy variables (§2, §4B of the semantics).
//!
//! Every match takes at worst O(pattern × text) steps, whatever the pattern.

mod arn;
mod expression;
mod quick_look;
mod segmented;
mod template;
mod wildcard;

pub use arn::{
    ARN_FIELDS, ArnPattern, ResourcePattern, is_account_id, partition_of, service_of, split_arn,
    split_at_colon,
};
pub(crate) use expression::{Fit, fit};
pub use quick_look::{FixedStart, number_ignoring_case};
pub use template::{MalformedVariable, Part, Syntax, Template, Variable, Wildcards};
pub use wildcard::{RequestValues, has_wildcard, matches, matches_ignoring_case, matches_name};
