//! CPU time of a piece of work.

use std::fs;
use std::time::{Duration, Instant};

/// The one of the command line.
#[cfg(feature = "cli")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUND: Duration = Duration::from_millis(100);

/// The CPU time of one call, averaged over a round.
pub(crate) fn nanoseconds_each(work: &mut dyn FnMut()) -> f64 {
    let (started, cpu_started) = (Instant::now(), cpu_nanoseconds());
    let mut calls = 0_u32;
    while started.elapsed() < ROUND {
        for _ in 0..32 {
            work();
        }
        calls += 32;
    }
    let elapsed = match (cpu_started, cpu_nanoseconds()) {
        (Some(before), Some(after)) => (after - before) as f64,
        _ => started.elapsed().as_nanos() as f64,
    };
    elapsed / f64::from(calls)
}

/// The CPU time of this thread so far, where the system tells it without unsafe code.
pub(crate) fn cpu_nanoseconds() -> Option<u64> {
    let statistics = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    statistics.split_whitespace().next()?.parse().ok()
}

/// The middle one.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
