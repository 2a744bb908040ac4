//! `policyscope lint`, `rules` and `rule`, as processes (interfaces, §2).
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod program;

use std::fs;
use std::path::PathBuf;

use program::policyscope;
use serde_json::{Value, json};

const MISSPELT: &str = r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ["s3:GetObject", "s3:GetObjct"],
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}
"#;

struct Ran {
    out: String,
    errors: String,
    status: i32,
}

fn run(arguments: &[&str], input: &str) -> Ran {
    let output = policyscope(arguments, input);
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        errors: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code().unwrap(),
    }
}

fn json_of(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.out))
}

/// A file of its own for each test.
fn file(name: &str, text: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("lint_cli");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

const ONLY: [&str; 2] = ["--select", "PS005"];

fn lint<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["lint"], &ONLY[..], more].concat()
}

#[test]
fn json_is_one_array_with_the_shape_of_the_interface() {
    let ran = run(&lint(&["--format", "json", "-"]), MISSPELT);
    let expected = json!([{
        "file": "-",
        "code": "PS005",
        "name": "invalid-action",
        "issue_code": "INVALID_ACTION",
        "severity": "error",
        "message": "there is no action `s3:GetObjct`",
        "help": "did you mean `s3:GetObject`?",
        "path": ["Statement", "Action", 1],
        "span": {
            "start": { "line": 5, "column": 31, "offset": 100 },
            "end": { "line": 5, "column": 44, "offset": 113 }
        },
        "fixes": [{
            "title": "write `s3:GetObject`",
            "safe": false,
            "edits": [{
                "span": {
                    "start": { "line": 5, "column": 31, "offset": 100 },
                    "end": { "line": 5, "column": 44, "offset": 113 }
                },
                "text": "\"s3:GetObject\""
            }]
        }]
    }]);
    assert_eq!(json_of(&ran), expected);
    assert_eq!((ran.errors.as_str(), ran.status), ("", 1));
}

#[test]
fn places_count_code_points_not_bytes() {
    let text = MISSPELT
        .replace("amzn-s3-demo-bucket", "bücket")
        .replace("\"Effect\"", "\"Sid\": \"é😀\",\n\"Effect\"");
    let ran = run(&lint(&["--format", "json"]), &text);
    let start = json_of(&ran)[0]["span"]["start"].clone();
    let before = text.split("\"s3:GetObjct\"").next().unwrap();
    assert_eq!(start, json!({ "line": 6, "column": 31, "offset": before.chars().count() }));
}

#[test]
fn access_analyzer_has_the_shape_of_validate_policy() {
    let ran = run(&lint(&["--format", "access-analyzer"]), MISSPELT);
    let line = json_of(&ran);
    assert_eq!(line["file"], "-");
    let finding = &line["findings"][0];
    assert_eq!(finding["findingType"], "ERROR");
    assert_eq!(finding["issueCode"], "INVALID_ACTION");
    let link = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html\
        #access-analyzer-reference-policy-checks-error-invalid-action";
    assert_eq!(finding["learnMoreLink"], link);
    let location = json!({
        "path": [{ "value": "Statement" }, { "value": "Action" }, { "index": 1 }],
        "span": {
            "start": { "line": 5, "column": 31, "offset": 100 },
            "end": { "line": 5, "column": 44, "offset": 113 }
        }
    });
    assert_eq!(finding["locations"], json!([location]));
}

#[test]
fn text_shows_the_line_and_marks_the_place() {
    let ran = run(&lint(&[]), MISSPELT);
    let expected = concat!(
        "-:5:32 error PS005 invalid-action: there is no action `s3:GetObjct`\n",
        "     5 |     \"Action\": [\"s3:GetObject\", \"s3:GetObjct\"],\n",
        "       |                                ^^^^^^^^^^^^^\n",
        "       = help: did you mean `s3:GetObject`?\n",
        "       = fix (unsafe): write `s3:GetObject`\n",
        "\n",
        "-: 1 error; read as an identity-based policy (inferred; --type says otherwise)\n",
    );
    assert_eq!(ran.out, expected);
}

#[test]
fn sarif_has_rules_places_from_one_and_fixes() {
    let ran = run(&lint(&["--format", "sarif"]), MISSPELT);
    let log = json_of(&ran);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.iter().any(|rule| rule["id"] == "PS005"));
    let result = &run["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&json!("PS005"), &json!("error")));
    let region = json!({ "startLine": 5, "startColumn": 32, "endLine": 5, "endColumn": 45 });
    assert_eq!(result["locations"][0]["physicalLocation"]["region"], region);
    let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["deletedRegion"], region);
    assert_eq!(replacement["insertedContent"]["text"], "\"s3:GetObject\"");
}

