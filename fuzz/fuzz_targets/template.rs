//! Any text is read as a template or refused, and what is resolved of it leads back into the text.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/fuzz/properties.rs"]
mod properties;

fuzz_target!(|bytes: &[u8]| properties::template(bytes));
