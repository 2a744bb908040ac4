//! Fixes: a safe one changes no decision, none breaks a document, and applying them comes to an end.
//!
//! `POLICYSCOPE_SCENARIOS` says how many scenarios to make, `POLICYSCOPE_SEED` where to begin.

use std::collections::BTreeMap;
use std::env;

use policyscope::evaluation::Engine;
use policyscope::lint::{DocumentType, Linter, MAX_ROUNDS, Safety, apply_edits, fix_all, rules};
use policyscope::policy::PolicyType;
use policyscope::scenario::read_line;
use policyscope::text::json::parse;
use serde_json::{Value, json};

use super::generated::{self, Random};
use super::{linter, registry};

fn number_from_environment(name: &str, default: u64) -> u64 {
    env::var(name).map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// The documents of a scenario with what they are, to be changed in place.
fn documents(scenario: &mut Value) -> Vec<(DocumentType, &mut Value)> {
    let action = scenario["request"]["action"].as_str().unwrap().to_owned();
    let of_resource = match action.split_once(':').unwrap().0 {
        "kms" => PolicyType::Key,
        "sts" => PolicyType::RoleTrust,
        _ => PolicyType::Resource,
    };
    let mut found = Vec::new();
    for (slot, value) in scenario.as_object_mut().unwrap() {
        let policy_type = match slot.as_str() {
            "identity_policies" => PolicyType::Identity,
            "permissions_boundary" => PolicyType::PermissionsBoundary,
            "session_policies" => PolicyType::Session,
            "scps" => PolicyType::ServiceControl,
            "rcps" => PolicyType::ResourceControl,
            "resource_policy" => of_resource,
            "vpc_endpoint_policy" => PolicyType::VpcEndpoint,
            _ => continue,
        };
        collect(value, policy_type.into(), &mut found);
    }
    found
}

fn collect<'v>(value: &'v mut Value, kind: DocumentType, found: &mut Vec<(DocumentType, &'v mut Value)>) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| collect(value, kind, found)),
        Value::Object(members) => {
            for (name, value) in members {
                match name.as_str() {
                    "document" => found.push((kind, value)),
                    "policies" => collect(value, kind, found),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// Writes into a document what a linter has to say something about: entries and statements said twice, wider ones
/// beside narrower, conditions that always or never hold.
fn spoil(document: &mut Value, random: &mut Random) {
    if random.chance(10) {
        document["Version"] = json!("2008-10-17");
    }
    let Some(statements) = document["Statement"].as_array_mut() else {
        return spoil_statement(&mut document["Statement"], random);
    };
    for statement in &mut *statements {
        spoil_statement(statement, random);
    }
    if random.chance(25) {
        let again = statements[random.below(statements.len())].clone();
        statements.insert(random.below(statements.len() + 1), again);
    }
}

fn spoil_statement(statement: &mut Value, random: &mut Random) {
    for element in ["Action", "NotAction", "Resource", "NotResource"] {
        let Some(entries) = statement.get_mut(element) else { continue };
        let mut list = match entries.take() {
            Value::Array(list) => list,
            one => vec![one],
        };
        if let Some(first) = list.first().and_then(Value::as_str).map(str::to_owned)
            && random.chance(40)
        {
            let wider = match first.rsplit_once(['/', ':']) {
                Some((start, _)) if random.chance(60) => format!("{}*", &first[..=start.len()]),
                _ if random.chance(50) => first.to_uppercase(),
                _ => first,
            };
            list.insert(random.below(list.len() + 1), wider.into());
        }
        *entries = Value::from(list);
    }
    match random.below(12) {
        0 => statement["Sid"] = json!(""),
        1 => statement["Condition"] = json!({}),
        2..=5 => spoil_condition(statement, random),
        _ => {}
    }
}

fn spoil_condition(statement: &mut Value, random: &mut Random) {
    const ALWAYS_OR_NEVER: &[(&str, &str, &str)] = &[
        ("StringLike", "aws:PrincipalTag/team", "*"),
        ("StringLikeIfExists", "aws:PrincipalTag/team", "*"),
        ("StringNotLike", "aws:PrincipalTag/team", "*"),
        ("StringNotLikeIfExists", "aws:username", "*"),
        ("ArnLike", "aws:PrincipalArn", "*"),
        ("ForAllValues:Null", "aws:TagKeys", "true"),
        ("ForAnyValue:Null", "aws:TagKeys", "false"),
        ("ForAllValues:StringEquals", "aws:PrincipalOrgPaths", "x"),
        ("NumericLessThan", "s3:max-keys", "5"),
        ("IpAddress", "aws:SourceIp", "203.0.113.5/24"),
        ("NotIpAddress", "aws:SourceIp", "10.0.0.0/8"),
        ("Bool", "aws:SecureTransport", "True"),
        ("StringEquals", "aws:PrincipalTag/team", "r*d"),
        ("DateGreaterThan", "aws:CurrentTime", "1700000000"),
    ];
    let (operator, key, value) = ALWAYS_OR_NEVER[random.below(ALWAYS_OR_NEVER.len())];
    let values = match random.below(4) {
        0 => json!(value),
        1 => json!([value, value]),
        2 => json!([value, "10"]),
        _ => json!([value]),
    };
    if !statement["Condition"].is_object() {
        statement["Condition"] = json!({});
    }
    statement["Condition"][operator][key] = values;
}

/// The decision; none when the scenario is refused for a document whose meaning is open.
fn decision(scenario: &Value) -> Option<String> {
    let text = scenario.to_string();
    let scenario = read_line(&text).unwrap_or_else(|error| panic!("{}: {text}", error.message));
    if scenario.policies.first_unreadable().is_some() {
        return None;
    }
    let evaluation = Engine::compile(&scenario.policies).evaluate(&scenario.request);
    Some(format!("{:?}", evaluation.decision))
}

fn syntax_errors(text: &str) -> usize {
    parse(text).diagnostics.len()
}

#[test]
fn safe_fixes_change_no_decision() {
    let first = number_from_environment("POLICYSCOPE_SEED", 1);
    let count = number_from_environment("POLICYSCOPE_SCENARIOS", 500);
    let linter = linter();
    let mut applied: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in first..first + count {
        let mut before = generated::scenario(seed);
        let mut random = Random::new(seed ^ 0x5eed);
        documents(&mut before).into_iter().for_each(|(_, document)| spoil(document, &mut random));
        let mut after = before.clone();
        for (kind, document) in documents(&mut after) {
            let text = serde_json::to_string_pretty(document).unwrap();
            let fixed = fix_all(&linter, &text, Some(kind), false);
            fixed.codes.iter().for_each(|code| *applied.entry(code).or_default() += 1);
            assert!(fixed.rounds < MAX_ROUNDS, "seed {seed}: no end: {text}");
            *document = serde_json::from_str(&fixed.text)
                .unwrap_or_else(|error| panic!("seed {seed}: {error}: {}", fixed.text));
        }
        let (old, new) = (decision(&before), decision(&after));
        assert!(old.is_none() || old == new, "seed {seed}: {old:?} became {new:?}\n{before:#}\n{after:#}");
    }
    println!("{count} scenarios, safe fixes applied: {applied:?}");
    assert!(applied.len() >= 8, "too few rules had a safe fix to apply: {applied:?}");
}

#[test]
fn all_fixes_together_come_to_an_end_and_break_no_document() {
    let linter = linter();
    for seed in 1..=400 {
        let mut scenario = generated::scenario(seed);
        let mut random = Random::new(seed);
        for (kind, document) in documents(&mut scenario) {
            spoil(document, &mut random);
            let text = serde_json::to_string_pretty(document).unwrap();
            let fixed = fix_all(&linter, &text, Some(kind), true);
            assert!(fixed.rounds < MAX_ROUNDS, "seed {seed}: no end: {text}\n{}", fixed.text);
            assert_eq!(syntax_errors(&fixed.text), 0, "seed {seed}: {}", fixed.text);
        }
    }
}

/// What a rule shows as its example is mended by its own first fix: the finding is gone, and no syntax error comes.
#[test]
fn every_fix_mends_its_example() {
    let linter = linter();
    let mut with_fix = 0;
    for (rule, documentation) in rules::documented() {
        let (text, _) = registry::read_marks(&documentation.example);
        let kind = Some(registry::document_type(&documentation.example));
        let of_rule = |text: &str, linter: &Linter| {
            linter
                .lint(text, kind)
                .findings
                .into_iter()
                .filter(|found| found.rule.code == rule.code)
                .collect::<Vec<_>>()
        };
        for fix in of_rule(&text, &linter).iter().flat_map(|finding| &finding.fixes) {
            with_fix += 1;
            let mended =
                apply_edits(&text, &fix.edits).unwrap_or_else(|| panic!("{}: edits overlap", rule.code));
            assert!(syntax_errors(&mended) <= syntax_errors(&text), "{}: {mended}", rule.code);
            if fix.safety == Safety::Safe {
                assert!(of_rule(&mended, &linter).is_empty(), "{}: still there: {mended}", rule.code);
            }
        }
    }
    assert!(with_fix > 0);
}
