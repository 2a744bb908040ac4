//! CloudFormation and SAM templates: read with their places, SAM's resources expanded, intrinsic functions resolved as
//! far as they can be, and the policies in them taken over into a workspace.
//!
//! The way of a template: [`tree::Node`] (what is written) → `sam` (still a tree, with CloudFormation's resources only)
//! → `resolve` ([`value::Resolved`]) → `import` (a workspace). What cannot be resolved stays a
//! [`value::ResolvedValue::Unknown`] with the names of what is missing, and is never guessed.

pub mod import;
mod json;
mod read;
pub mod render;
pub mod resolve;
pub mod sam;
pub mod tree;
pub mod value;
mod yaml;

pub use import::{TakenOver, again, origin, take_over};
pub use read::{MAX_TEMPLATE_BYTES, Template, read};
