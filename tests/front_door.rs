//! API Gateway's front door: the documented order of checks, both tables, every documented refusal, the cache of Lambda
//! authorizers, tokens and usage plans.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "front_door/causes.rs"]
mod causes;
#[cfg(feature = "cli")]
#[path = "front_door/command_line.rs"]
mod command_line;
#[path = "front_door/hostile.rs"]
mod hostile;
#[path = "front_door/kept_answers.rs"]
mod kept_answers;
#[path = "front_door/model.rs"]
mod model;
#[path = "front_door/preflights.rs"]
mod preflights;
#[cfg(feature = "cli")]
mod program;
#[path = "front_door/support.rs"]
mod support;
#[path = "front_door/tables.rs"]
mod tables;
#[path = "front_door/tokens.rs"]
mod tokens;
#[path = "front_door/usage.rs"]
mod usage;
