//! Commands to copy, as a shell understands them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output};

use policyscope::analysis::decision;
use policyscope::workspace::commands::{Commands, commands};
use policyscope::workspace::examples::EXAMPLES;
use policyscope::workspace::model::Workspace;
use policyscope::workspace::scenarios::scenario_text;
use serde_json::{Value, json};

/// What a careless program would let the shell act on.
const NASTY: [&str; 8] = [
    "it's \"quoted\" \\ and \\\\ more\\",
    "$HOME ${PATH} $(touch hacked) `touch hacked`",
    "first\nSCENARIO\nthird 'SCENARIO'\n",
    "!history *glob? [a] {b,c} ~ # & | ; < > \t",
    "größe 東京 🔑 \u{202e}sdrawkcab \u{7f}\u{85}",
    "--help",
    "file:///etc/passwd",
    "[\"json\"]",
];

/// A folder of its own with programs that write their arguments, and their standard input, to files there.
struct Shell {
    folder: PathBuf,
}

impl Shell {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("policyscope-commands-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for program in ["aws", "policyscope"] {
            let path = folder.join(program);
            let script = "#!/bin/sh\nprintf '%s\\0' \"$@\" > arguments\ncat > input\n";
            fs::write(&path, script).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        Self { folder }
    }

    fn run(&self, command: &str) -> Output {
        let path = format!("{}:/usr/bin:/bin", self.folder.display());
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(command).env("PATH", path).current_dir(&self.folder);
        shell.stdin(std::process::Stdio::null()).output().unwrap()
    }

    /// The arguments and the standard input that the program in `command` gets.
    fn arguments(&self, command: &str) -> (Vec<String>, String) {
        let output = self.run(command);
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}\n{command}");
        assert!(!self.folder.join("hacked").exists(), "{command}");
        let arguments = fs::read_to_string(self.folder.join("arguments")).unwrap();
        let arguments = arguments.strip_suffix('\0').unwrap().split('\0').map(str::to_owned).collect();
        (arguments, fs::read_to_string(self.folder.join("input")).unwrap())
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        // Nothing depends on it.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn workspace(json: &Value) -> Workspace {
    Workspace::from_json(&json.to_string()).unwrap()
}

/// A user with everything that the simulator takes, `text` wherever a text can stand.
fn user(text: &str) -> Value {
    let policy = |more: Value| {
        let mut statement = json!({"Effect": "Allow", "Action": "s3:*", "Resource": "*"});
        statement.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"Version": "2012-10-17", "Id": text, "Statement": [statement]})
    };
    let conditions = json!({"Condition": {
        "IpAddress": {"aws:SourceIp": "10.0.0.0/8"}, "ForAnyValue:StringEquals": {"aws:TagKeys": [text]},
        "StringLike": {"s3:prefix": text}, "NumericLessThan": {"s3:max-keys": "10"},
        "Bool": {"aws:SecureTransport": "true"}, "DateLessThan": {"aws:CurrentTime": "2030-01-01T00:00:00Z"}}});
    json!({
        "policyscope": 1,
        "principals": [{"arn": "arn:aws:iam::111122223333:user/ann",
            "identity_policies": [{"name": text, "document": policy(conditions)}, {"name": "two", "document": policy(json!({}))}],
            "permissions_boundary": {"name": "edge", "document": policy(json!({}))}}],
        "resources": [{"arn": "arn:aws:s3:::reports", "account": "444455556666",
            "policy": {"name": text, "document": policy(json!({"Principal": {"AWS": "*"}}))}}],
        "requests": [{"name": text, "principal": "arn:aws:iam::111122223333:user/ann", "action": "s3:GetObject",
            "resource": format!("arn:aws:s3:::reports/{text}"), "expect": "Allowed",
            "context": {"aws:SourceIp": ["10.1.2.3"], "aws:TagKeys": [text, "b"], "s3:prefix": [text], "s3:max-keys": ["5"],
                "aws:SecureTransport": ["true"], "aws:CurrentTime": ["2026-01-01T00:00:00Z"], "not:asked": [text]},
            "unknown_context": []}],
    })
}

fn of(json: &Value) -> Commands {
    commands(&workspace(json), 0).unwrap()
}

fn option<'a>(arguments: &'a [String], name: &str) -> Vec<&'a str> {
    let start = arguments.iter().position(|argument| argument == name);
    let rest = start.map_or(&[] as &[String], |start| &arguments[start + 1..]);
    rest.iter().take_while(|argument| !argument.starts_with("--")).map(String::as_str).collect()
}

/// The values of an option that takes several, as the AWS CLI reads them.
fn list(arguments: &[String], name: &str) -> Vec<String> {
    let values = option(arguments, name);
    match values.as_slice() {
        [json] if json.starts_with('[') => serde_json::from_str(json).unwrap(),
        values => values.iter().map(|value| (*value).to_owned()).collect(),
    }
}

