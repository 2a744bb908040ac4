//! Any text is evaluated or refused, and the trace agrees with the decision.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/fuzz/properties.rs"]
mod properties;

fuzz_target!(|bytes: &[u8]| properties::scenario(bytes));
