//! The parts of the page, from the smallest to the panels.

mod banner_bar;
mod check_rail;
mod check_row;
mod context_table;
mod document_panel;
mod document_tabs;
mod editor_host;
mod editor_marks;
mod header;
mod help_dialog;
mod menu;
mod problem_list;
mod prose;
mod request_fields;
mod request_panel;
mod select;
mod statement_row;
mod tabs;
mod text_field;
mod theme_switch;
mod toast_bar;
mod verdict_bar;
mod why_panel;

pub(crate) use banner_bar::BannerBar;
pub(crate) use check_rail::CheckRail;
pub(crate) use document_panel::DocumentPanel;
pub(crate) use header::Header;
pub(crate) use help_dialog::HelpDialog;
pub(crate) use request_panel::RequestPanel;
pub(crate) use tabs::{Tab, Tabs};
pub(crate) use toast_bar::ToastBar;
pub(crate) use verdict_bar::VerdictBar;
pub(crate) use why_panel::WhyPanel;
