//! Any text is a link or refused, and what a link holds makes that link again.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/fuzz/properties.rs"]
mod properties;

fuzz_target!(|bytes: &[u8]| properties::share_link(bytes));
