//! Any bytes are read into a tree whose spans lie in the text and in their parents.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/fuzz/properties.rs"]
mod properties;

fuzz_target!(|bytes: &[u8]| properties::json_reader(bytes));
