//! The corner cases of AWS's rules: scenarios for each, and the table of them in `docs/corner-cases.md`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::{env, fs};

use policyscope::answer::{AnswerOptions, answer, answer_by};
use policyscope::evaluation::Engine;
use policyscope::workspace::model::Workspace;
use policyscope::workspace::resolve;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// The files of `tests/corner_cases` and what their tables are called; the cases are numbered through them.
const FILES: [(&str, &str); 5] = [
    ("grammar_and_matching", "Grammar and matching"),
    ("variables", "Variables"),
    ("principals", "Principals"),
    ("conditions", "Conditions"),
    ("evaluation", "Evaluation"),
];

const CASES: u32 = 98;

/// One scenario of a case. A case whose two halves get different answers has a line for each.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    /// `8.1` to `8.98`
    case: String,
    /// The rule that gives the answer.
    clause: String,
    /// Tags of the AWS pages that state it.
    pages: Vec<String>,
    title: String,
    /// Kept as text: a case may be about a member that stands there twice.
    scenario: Option<Box<RawValue>>,
    /// In place of a scenario, where the case is about which policies apply; its first request is asked.
    workspace: Option<Box<RawValue>>,
    #[serde(default)]
    derive_context: bool,
    expect: Expected,
    /// As the answer has it.
    decided_by: Option<Value>,
    /// AWS's message, where the case is about what AWS reports.
    message: Option<String>,
    /// Code of a diagnostic that the answer has to carry.
    finding: Option<String>,
    /// Whether AWS's documents leave the answer open and no reading offers another one.
    #[serde(default)]
    open: bool,
    /// The open question that the answer rests on. A line without one rests on none.
    reading: Option<String>,
    /// The decision on the other side of that question.
    alternative: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Expected {
    Decision(String),
    Refusal { error: String },
}

/// An AWS page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    tag: String,
    guide: String,
    title: String,
    address: String,
}

