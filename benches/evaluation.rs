//! From text, and from compiled policies, to a decision; and for comparison what `serde_json` needs to
//! read the same bytes. Run by `cargo bench --bench evaluation`.
#![allow(missing_docs, reason = "criterion's macros make functions without documentation")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench stops at the first surprise")]

mod workload;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use policyscope::evaluation::{Decision, Engine};
use policyscope::matching::{Syntax, Template, Wildcards, matches};
use policyscope::scenario::read_line;

fn decide(text: &str) -> Decision {
    let scenario = read_line(text).unwrap();
    Engine::compile_for(&scenario.policies, &scenario.request).evaluate(&scenario.request).decision
}

fn from_text(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("text to decision");
    for workload in workload::all() {
        let text = &workload.scenario;
        assert_eq!(decide(text), Decision::Allowed);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("policyscope", workload.name), text, |bench, text| {
            bench.iter(|| decide(black_box(text)));
        });
        group.bench_with_input(BenchmarkId::new("serde_json", workload.name), text, |bench, text| {
            bench.iter(|| serde_json::from_str::<serde_json::Value>(black_box(text)).unwrap());
        });
    }
}

fn from_compiled(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("compiled to decision");
    for workload in workload::all() {
        let scenario = read_line(&workload.scenario).unwrap();
        let engine = Engine::compile(&scenario.policies);
        group.throughput(Throughput::Elements(workload.statements as u64));
        group.bench_with_input(
            BenchmarkId::from_parameter(workload.name),
            &scenario.request,
            |bench, request| bench.iter(|| engine.evaluate(black_box(request)).decision),
        );
    }
}

/// A pattern on which a matcher that tries every way needs ages.
fn hostile_pattern(criterion: &mut Criterion) {
    let syntax = Syntax { wildcards: Wildcards::Active, variables: false };
    let pattern = format!("{}b", "*a".repeat(8));
    let (pattern, _) = Template::parse(&pattern, syntax);
    let text = "a".repeat(60);
    criterion.bench_function("hostile pattern", |bench| {
        bench.iter(|| matches(pattern.parts(), black_box(&text), &()));
    });
}

criterion_group!(benches, from_text, from_compiled, hostile_pattern);
criterion_main!(benches);
