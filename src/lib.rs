//! Policyscope evaluates, explains, lints and shows AWS IAM policies, in the browser or on the command line.
//!
//! The modules follow the one-way flow of `ARCHITECTURE.md`; a module uses only those above it in this list.

/// WebAssembly has no allocator of its own; this one is faster and smaller than the one that Rust brings.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

pub mod text;

pub mod reading;

pub mod matching;

pub mod catalogue;

pub mod condition;

pub mod policy;

pub mod scenario;

pub mod compiled;

pub mod evaluation;

pub mod explanation;

pub mod lint;

pub mod answer;

pub mod document;

pub mod front_door;

pub mod share;

pub mod workspace;

pub mod template;

pub mod paste;

pub mod repair;

pub mod analysis;

pub mod background;

#[cfg(feature = "cli")]
pub mod cli;

#[cfg(feature = "bindings")]
pub mod bindings;

#[cfg(feature = "app")]
pub mod app;
