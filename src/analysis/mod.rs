//! What the page shows: the explanation of a workspace's selected request as plain data, places counted as
//! the editor counts them (UTF-16).

mod analyse;
pub mod assist;
mod view;

pub use analyse::analyse;
pub use view::{
    Analysis, CheckState, CheckView, DiagnosticView, DocumentView, ElementView, LevelView, Mark, Place,
    StatementView, Verdict,
};
