//! What the page does besides showing: keeping drafts, opening links, answering keys.

mod draft;
mod focus;
mod link;
mod media;
mod other_decisions;
mod readable;
mod shortcuts;

pub(crate) use draft::use_draft;
pub(crate) use focus::use_focus;
pub(crate) use link::{first_state, use_link};
pub(crate) use media::use_media;
pub(crate) use other_decisions::use_other_decisions;
pub(crate) use readable::use_readable;
pub(crate) use shortcuts::use_shortcuts;
