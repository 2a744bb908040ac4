//! From compiled policies and a request to a decision, and to the trace of how it came about
//! (§5 of the semantics).
//!
//! [`Engine::evaluate`] answers fast; [`Engine::trace`] looks at every element of every statement. Both call
//! the same functions for each element, so they cannot disagree.

mod condition;
mod decide;
mod decision;
mod elements;
mod engine;
mod layer;
mod prepared;
mod route;
mod services;
mod statement;
mod trace;
mod tracer;
mod truth;

pub use condition::ConditionReason;
pub use decision::{Check, DecidedBy, Decision, Dependency, Evaluation, StatementPlace};
pub use engine::Engine;
pub use route::{Bypass, GrantTo, Passage, Route};
pub use services::resource_control_policies_support;
pub use trace::{
    CheckEffect, CheckTrace, ConditionTrace, EffectName, Element, ElementTrace, EntryTrace, KeyState,
    LevelTrace, PolicyTrace, StatementTrace, Supplied, Trace,
};
pub use truth::Truth;