#[test]
fn the_shell_gives_the_scenario_to_policyscope_unchanged() {
    let shell = Shell::new("evaluate");
    for text in NASTY {
        let workspace = workspace(&user(text));
        let command = commands(&workspace, 0).unwrap().evaluate.text.unwrap();
        let (arguments, input) = shell.arguments(&command);
        assert_eq!(arguments, ["evaluate", "--check", "-"]);
        let scenario = scenario_text(&workspace, 0).unwrap();
        let json = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        assert_eq!(json(&input), json(&scenario.line));
        assert!(
            !command.contains(['\u{7f}', '\u{85}', '\u{202e}', '\u{1b}']),
            "nothing that a terminal acts on"
        );
    }
}

#[test]
fn the_real_program_decides_what_the_command_gives_it() {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_policyscope"));
    let examples = EXAMPLES.iter().map(|example| example.workspace().unwrap());
    for workspace in examples.chain(NASTY.iter().map(|text| workspace(&user(text)))) {
        for request in 0..workspace.requests.len() {
            let command = commands(&workspace, request).unwrap().evaluate.text.unwrap();
            let path = format!("{}:/usr/bin:/bin", program.parent().unwrap().display());
            let output = Command::new("sh").arg("-c").arg(&command).env("PATH", path).output().unwrap();
            let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(answer["decision"], json!(decision(&workspace, request)));
            let is_met = answer["as_expected"] == true;
            assert_eq!(output.status.code(), Some(if is_met { 0 } else { 2 }), "{answer}");
        }
    }
}

#[test]
fn the_shell_gives_every_text_to_aws_unchanged() {
    let shell = Shell::new("simulate");
    for text in NASTY {
        let written = user(text);
        let command = of(&written).simulate.text.unwrap();
        let (arguments, _) = shell.arguments(&command);
        assert_eq!(arguments[..2], ["iam", "simulate-custom-policy"]);
        let documents = |values: Vec<String>| -> Vec<Value> {
            values.iter().map(|value| serde_json::from_str(value).unwrap()).collect()
        };
        let principal = &written["principals"][0];
        let policies = documents(list(&arguments, "--policy-input-list"));
        let identity = principal["identity_policies"].as_array().unwrap();
        assert_eq!(policies, identity.iter().map(|policy| policy["document"].clone()).collect::<Vec<_>>());
        let boundary = documents(list(&arguments, "--permissions-boundary-policy-input-list"));
        assert_eq!(boundary, [principal["permissions_boundary"]["document"].clone()]);
        let resource = documents(list(&arguments, "--resource-policy"));
        assert_eq!(resource, [written["resources"][0]["policy"]["document"].clone()]);
        assert_eq!(list(&arguments, "--action-names"), ["s3:GetObject"]);
        assert_eq!(list(&arguments, "--resource-arns"), [format!("arn:aws:s3:::reports/{text}")]);
        assert_eq!(option(&arguments, "--caller-arn"), ["arn:aws:iam::111122223333:user/ann"]);
        assert_eq!(option(&arguments, "--resource-owner"), ["arn:aws:iam::444455556666:root"]);
        let entry = |name: &str, kind: &str, values: Value| json!({"ContextKeyName": name, "ContextKeyValues": values, "ContextKeyType": kind});
        let entries: Value = serde_json::from_str(option(&arguments, "--context-entries")[0]).unwrap();
        let expected = json!([
            entry("aws:SourceIp", "ip", json!(["10.1.2.3"])),
            entry("aws:TagKeys", "stringList", json!([text, "b"])),
            entry("s3:prefix", "string", json!([text])),
            entry("s3:max-keys", "numeric", json!(["5"])),
            entry("aws:SecureTransport", "boolean", json!(["true"])),
            entry("aws:CurrentTime", "date", json!(["2026-01-01T00:00:00Z"])),
        ]);
        assert_eq!(entries, expected);
        // AWS takes documents of characters up to U+00FF.
        let taken = |text: &str| text.chars().all(|one| one <= '\u{ff}');
        assert!(option(&arguments, "--policy-input-list").iter().all(|value| taken(value)));
    }
}

#[test]
fn words_that_the_aws_cli_would_read_otherwise_go_as_json() {
    let shell = Shell::new("words");
    for text in ["--help", "-x", "[1]", "file://x", "fileb://x", "https://example.org", "two\nlines"] {
        let mut json = user("plain");
        json["requests"][0]["resource"] = json!(text);
        let (arguments, _) = shell.arguments(&of(&json).simulate.text.unwrap());
        let values = option(&arguments, "--resource-arns");
        assert_eq!(values, [json!([text]).to_string()]);
    }
}

