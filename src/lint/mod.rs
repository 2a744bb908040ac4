//! The linter: what AWS would refuse in a policy, what is dangerous, dead or loose, each at its token and, where
//! it can be mended, with the edits that do it.
//!
//! A [`Linter`] reads a document once into a [`Subject`] with its facts and passes it through the rules of
//! [`rules`]. One rule is one file, its documentation in it.

mod action_set;
mod actions;
mod apply;
mod conditions;
mod document_type;
pub mod edits;
mod finding;
mod fingerprint;
mod linter;
mod path;
mod references;
mod report;
mod resources;
mod rule;
pub mod rules;
mod service_set;
mod subject;
mod suppression;

pub use action_set::{ActionSet, SoughtAction};
pub use actions::{ActionFacts, ServiceRun};
pub use apply::{Fixed, MAX_ROUNDS, apply_edits, fix_all};
pub use conditions::{ConditionFacts, KnownKey};
pub use document_type::{DocumentType, ResourceKind};
pub use finding::{Edit, Finding, Fix, Safety};
pub use fingerprint::Fingerprint;
pub use linter::{LintResult, Linter, read_root};
pub use path::{PathElement, path_of};
pub use report::Report;
pub use resources::{ArnFields, ResourceFacts};
pub use rule::{AppliesTo, Check, Documentation, Example, Needs, Rule, Severity};
pub use service_set::ServiceSet;
pub use subject::{StatementFacts, Subject, TextPlace};
pub use suppression::{Suppression, path_text, suppress};
