//! A policy as somebody typed it, with its name and what belongs to it, as plain data.

mod origin;
mod policy_document;
mod suppression;

pub use origin::DocumentOrigin;
pub use policy_document::PolicyDocument;
pub use suppression::DocumentSuppression;

/// Members of a newer version, in the order in which they were read.
pub type UnknownMembers = serde_json::Map<String, serde_json::Value>;

/// Whether `value` is what a missing member means, so that it need not be written.
pub(crate) fn is_neutral<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
