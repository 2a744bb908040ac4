//! Cases in JSON: resources, and what of the expansion has to be there.
//!
//! `function` is short for a function `F` of these properties. `expect` holds resources by their logical ids: each
//! member of a map has to be there, `null` stands for a member that is not, and lists have to be equal. `findings` are
//! the codes of all findings, none when it is left out.

use policyscope::template::sam::expand;
use serde_json::{Value, json};

use crate::nodes::{json_of, node, template};

pub(crate) fn check(file: &str) {
    let cases: Vec<Value> = serde_json::from_str(file).unwrap();
    let mut failures = Vec::new();
    for case in &cases {
        let name = case["name"].as_str().unwrap();
        if let Err(message) = check_one(case) {
            failures.push(format!("{name}: {message}"));
        }
    }
    assert!(failures.is_empty(), "{} of {} cases\n{}", failures.len(), cases.len(), failures.join("\n\n"));
}

fn check_one(case: &Value) -> Result<(), String> {
    let mut resources = case.get("resources").cloned().unwrap_or_else(|| json!({}));
    if let Some(properties) = case.get("function") {
        resources["F"] = json!({ "Type": "AWS::Serverless::Function", "Properties": properties });
    }
    let mut root = template(&resources);
    for section in ["Globals", "Conditions", "Outputs", "Parameters"] {
        if let Some(value) = case.get(section) {
            root[section] = value.clone();
        }
    }
    let expanded = expand(&node(&root));
    let found = json_of(&expanded.root);
    let resources = found["Resources"].as_object().unwrap();
    for (id, expected) in case["expect"].as_object().unwrap() {
        let Some(resource) = resources.get(id) else {
            return Err(format!("no `{id}` in {:?}", resources.keys().collect::<Vec<_>>()));
        };
        holds(resource, expected, id)?;
    }
    for section in ["Conditions", "Outputs"] {
        if let Some(expected) = case.get(format!("expect{section}")) {
            holds(&found[section], expected, section)?;
        }
    }
    for id in case.get("absent").and_then(Value::as_array).into_iter().flatten() {
        if resources.contains_key(id.as_str().unwrap()) {
            return Err(format!("{id} is there"));
        }
    }
    let mut codes: Vec<&str> = expanded.diagnostics.iter().map(|finding| finding.code).collect();
    codes.sort_unstable();
    let expected = case.get("findings").cloned().unwrap_or_else(|| json!([]));
    if json!(codes) != expected {
        return Err(format!("findings {:#?}", expanded.diagnostics));
    }
    Ok(())
}

fn holds(found: &Value, expected: &Value, way: &str) -> Result<(), String> {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            for (name, expected) in expected {
                let way = format!("{way}.{name}");
                match found.get(name) {
                    None if expected.is_null() => {}
                    None => {
                        return Err(format!("nothing at {way}, but {:?}", found.keys().collect::<Vec<_>>()));
                    }
                    Some(found) => holds(found, expected, &way)?,
                }
            }
            Ok(())
        }
        (Value::Array(found), Value::Array(expected)) if found.len() == expected.len() => {
            let mut pairs = found.iter().zip(expected).enumerate();
            pairs.try_for_each(|(index, (found, expected))| holds(found, expected, &format!("{way}.{index}")))
        }
        _ if found == expected => Ok(()),
        _ => Err(format!("at {way}: {found}\n  instead of {expected}")),
    }
}
