//! The linter: the registry checks itself, and each group of rules has cases in `tests/lint/cases/`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "lint/cases.rs"]
mod cases;
#[path = "lint/checks.rs"]
mod checks;
#[path = "lint/escalation.rs"]
mod escalation;
#[path = "lint/fixes.rs"]
mod fixes;
mod generated;
#[path = "lint/managed.rs"]
mod managed;
mod managed_policies;
#[path = "lint/registry.rs"]
mod registry;

use std::sync::LazyLock;

use policyscope::catalogue::{Catalogue, bundled};
use policyscope::lint::Linter;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| bundled().unwrap());

/// A linter with all rules and the whole catalogue.
fn linter() -> Linter {
    Linter::new(Some(CATALOGUE.clone()))
}
