//! What the page does besides showing: keeping drafts, opening links, loading the catalogue, asking for findings and
//! repairs, answering keys, taking what is pasted.

mod after_paint;
mod answer;
mod catalogue;
mod draft;
mod findings;
mod focus;
mod link;
mod media;
mod outcomes;
mod overviews;
mod pasted_text;
mod pointer_rest;
mod present;
mod readable;
mod repairs;
mod request_notes;
mod rule_pages;
mod settled;
mod shortcuts;
mod templates;
mod typed_text;

pub(crate) use after_paint::use_after_paint;
pub(crate) use catalogue::use_catalogue;
pub(crate) use draft::use_draft;
pub(crate) use findings::{Findings, use_findings};
pub(crate) use focus::use_focus;
pub(crate) use link::{first_state, use_link};
pub(crate) use media::use_media;
pub(crate) use outcomes::use_outcomes;
pub(crate) use overviews::{Overview, use_chain, use_comparison, use_coverage, use_functions, use_matrix};
pub(crate) use pasted_text::use_pasted_text;
pub(crate) use pointer_rest::use_pointer_rest;
pub(crate) use present::use_present;
pub(crate) use readable::use_readable;
pub(crate) use repairs::{FoundRepairs, use_repairs};
pub(crate) use request_notes::use_request_notes;
pub(crate) use rule_pages::{RulePages, use_rule_pages};
pub(crate) use settled::use_settled;
pub(crate) use shortcuts::{ShortcutCalls, use_shortcuts};
pub(crate) use templates::{use_template, use_template_links, use_template_reading};
pub(crate) use typed_text::use_typed_text;
