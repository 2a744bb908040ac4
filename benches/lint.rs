//! The linter with all rules, on policies that AWS manages. Run by `cargo bench --bench lint`.
#![allow(missing_docs, reason = "criterion's macros make functions without documentation")]
#![allow(clippy::unwrap_used, reason = "a bench stops at the first surprise")]

#[path = "../tests/managed_policies/mod.rs"]
mod managed_policies;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use policyscope::catalogue::bundled;
use policyscope::lint::Linter;
use policyscope::policy::PolicyType;

fn linting(criterion: &mut Criterion) {
    let linter = Linter::new(Some(bundled().unwrap()));
    let policies = managed_policies::all();
    let texts: Vec<String> = managed_policies::sample(&policies).map(|policy| policy.text()).collect();
    let longest = policies.iter().map(|policy| policy.text()).max_by_key(String::len).unwrap();
    let lint = |text: &str| linter.lint(black_box(text), Some(PolicyType::Identity.into())).findings.len();
    let mut group = criterion.benchmark_group("lint");
    group.throughput(Throughput::Elements(texts.len() as u64));
    group.bench_function("200 managed policies", |bench| {
        bench.iter(|| texts.iter().map(|text| lint(text)).sum::<usize>());
    });
    group.throughput(Throughput::Bytes(longest.len() as u64));
    group.bench_function("the longest managed policy", |bench| bench.iter(|| lint(&longest)));
}

criterion_group!(benches, linting);
criterion_main!(benches);
