//! An API as its owner configures it, as plain data.
//!
//! A missing member takes its neutral value and a neutral value is not written; members of a newer version are kept.
//! What nobody knows is said to be unknown and never left out.

mod authorizer;
mod cors;
mod door;
mod json_text;
mod method;
mod usage_plan;

pub use authorizer::{Authorizer, AuthorizerKind, AuthorizerReturns, PayloadFormat};
pub use cors::Cors;
pub use door::{ApiKeySource, ApiType, Endpoint, Firewall, FrontDoor, Stage, VpcEndpoint};
pub use json_text::JsonText;
pub use method::{Authorization, Method};
pub use usage_plan::{ApiKey, MethodThrottle, PlanStage, Quota, QuotaPeriod, Rate, Throttle, UsagePlan};

pub use crate::document::UnknownMembers;
use crate::document::is_neutral;