#[test]
fn a_plain_request_needs_few_options_and_no_notes() {
    let json = json!({"policyscope": 1,
        "principals": [{"arn": "arn:aws:iam::111122223333:user/ann", "identity_policies": [{"name": "p", "document":
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:*", "Resource": "*"}]}}]}],
        "requests": [{"principal": "arn:aws:iam::111122223333:user/ann", "action": "iam:GetUser",
            "resource": "arn:aws:iam::111122223333:user/ann"}]});
    let simulate = of(&json).simulate;
    let expected = "aws iam simulate-custom-policy \\\n  \
        --policy-input-list '{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"iam:*\",\"Resource\":\"*\"}]}' \\\n  \
        --action-names iam:GetUser \\\n  \
        --resource-arns arn:aws:iam::111122223333:user/ann \\\n  \
        --caller-arn arn:aws:iam::111122223333:user/ann";
    assert_eq!((simulate.text.as_deref(), simulate.notes.as_slice()), (Some(expected), [].as_slice()));
}

#[track_caller]
fn assert_notes(json: &Value, expected: &[&str]) {
    let notes = of(json).simulate.notes;
    let fits =
        notes.len() == expected.len() && notes.iter().zip(expected).all(|(note, part)| note.contains(part));
    assert!(fits, "{notes:#?}");
}

#[test]
fn what_the_simulator_cannot_do_for_a_request_is_said_and_nothing_else() {
    let base = || user("plain");
    assert_notes(&base(), &[]);

    let mut layers = base();
    let allow =
        json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]});
    layers["organization"] = json!({"units": [{"id": "r-1", "scps": [{"name": "s", "document": allow}],
        "rcps": [{"name": "RCPFullAWSAccess", "document": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}}]}]});
    layers["accounts"] =
        json!([{"id": "111122223333", "unit": "r-1"}, {"id": "444455556666", "unit": "r-1"}]);
    layers["vpc_endpoints"] = json!([{"id": "vpce-1", "policy": "unknown"}]);
    layers["requests"][0]["vpc_endpoint"] = json!("vpce-1");
    assert_notes(
        &layers,
        &[
            "service control policies are left out",
            "resource control policies are left out",
            "VPC endpoint is unknown",
        ],
    );
    layers["organization"]["units"][0]["scps"][0]["document"]["Statement"][0]["Condition"] =
        json!({"Bool": {"aws:SecureTransport": "true"}});
    assert_notes(&layers, &["service control", "have conditions", "resource control", "VPC endpoint"]);

    let mut role = base();
    let arn = json!("arn:aws:iam::111122223333:role/app");
    role["principals"][0]["arn"] = arn.clone();
    role["requests"][0]["principal"] = arn;
    assert_notes(&role, &["only IAM users", "policy of the resource is left out", "another account"]);
    let command = of(&role).simulate.text.unwrap();
    assert!(!command.contains("--caller-arn") && !command.contains("--resource-policy"));

    let mut trust = role.clone();
    trust["principals"].as_array_mut().unwrap().push(json!({"arn": "arn:aws:iam::111122223333:role/other",
        "trust_policy": {"name": "t", "document": {"Version": "2012-10-17", "Statement": []}}}));
    trust["requests"][0]["action"] = json!("sts:AssumeRole");
    trust["requests"][0]["resource"] = json!("arn:aws:iam::111122223333:role/other");
    assert_notes(&trust, &["only IAM users", "trust policy of the role is left out", "names no statement"]);

    let mut unknown = base();
    unknown["requests"][0]["context"] = json!({});
    unknown["requests"][0]["unknown_context"] = json!(["aws:SourceIp", "not:asked"]);
    unknown["principals"][0]["permissions_boundary"] = json!("unknown");
    assert_notes(&unknown, &["permissions boundary is unknown", "`aws:SourceIp` is unknown"]);

    let mut broken = base();
    broken["principals"][0]["identity_policies"] = json!([{"name": "half", "document": "{\"Version\":"}]);
    assert_notes(&broken, &["`half` is left out", "one that says nothing"]);
    assert!(of(&broken).evaluate.notes[0].contains("`half`"));
}

#[test]
fn callers_that_the_simulator_does_not_know_get_a_reason_and_no_command() {
    for caller in [
        "anonymous",
        "lambda.amazonaws.com",
        "arn:aws:iam::111122223333:root",
        "arn:aws:iam::111122223333:saml-provider/x",
    ] {
        let mut json = user("plain");
        json["requests"][0]["principal"] = json!(caller);
        let commands = of(&json);
        assert!(commands.evaluate.text.is_some());
        assert_eq!((commands.simulate.text, commands.simulate.notes.len()), (None, 1), "{caller}");
    }
}

#[test]
fn a_request_that_cannot_be_read_has_no_commands() {
    let mut json = user("plain");
    json["requests"][0]["action"] = json!("");
    assert_eq!(commands(&workspace(&json), 0).unwrap_err().message, "write an action, as in s3:GetObject");
}