#[test]
fn many_documents_are_linted_in_one_process() {
    let line =
        |name: &str, text: &str| json!({ "name": name, "policy_text": text, "type": "identity" }).to_string();
    let clean = MISSPELT.replace("GetObjct", "PutObject");
    let input = format!("{}\n\n{}\nnonsense\n", line("bad", MISSPELT), line("good", &clean));
    let ran = run(&lint(&["--jsonl", "--format", "json"]), &input);
    let lines: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!((&lines[0]["name"], &lines[0]["findings"][0]["code"]), (&json!("bad"), &json!("PS005")));
    assert_eq!(lines[1], json!({ "name": "good", "findings": [] }));
    assert_eq!((&lines[2]["error"]["code"], &lines[2]["error"]["line"]), (&json!("invalid-line"), &json!(4)));
    assert_eq!(ran.status, 3);
    let ran = run(&lint(&["--jsonl", "--format", "access-analyzer"]), &line("bad", MISSPELT));
    assert_eq!(json_of(&ran)["findings"][0]["issueCode"], "INVALID_ACTION");
}

#[test]
fn fixes_are_written_into_the_file_and_unsafe_ones_only_when_asked() {
    let path = file("fix.json", MISSPELT);
    let name = path.to_str().unwrap();
    let ran = run(&lint(&["--fix", name]), "");
    assert_eq!((fs::read_to_string(&path).unwrap().as_str(), ran.status), (MISSPELT, 1));
    let ran = run(&lint(&["--fix", "--unsafe", name]), "");
    assert_eq!(fs::read_to_string(&path).unwrap(), MISSPELT.replace("GetObjct", "GetObject"));
    assert_eq!(ran.status, 0, "{}", ran.out);
    assert!(ran.errors.contains("1 finding fixed"), "{}", ran.errors);
}

#[test]
fn standard_input_is_mended_to_standard_output() {
    let ran = run(&lint(&["--fix", "--unsafe", "-"]), MISSPELT);
    assert_eq!(ran.out, MISSPELT.replace("GetObjct", "GetObject"));
    assert!(ran.errors.contains("nothing found"), "{}", ran.errors);
}

#[test]
fn a_baseline_leaves_out_what_was_there_and_tells_what_is_gone() {
    let path = file("baseline-policy.json", MISSPELT);
    let name = path.to_str().unwrap();
    let baseline = path.with_file_name("baseline.json");
    let baseline_name = baseline.to_str().unwrap();
    assert_eq!(run(&lint(&["--write-baseline", baseline_name, name]), "").status, 0);
    // A line more above does not bring the finding back.
    fs::write(&path, MISSPELT.replacen('{', "{\n", 1)).unwrap();
    let ran = run(&lint(&["--baseline", baseline_name, name]), "");
    assert_eq!(ran.status, 0, "{}", ran.out);
    // Another one at another place is told.
    fs::write(&path, MISSPELT.replace("s3:GetObject", "s3:GetObjects")).unwrap();
    assert_eq!(run(&lint(&["--baseline", baseline_name, name]), "").status, 1);
    fs::write(&path, MISSPELT.replace("GetObjct", "PutObject")).unwrap();
    let ran = run(&lint(&["--baseline", baseline_name, name]), "");
    assert!(ran.errors.contains("1 entries") && ran.status == 0, "{}", ran.errors);
}

#[test]
fn wrong_names_are_wrong_usage_and_say_what_was_meant() {
    for (arguments, said) in [
        (["--type", "identiy"], "did you mean `identity`"),
        (["--resource-type", "AWS::S3::Buckett"], "did you mean `AWS::S3::Bucket`"),
        (["--ignore", "PS999"], "there is no rule `PS999`"),
    ] {
        let ran = run(&lint(&arguments), MISSPELT);
        assert!(ran.status == 64 && ran.errors.contains(said), "{arguments:?}: {}", ran.errors);
    }
    let contradiction = ["--type", "identity", "--resource-type", "AWS::S3::Bucket"];
    assert_eq!(run(&lint(&contradiction), MISSPELT).status, 64);
}

#[test]
fn an_unreadable_file_is_told_and_the_others_are_linted() {
    let path = file("readable.json", MISSPELT);
    let ran = run(&lint(&["--format", "json", "no-such-file.json", path.to_str().unwrap()]), "");
    assert_eq!(json_of(&ran).as_array().unwrap().len(), 1);
    assert!(ran.status == 3 && ran.errors.contains("no-such-file.json"));
}

#[test]
fn broken_json_is_a_finding_with_its_place() {
    let ran = run(&["lint", "--format", "access-analyzer"], "{\"Version\": \"2012-10-17\",");
    let findings = json_of(&ran)["findings"].clone();
    assert_eq!(findings.as_array().unwrap().len(), 1, "{findings}");
    assert_eq!(findings[0]["issueCode"], "JSON_SYNTAX_ERROR");
    assert_eq!(ran.status, 1);
}

#[test]
fn rules_are_listed_and_explained() {
    let ran = run(&["rules"], "");
    assert!(
        ran.out.lines().any(|line| line == "PS005 error      invalid-action INVALID_ACTION"),
        "{}",
        ran.out
    );
    let all = json_of(&run(&["rules", "--format", "json"], ""));
    assert_eq!(all.as_array().unwrap().len(), ran.out.lines().count());
    for name in ["PS005", "invalid-action", "INVALID_ACTION"] {
        let page = run(&["rule", name], "");
        assert!(page.out.starts_with("PS005 invalid-action\n") && page.out.contains("⟦\"s3:GetObjct\"⟧"));
    }
    assert_eq!(run(&["rule", "PS999"], "").status, 64);
}
