//! Adding, removing and changing the documents that apply to a request.

mod addition;
mod assume;
mod documents;
mod ensure;
mod front_doors;
mod starting_text;
mod unknown;

pub use addition::{Addition, add, possible_additions};
pub use assume::{assumable, assume_no_more};
pub use documents::{document, document_mut, remove};
pub use front_doors::add_front_doors;
pub use unknown::{can_be_unknown, is_unknown, set_unknown, unknown_checks};

pub(crate) use ensure::{
    ensure_principal, ensure_resource, ensure_target_role, is_about_trust, policy_owner,
};
