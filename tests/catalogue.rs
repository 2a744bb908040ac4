//! The action catalogue: what is in it, its format, and what can be asked of it.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "catalogue/actions_of_managed_policies.rs"]
mod actions_of_managed_policies;
#[path = "catalogue/arns.rs"]
mod arns;
#[path = "catalogue/counts.rs"]
mod counts;
#[path = "catalogue/details.rs"]
mod details;
#[path = "catalogue/embedded_part.rs"]
mod embedded_part;
#[path = "catalogue/expansion.rs"]
mod expansion;
#[path = "catalogue/files.rs"]
mod files;
#[path = "catalogue/lookups.rs"]
mod lookups;
mod managed_policies;
#[path = "catalogue/names.rs"]
mod names;

use std::sync::LazyLock;

use policyscope::catalogue::{Catalogue, DetailedCatalogue, bundled};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| bundled().unwrap());

fn detailed() -> DetailedCatalogue<'static> {
    CATALOGUE.detailed().unwrap()
}
