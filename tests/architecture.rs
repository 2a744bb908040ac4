//! The invariants of ARCHITECTURE.md that can be read off the source text.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order of the flow: each may use those before it.
const LAYERS: &[&str] = &[
    "text",
    "reading",
    "matching",
    "catalogue",
    "condition",
    "policy",
    "scenario",
    "compiled",
    "evaluation",
    "explanation",
    "lint",
    "answer",
    "document",
    "front_door",
    "share",
    "workspace",
    "template",
    "paste",
    "repair",
    "analysis",
    "background",
    "cli",
    "bindings",
    "app",
];

/// The outermost modules: nothing uses them, and they do not use each other.
const OUTERMOST: &[&str] = &["cli", "bindings", "app"];

const BROWSER_CRATES: &[&str] = &["wasm_bindgen", "serde_wasm_bindgen", "web_sys", "js_sys", "yew", "gloo"];

/// What would make an answer depend on more than its input.
const OUTSIDE_WORLD: &[&str] = &[
    "std::fs",
    "std::io",
    "std::env",
    "std::process",
    "std::time",
    "std::thread",
    "Instant::now",
    "SystemTime",
];

const MAX_LINES: usize = 400;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

struct Source {
    path: PathBuf,
    /// The text without comments, so that prose may name anything.
    code: String,
    lines: usize,
}

fn sources(folder: &Path) -> Vec<Source> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            found.push(Source { lines: text.lines().count(), code: code.join("\n"), path });
        }
    }
    found
}

fn module_sources(module: &str) -> Vec<Source> {
    let folder = root().join("src").join(module);
    if folder.is_dir() { sources(&folder) } else { Vec::new() }
}

/// The top-level modules that `code` names after `crate::`, groups in braces included.
fn used_modules(code: &str) -> BTreeSet<String> {
    let identifier = |text: &str| -> String {
        text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let mut used = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.trim_start().strip_prefix('{') {
            None => {
                used.insert(identifier(rest));
            }
            Some(group) => {
                let (mut depth, mut expects_name) = (0, true);
                for (at, character) in group.char_indices() {
                    match character {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => expects_name = true,
                        _ if expects_name && !character.is_whitespace() => {
                            used.insert(identifier(&group[at..]));
                            expects_name = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    used
}

/// How many `super::` in a row lead out of the top-level module of `path`.
fn supers_to_leave(path: &Path) -> usize {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    let depth = inside.components().count();
    if path.ends_with("mod.rs") { depth - 1 } else { depth }
}

#[test]
fn modules_use_only_those_before_them() {
    for (index, module) in LAYERS.iter().enumerate() {
        for source in module_sources(module) {
            for used in used_modules(&source.code) {
                let allowed =
                    used == *module || LAYERS[..index].contains(&&*used) && !OUTERMOST.contains(&&*used);
                assert!(allowed, "{}: `{module}` must not use `{used}`", source.path.display());
            }
            let chain = "super::".repeat(supers_to_leave(&source.path));
            assert!(!source.code.contains(&chain), "{}: `{chain}` leaves `{module}`", source.path.display());
        }
    }
}

#[test]
fn the_reader_of_imports_sees_groups_and_nested_groups() {
    let code = "use crate::{text::{Span, json::{self, Node}}, policy::Policy,\n    share};\nlet x = crate::cli::main();";
    let expected = ["cli", "policy", "share", "text"].map(str::to_owned);
    assert_eq!(used_modules(code), BTreeSet::from(expected));
}

#[test]
fn every_module_is_in_the_list_and_in_the_code_map_in_this_order() {
    let mut folders: Vec<String> = fs::read_dir(root().join("src"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir() && entry.file_name() != "bin")
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    folders.sort();
    let mut layers: Vec<&str> = LAYERS.to_vec();
    layers.sort_unstable();
    assert_eq!(folders, layers);

    let architecture = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let in_map: Vec<&str> = architecture
        .lines()
        .filter_map(|line| line.strip_prefix("| `src/")?.split_once("/`"))
        .map(|(module, _)| module)
        .filter(|module| *module != "bin")
        .collect();
    assert_eq!(in_map, LAYERS);
}

#[test]
fn the_core_knows_neither_browser_nor_outside_world() {
    for module in LAYERS.iter().filter(|module| !OUTERMOST.contains(module)) {
        for source in module_sources(module) {
            for name in BROWSER_CRATES.iter().chain(OUTSIDE_WORLD) {
                assert!(!source.code.contains(name), "{}: names `{name}`", source.path.display());
            }
        }
    }
    for source in module_sources("cli") {
        for name in BROWSER_CRATES {
            assert!(!source.code.contains(name), "{}: names `{name}`", source.path.display());
        }
    }
}

#[test]
fn evaluation_and_explanation_go_one_way() {
    // The explanation reads the trace; were it to compile or evaluate, it could contradict it.
    for source in module_sources("explanation") {
        assert!(!source.code.contains("Engine"), "{}: evaluates", source.path.display());
        assert!(
            !used_modules(&source.code).contains("compiled"),
            "{}: looks past the trace",
            source.path.display()
        );
    }
}

#[test]
fn user_text_never_becomes_html() {
    for source in module_sources("app") {
        for name in
            ["inner_html", "set_inner_html", "from_html_unchecked", "insert_adjacent_html", "document.write"]
        {
            assert!(!source.code.contains(name), "{}: `{name}`", source.path.display());
        }
    }
}

#[test]
fn files_are_short() {
    for folder in ["src", "tests"] {
        for source in sources(&root().join(folder)) {
            assert!(source.lines <= MAX_LINES, "{}: {} lines", source.path.display(), source.lines);
        }
    }
}
