//! The command line. See [`policyscope::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    policyscope::cli::main()
}
