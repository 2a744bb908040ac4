//! The command line. See [`policyscope::cli`].

use std::process::ExitCode;

/// Reading and linting ask for memory in many small pieces, which this one gives and takes back faster than the
/// system's.
#[cfg(not(target_family = "wasm"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    policyscope::cli::main()
}
