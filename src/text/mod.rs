//! Text with positions: spans, diagnostics, and a JSON syntax tree in which every node knows its place.
//!
//! First stage of the flow. Nothing here knows what a policy is.

mod diagnostic;
pub mod json;
mod line_index;
mod quoted;
mod span;

pub use diagnostic::{Diagnostic, Severity};
pub use line_index::{LineIndex, Position, lines};
pub use span::Span;

pub(crate) use quoted::quoted;
