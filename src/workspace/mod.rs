//! What a person edits, saves, exports and shares; its documents, and the request with every policy that
//! applies to it.

mod collect;
pub mod commands;
mod derived_context;
mod document_id;
pub mod document_list;
mod door_request;
pub mod edit;
pub mod examples;
mod kept_policies;
mod many_requests;
pub mod model;
mod not_known;
mod owners;
mod resolve;
pub mod scenarios;

pub use document_id::{DocumentId, OrganizationPlace};
pub use door_request::{DoorRequestError, ResolvedDoorRequest, resolve_door_request};
pub use kept_policies::{KeptPolicies, ReadyRequest};
pub use many_requests::{ManyRequests, TracedRequest};
pub use not_known::{is_not_known, not_known_advice};
pub use resolve::{RequestError, RequestField, Resolved, ResolvedDocument, derived_context, resolve};

pub(crate) use not_known::{not_known, not_known_managed, other_control_policies};
pub(crate) use owners::{Owners, account_of};
pub use owners::{ResourceAccount, resource_account};
