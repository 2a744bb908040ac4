//! An API as its owner configures it, as plain data.
//!
//! A missing member takes its neutral value and a neutral value is not written; members of a newer version are kept.
//! What nobody knows is said to be unknown and never left out.

mod authorizer;
mod door;
mod json_text;
mod method;
mod usage_plan;

pub use authorizer::{Authorizer, AuthorizerKind, AuthorizerReturns, PayloadFormat};
pub use door::{ApiKeySource, ApiType, Endpoint, Firewall, FrontDoor, Stage, VpcEndpoint};
pub use json_text::{JsonText, PolicyText};
pub use method::{Authorization, Method};
pub use usage_plan::{ApiKey, MethodThrottle, PlanStage, Quota, QuotaPeriod, Rate, Throttle, UsagePlan};

/// Members of a newer version, in the order in which they were read.
pub type UnknownMembers = serde_json::Map<String, serde_json::Value>;

/// Whether `value` is what a missing member means, so that it need not be written.
fn is_neutral<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
