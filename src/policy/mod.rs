//! Policies as written: documents, statements and elements, each with its place (§1 of the semantics).
//!
//! Reading never fails: it returns what could be read and says what could not.

mod document;
mod grammar;
mod policy_type;
mod read;
mod read_condition;
mod read_principal;
mod report;
mod size;

pub use document::{
    ConditionElement, ConditionEntry, Effect, ListElement, Policy, PrincipalElement, PrincipalEntry,
    PrincipalKind, Statement, Text, Version,
};
pub use grammar::check_grammar;
pub use policy_type::PolicyType;
pub use read::read_policy;
pub(crate) use report::{did_you_mean, is_template_function};
pub use size::check_size;
