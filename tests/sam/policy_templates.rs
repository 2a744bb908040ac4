//! Every policy template, against the table in `policy_templates.txt`.

use std::collections::BTreeSet;

use policyscope::template::sam::{expand, policy_template_names};
use serde_json::{Map, Value, json};

use crate::nodes::{at, json_of, node, substituted, template};
use crate::notation::{statements, with_lists};

const TABLE: &str = include_str!("policy_templates.txt");

struct Row {
    name: &'static str,
    parameters: Vec<&'static str>,
    statements: Vec<&'static str>,
}

fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in TABLE.lines() {
        match line.strip_prefix("  ") {
            Some(statement) => rows.last_mut().unwrap().statements.push(statement),
            None => {
                let (name, parameters) = line.trim_end_matches(')').split_once('(').unwrap();
                let parameters = parameters.split(", ").filter(|name| !name.is_empty()).collect();
                rows.push(Row { name, parameters, statements: Vec::new() });
            }
        }
    }
    rows
}

fn value_of(parameter: &str) -> String {
    format!("the-{parameter}")
}

fn expanded_statements(row: &Row) -> Vec<Value> {
    let given: Map<String, Value> =
        row.parameters.iter().map(|name| ((*name).to_owned(), json!(value_of(name)))).collect();
    let policy = json!({ row.name: given });
    let root = template(&json!({
        "F": { "Type": "AWS::Serverless::Function", "Properties": { "Policies": [policy] } }
    }));
    let expanded = expand(&node(&root));
    assert_eq!(expanded.diagnostics, [], "{}", row.name);
    let way = ["Resources", "FRole", "Properties", "Policies", "0", "PolicyDocument", "Statement"];
    let statements = substituted(&json_of(at(&expanded.root, &way)));
    statements.as_array().unwrap().iter().map(with_lists).collect()
}

#[test]
fn every_policy_template_says_what_its_row_says() {
    for row in rows() {
        let expected: Vec<Value> =
            row.statements.iter().flat_map(|line| statements(line, &value_of)).collect();
        assert_eq!(expanded_statements(&row), expected, "{}", row.name);
    }
}

#[test]
fn the_counts_are_those_of_the_published_data() {
    let rows = rows();
    let all: Vec<Value> = rows.iter().flat_map(expanded_statements).collect();
    let actions = all.iter().map(|statement| statement["Action"].as_array().unwrap().len()).sum::<usize>();
    let conditions = all.iter().filter(|statement| statement.get("Condition").is_some()).count();
    let parameters: BTreeSet<&str> = rows.iter().flat_map(|row| row.parameters.iter().copied()).collect();
    let bare = rows.iter().filter(|row| row.parameters.is_empty()).count();
    assert_eq!(policy_template_names().count(), 81);
    assert_eq!((all.len(), actions, conditions), (92, 378, 2));
    assert_eq!((parameters.len(), bare), (31, 21));
}

#[test]
fn the_names_are_those_of_the_table() {
    let expected: BTreeSet<&str> = rows().iter().map(|row| row.name).collect();
    assert_eq!(policy_template_names().collect::<BTreeSet<_>>(), expected);
}

#[test]
fn each_parameter_that_is_left_out_is_named() {
    for row in rows().iter().filter(|row| !row.parameters.is_empty()) {
        let root = template(&json!({
            "F": { "Type": "AWS::Serverless::Function", "Properties": { "Policies": [{ row.name: {} }] } }
        }));
        let expanded = expand(&node(&root));
        let [finding] = expanded.diagnostics.as_slice() else { panic!("{}", row.name) };
        for parameter in &row.parameters {
            assert!(finding.message.contains(&format!("`{parameter}`")), "{}", finding.message);
        }
        let way = ["Resources", "FRole", "Properties", "Policies", "0", "PolicyDocument"];
        assert!(json_of(at(&expanded.root, &way)).get("Fn::Transform").is_some(), "{}", row.name);
    }
}
