//! Policies made ready for evaluation: patterns and conditions as data that can be looked into, nothing
//! parsed or allocated when a request is matched (§2, §3 of the semantics).

mod action;
mod condition;
mod keys;
mod policy;
mod policy_set;
mod principal;
mod resource;

pub use action::{ActionPattern, ActionSet, CompiledActions};
pub use condition::{CompiledCondition, CompiledOperand};
pub use keys::{KeyId, Keys};
pub use policy::{CompiledPolicy, CompiledStatement, Compiler};
pub use policy_set::{CompiledLevel, CompiledPolicySet};
pub use principal::{CompiledPrincipals, PrincipalPattern};
pub use resource::CompiledResources;
