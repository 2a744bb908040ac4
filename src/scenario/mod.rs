//! One request with every policy that applies to it: what the evaluator takes in (§10 of the semantics).

mod caller;
mod chunks;
mod derived_context;
mod policy_set;
mod principal;
mod read;
mod read_line;
mod read_request;
mod request;
mod slot;

pub use caller::Caller;
pub use chunks::{Chunk, chunks};
pub use policy_set::{NamedPolicy, OrganizationLevel, PolicySet};
pub use principal::{Principal, PrincipalError};
pub use read::{InputError, Scenario};
pub use read_line::{read_caller, read_expectation, read_line, read_policies};
pub use request::{ContextEntry, Request, VpcEndpointType, resource_policy_type};
pub use slot::Slot;
