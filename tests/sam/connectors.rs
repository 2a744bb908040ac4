//! Every pair of a connector, against the table in `connectors.txt`; and connectors between resources.

use policyscope::template::sam::expand;
use serde_json::{Value, json};

use crate::cases;
use crate::nodes::{json_of, node, substituted, template};
use crate::notation::{statements, with_lists};

const TABLE: &str = include_str!("connectors.txt");

struct Row {
    source: String,
    destination: String,
    makes: &'static str,
    access: Vec<(&'static str, &'static str)>,
}

fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in TABLE.lines() {
        match line.strip_prefix("  ") {
            Some(access) => rows.last_mut().unwrap().access.push(access.split_once(": ").unwrap()),
            None => {
                let (pair, makes) = line.split_once(" : ").unwrap();
                let (source, destination) = pair.split_once(" > ").unwrap();
                let kind = |name: &str| format!("AWS::{name}");
                rows.push(Row {
                    source: kind(source),
                    destination: kind(destination),
                    makes,
                    access: Vec::new(),
                });
            }
        }
    }
    rows
}

/// An end that is described by what it is.
fn end(kind: &str, name: &str) -> Value {
    json!({
        "Type": kind,
        "Arn": name,
        "RoleName": format!("{name}ROLE"),
        "QueueUrl": format!("{name}URL"),
        "ResourceId": format!("{name}ID"),
        "Name": format!("{name}NAME"),
        "Qualifier": format!("{name}QUALIFIER"),
    })
}

fn expanded(row: &Row, permissions: &[&str]) -> (Value, Vec<&'static str>) {
    let root = template(&json!({ "C": {
        "Type": "AWS::Serverless::Connector",
        "Properties": {
            "Source": end(&row.source, "SRC"),
            "Destination": end(&row.destination, "DST"),
            "Permissions": permissions,
        },
    } }));
    let expanded = expand(&node(&root));
    let codes = expanded.diagnostics.iter().map(|finding| finding.code).collect();
    (substituted(&json_of(&expanded.root)["Resources"]), codes)
}

/// The sets of permissions that are to be tried: all together, and each alone where that is possible.
fn sets(row: &Row) -> Vec<Vec<&'static str>> {
    let all: Vec<&str> = row.access.iter().map(|(name, _)| *name).collect();
    let mut sets = vec![all.clone()];
    if !row.makes.contains("valid sets: Read+Write") && all.len() > 1 {
        let alone = all.iter().filter(|name| **name == "Read" || !row.makes.contains("valid sets"));
        sets.extend(alone.map(|name| vec![*name]));
    }
    sets
}

#[test]
fn there_are_as_many_pairs_as_sam_has() {
    assert_eq!(rows().len(), 31);
}

#[test]
fn every_pair_makes_what_its_row_says() {
    for row in rows() {
        for set in sets(&row) {
            let (resources, codes) = expanded(&row, &set);
            let name = format!("{} > {} {set:?}", row.source, row.destination);
            assert_eq!(codes, Vec::<&str>::new(), "{name}");
            let lines: Vec<&str> =
                row.access.iter().filter(|(name, _)| set.contains(name)).map(|(_, line)| *line).collect();
            if row.makes == "Lambda permission" {
                check_permission(&resources["CWriteLambdaPermission"], lines[0], &name);
            } else {
                check_policy(&row, &resources, &lines, &name);
            }
        }
    }
}

fn check_permission(resource: &Value, line: &str, name: &str) {
    let words: Vec<&str> = line.split(' ').collect();
    let mut expected = json!({
        "Action": words[0],
        "FunctionName": "DST",
        "Principal": words[2],
        "SourceArn": words[4],
    });
    if let ["SourceAccount", account] = words[5..] {
        expected["SourceAccount"] = json!(account);
    }
    assert_eq!(resource["Type"], "AWS::Lambda::Permission", "{name}");
    assert_eq!(resource["Properties"], expected, "{name}");
}

fn check_policy(row: &Row, resources: &Value, lines: &[&str], name: &str) {
    let (id, kind, property, holder) = match row.makes.split(" (").next().unwrap() {
        "managed policy on source role" => ("CPolicy", "AWS::IAM::ManagedPolicy", "Roles", "SRCROLE"),
        "managed policy on destination role" => ("CPolicy", "AWS::IAM::ManagedPolicy", "Roles", "DSTROLE"),
        "SQS queue policy" => ("CQueuePolicy", "AWS::SQS::QueuePolicy", "Queues", "DSTURL"),
        "SNS topic policy" => ("CTopicPolicy", "AWS::SNS::TopicPolicy", "Topics", "DST"),
        other => panic!("{other}"),
    };
    let resource = &resources[id];
    assert_eq!(resource["Type"], kind, "{name}");
    assert_eq!(resource["Properties"][property], json!([holder]), "{name}");
    let found = resource["Properties"]["PolicyDocument"]["Statement"].as_array().unwrap();
    let mut found: Vec<String> = found.iter().map(|one| sorted(&with_lists(one))).collect();
    let keep = |name: &str| format!("{{{name}}}");
    let mut expected: Vec<String> =
        lines.iter().flat_map(|line| statements(line, &keep)).map(|one| sorted(&one)).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "{name}");
}

fn sorted(statement: &Value) -> String {
    let mut members: Vec<String> =
        statement.as_object().unwrap().iter().map(|(name, value)| format!("{name} {value}")).collect();
    members.sort();
    members.join(" ")
}

#[test]
fn permissions_that_a_pair_has_not_are_refused() {
    for row in rows() {
        let (resources, codes) = expanded(&row, &["Delete"]);
        assert_eq!(codes, ["sam-connector-permissions"], "{} > {}", row.source, row.destination);
        assert_eq!(resources, json!({}));
    }
    for row in rows().iter().filter(|row| row.makes.contains("valid sets")) {
        let (_, codes) = expanded(row, &["Write"]);
        assert_eq!(codes, ["sam-connector-permissions"]);
    }
}

#[test]
fn connectors_find_what_they_need_in_the_template() {
    cases::check(include_str!("connectors.json"));
}