fn read<T: DeserializeOwned>(file: &str) -> Vec<T> {
    let path = format!("{}/tests/corner_cases/{file}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(path).unwrap();
    let parsed = text.lines().enumerate().map(|(index, line)| {
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{file}:{}: {error}", index + 1))
    });
    parsed.collect()
}

impl Line {
    /// The answer, on the other side of the line's open question if `takes_alternative` says so.
    fn answer(&self, takes_alternative: bool) -> Value {
        let options = AnswerOptions { explain: true, derive_context: self.derive_context };
        match (&self.scenario, &self.workspace) {
            (Some(scenario), None) => {
                let choices = if takes_alternative {
                    json!({"readings": {self.reading.as_deref().unwrap(): "alternative"}})
                } else {
                    json!({})
                };
                let members = scenario.get().strip_prefix('{').unwrap();
                answer(&format!(r#"{{"options":{choices},{members}"#), options).json
            }
            (None, Some(workspace)) => {
                let workspace = Workspace::from_json(workspace.get()).unwrap();
                let resolved = resolve(&workspace, 0).unwrap();
                let request = &resolved.request;
                let question = json!({"principal": {"arn": request.principal.arn()}, "request": {
                    "action": request.action, "resource": request.resource,
                    "resource_account": request.resource_account,
                }});
                answer_by(&Engine::compile(&resolved.policies), &question.to_string(), options).json
            }
            _ => panic!("{}: a line has a scenario or a workspace", self.case),
        }
    }

    /// What is wrong with the answer.
    fn faults(&self) -> Vec<String> {
        let answer = self.answer(false);
        let mut faults = Vec::new();
        let mut check = |what: &str, expected: Value, found: &Value| {
            if expected != *found {
                faults.push(format!("{what}: expected {expected}, found {found}"));
            }
        };
        match &self.expect {
            Expected::Refusal { error } => {
                check("error", json!(error), &answer["error"]["code"]);
                return faults;
            }
            Expected::Decision(decision) => check("decision", json!(decision), &answer["decision"]),
        }
        let names = |list: &str, member: &str| -> Vec<Value> {
            let entries = answer["explanation"][list].as_array().into_iter().flatten();
            entries.map(|entry| entry[member].clone()).collect()
        };
        check(
            "rests_on",
            json!(self.reading.iter().collect::<Vec<_>>()),
            &json!(names("rests_on", "reading")),
        );
        if let Some(decided_by) = &self.decided_by {
            check("decided_by", decided_by.clone(), &answer["decided_by"]);
        }
        if let Some(message) = &self.message {
            check("message", json!(message), &answer["message"]);
        }
        if let Some(code) = &self.finding {
            let codes = names("diagnostics", "code");
            check("finding", json!(code), codes.iter().find(|found| *found == code).unwrap_or(&Value::Null));
        }
        if let Some(decision) = &self.alternative {
            check("alternative", json!(decision), &self.answer(true)["decision"]);
        }
        faults
    }

    /// The number after the point.
    fn number(&self) -> u32 {
        self.case.strip_prefix("8.").unwrap().parse().unwrap()
    }

    fn answer_in_words(&self) -> String {
        let in_words = |decision: &str| match decision {
            "Allowed" => "allowed",
            "ExplicitlyDenied" => "explicitly denied",
            "ImplicitlyDenied" => "implicitly denied",
            other => panic!("{}: there is no decision {other}", self.case),
        };
        let answer = match &self.expect {
            Expected::Decision(decision) => in_words(decision).to_owned(),
            Expected::Refusal { error } => format!("refused: `{error}`"),
        };
        match (&self.reading, &self.alternative) {
            (Some(reading), Some(other)) => format!("{answer}; open: `{reading}`, else {}", in_words(other)),
            (None, None) if self.open => format!("{answer}; open"),
            (None, None) => answer,
            _ => panic!("{}: an open question has an alternative, and only it", self.case),
        }
    }
}

#[test]
fn every_corner_case_gets_its_answer() {
    let mut faults = Vec::new();
    let mut lines = 0;
    for (file, _) in FILES {
        for (index, line) in read::<Line>(file).iter().enumerate() {
            lines += 1;
            let found = line.faults().into_iter();
            faults.extend(found.map(|fault| format!("{file}:{} ({}) {fault}", index + 1, line.case)));
        }
    }
    println!("{CASES} corner cases in {lines} lines; {} faults", faults.len());
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_corner_case_has_a_line_and_they_stand_in_order() {
    let lines: Vec<Line> = FILES.iter().flat_map(|(file, _)| read(file)).collect();
    let mut numbers: Vec<u32> = lines.iter().map(Line::number).collect();
    numbers.dedup();
    assert_eq!(numbers, (1..=CASES).collect::<Vec<_>>());
}

#[test]
fn the_table_of_corner_cases_says_what_the_lines_say() {
    let path = format!("{}/docs/corner-cases.md", env!("CARGO_MANIFEST_DIR"));
    let document = document();
    if env::var("POLICYSCOPE_WRITE_DOCS").as_deref() == Ok("1") {
        fs::write(&path, &document).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let first_difference =
        written.lines().zip(document.lines()).enumerate().find(|(_, (written, due))| written != due);
    assert!(
        written == document,
        "docs/corner-cases.md is not what the lines give, first at {first_difference:#?}; \
         run this test with POLICYSCOPE_WRITE_DOCS=1"
    );
}

const INTRODUCTION: &str = "\
# Corner cases

What happens where AWS's rules are easily misread, and the test that holds it. Every row is a request with its
policies that `cargo test --test corner_cases` asks the evaluator about; the last column says where it stands. This
page is written from the same lines, by that test with `POLICYSCOPE_WRITE_DOCS=1`.

The clause numbers are our own numbering of the rules that AWS's public documents state; the pages that a row comes
from stand beside it, and all of them [below](#pages). Comments in the source and the open questions in
`src/reading/mod.rs` use the same numbers.

An answer with *open* is one that AWS's documents leave open or answer twice. Where the row names the question, it
gives the answer on its other side too: a scenario can choose that side, and every decision that rests on the question
says so. Where it names none, there is one answer only so far. *Refused* means that there is no decision: AWS would
not store such a policy, or what it means is not known.

A scenario is one question about one action and one resource. A call that needs several permissions, or touches
several resources, is several questions, and each has to be allowed (8.67, 8.90, 8.94). What kind of VPC endpoint a
request comes through does not show in a scenario; for S3 and DynamoDB the stricter rules of gateway endpoints are
taken (8.43).
";

fn document() -> String {
    let pages: Vec<Page> = read("pages");
    let mut used = BTreeSet::new();
    let mut text = INTRODUCTION.to_owned();
    for (file, heading) in FILES {
        write!(
            text,
            "\n## {heading}\n\n| case | what happens | answer | clause | AWS pages | held in |\n|{}\n",
            "---|".repeat(6)
        )
        .unwrap();
        for (index, line) in read::<Line>(file).iter().enumerate() {
            let sources: Vec<String> = line
                .pages
                .iter()
                .map(|tag| {
                    let page = pages.iter().find(|page| page.tag == *tag);
                    let page = page.unwrap_or_else(|| panic!("{}: there is no page {tag}", line.case));
                    used.insert(tag.clone());
                    format!("[{}: {}][{tag}]", page.guide, page.title)
                })
                .collect();
            writeln!(
                text,
                "| {} | {} | {} | {} | {} | [{file}.jsonl:{number}](../tests/corner_cases/{file}.jsonl#L{number}) |",
                line.case,
                line.title.replace('|', "\\|"),
                line.answer_in_words(),
                line.clause,
                sources.join("; "),
                number = index + 1,
            )
            .unwrap();
        }
    }
    text.push_str("\n## Pages\n\n");
    for page in &pages {
        assert!(used.contains(&page.tag), "no line uses the page {}", page.tag);
        writeln!(text, "- {}: [{}]({})", page.guide, page.title, page.address).unwrap();
    }
    text.push('\n');
    for page in &pages {
        writeln!(text, "[{}]: {}", page.tag, page.address).unwrap();
    }
    text
}
