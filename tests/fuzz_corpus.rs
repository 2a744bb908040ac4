//! Runs what the fuzzer has found through its properties, without the fuzzer.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::Path;

#[path = "fuzz/properties.rs"]
mod properties;

fn run(target: &str, property: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut inputs = 0;
    for entry in fs::read_dir(folder).unwrap() {
        property(&fs::read(entry.unwrap().path()).unwrap());
        inputs += 1;
    }
    println!("{inputs} inputs for {target}");
    assert!(inputs > 10, "the corpus of {target} is gone");
}

#[test]
fn the_json_reader_holds_on_the_corpus() {
    run("json_reader", properties::json_reader);
}

#[test]
fn the_evaluator_holds_on_the_corpus() {
    run("scenario", properties::scenario);
}

#[test]
fn the_share_link_holds_on_the_corpus() {
    run("share_link", properties::share_link);
}

#[test]
fn the_template_reader_holds_on_the_corpus() {
    run("template", properties::template);
}
