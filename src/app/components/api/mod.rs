//! The tab "API": what requests meet at API Gateway's front door.

mod definition;
mod pair_lines;
mod panel;
mod plot;
mod request_fields;
mod request_list;
mod step;
mod stream;
mod token;
mod walk;

pub(super) use panel::ApiPanel;
