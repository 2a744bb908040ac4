//! The action catalogue: reading its files, and what patterns stand for. Run by `cargo bench --bench catalogue`.
#![allow(missing_docs, reason = "criterion's macros make functions without documentation")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench stops at the first surprise")]

use std::fs;
use std::hint::black_box;
use std::io::Read;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use flate2::read::GzDecoder;
use policyscope::catalogue::{Catalogue, PrefixWildcards, ResourceEntry};

fn file(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/catalogue").join(name);
    let mut bytes = Vec::new();
    GzDecoder::new(&*fs::read(path).unwrap()).read_to_end(&mut bytes).unwrap();
    bytes
}

fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::from_core_file(&file("core.bin.gz")).unwrap();
    catalogue.load_details_file(&file("details.bin.gz")).unwrap();
    catalogue
}

fn reading(criterion: &mut Criterion) {
    let (core, details) = (file("core.bin.gz"), file("details.bin.gz"));
    let mut group = criterion.benchmark_group("read the catalogue");
    group.bench_function("core", |bench| bench.iter(|| Catalogue::from_core_file(black_box(&core)).unwrap()));
    let mut catalogue = Catalogue::from_core_file(&core).unwrap();
    group.bench_function("details", |bench| {
        bench.iter(|| catalogue.load_details_file(black_box(&details)).unwrap());
    });
}

fn expanding(criterion: &mut Criterion) {
    let catalogue = catalogue();
    let mut group = criterion.benchmark_group("expand");
    for pattern in ["*", "s3:*", "s3:Get*", "ec2:*Tags", "s3:GetObject"] {
        group.bench_with_input(BenchmarkId::from_parameter(pattern), pattern, |bench, pattern| {
            bench.iter(|| catalogue.expand(black_box(pattern), PrefixWildcards::Literal));
        });
    }
}

fn asking(criterion: &mut Criterion) {
    let catalogue = catalogue();
    let detailed = catalogue.detailed().unwrap();
    let mut group = criterion.benchmark_group("ask the catalogue");
    group.bench_function("action", |bench| bench.iter(|| catalogue.action(black_box("s3:GetObject"))));
    group.bench_function("nearest action", |bench| {
        bench.iter(|| catalogue.nearest_actions(black_box("s3:GetObjekt"), 3));
    });
    group.bench_function("condition key with a variable part", |bench| {
        bench.iter(|| detailed.condition_key(black_box("aws:RequestTag/team")));
    });
    for entry in ["arn:aws:s3:::reports/*", "arn:aws:ec2:*:*:instance/*", "*"] {
        group.bench_with_input(BenchmarkId::new("resource types", entry), entry, |bench, entry| {
            bench.iter(|| detailed.resource_types_of_entry(&ResourceEntry::new(black_box(entry))));
        });
    }
    let reads = catalogue.expand("ec2:Describe*", PrefixWildcards::Literal);
    let others = catalogue.expand("ec2:*", PrefixWildcards::Literal).difference(&reads);
    group.bench_function("cover of 500 actions", |bench| bench.iter(|| catalogue.cover(black_box(&others))));
}

criterion_group!(benches, reading, expanding, asking);
criterion_main!(benches);
