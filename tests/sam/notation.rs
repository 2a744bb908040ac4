//! The notation of the tables: `service:{Action,Action} on resource, resource if Operator key = value`.

use serde_json::{Map, Value, json};

/// The statements that a line stands for, parted by semicolons. `fill` gives what stands for a name in braces.
pub(crate) fn statements(line: &str, fill: &dyn Fn(&str) -> String) -> Vec<Value> {
    line.split("; ").map(|one| statement(one, fill)).collect()
}

fn statement(text: &str, fill: &dyn Fn(&str) -> String) -> Value {
    let (text, condition) = split(text, " if ");
    let (text, service) = split(text, " for ");
    let (actions, resources) = text.split_once(" on ").unwrap();
    let resources: Vec<String> = resources.split(", ").map(|one| filled(&arn(one.trim()), fill)).collect();
    let mut statement = Map::new();
    statement.insert("Effect".to_owned(), json!("Allow"));
    statement.insert("Action".to_owned(), json!(braces(actions)));
    statement.insert("Resource".to_owned(), json!(resources));
    if let Some(service) = service {
        statement.insert("Principal".to_owned(), json!({ "Service": service }));
    }
    if let Some(condition) = condition {
        let (operator, rest) = condition.split_once(' ').unwrap();
        let (key, value) = rest.split_once(" = ").unwrap();
        statement.insert("Condition".to_owned(), json!({ operator: { key: filled(&arn(value), fill) } }));
    }
    Value::Object(statement)
}

fn split<'t>(text: &'t str, separator: &str) -> (&'t str, Option<&'t str>) {
    match text.split_once(separator) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

fn braces(actions: &str) -> Vec<String> {
    match actions.split_once(":{") {
        Some((service, names)) => {
            names.trim_end_matches('}').split(',').map(|name| format!("{service}:{name}")).collect()
        }
        None => vec![actions.to_owned()],
    }
}

/// `@service:` stands for the start of an ARN, with region and account unless two colons follow.
fn arn(text: &str) -> String {
    match text.strip_prefix('@').map(|rest| rest.split_once(':').unwrap()) {
        None => text.to_owned(),
        Some((service, rest)) if rest.starts_with("::") => {
            format!("arn:${{AWS::Partition}}:{service}:{rest}")
        }
        Some((service, rest)) => {
            format!("arn:${{AWS::Partition}}:{service}:${{AWS::Region}}:${{AWS::AccountId}}:{rest}")
        }
    }
}

fn filled(text: &str, fill: &dyn Fn(&str) -> String) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let end = start + rest[start..].find('}').unwrap();
        if rest[..start].ends_with('$') {
            result.push_str(&rest[..=end]);
        } else {
            result.push_str(&rest[..start]);
            result.push_str(&fill(&rest[start + 1..end]));
        }
        rest = &rest[end + 1..];
    }
    result.push_str(rest);
    result
}

/// A statement with lists in the place of single actions and resources.
pub(crate) fn with_lists(statement: &Value) -> Value {
    let mut statement = statement.as_object().unwrap().clone();
    for name in ["Action", "Resource"] {
        if let Some(Value::String(text)) = statement.get(name) {
            let list = json!([text]);
            statement.insert(name.to_owned(), list);
        }
    }
    Value::Object(statement)
}
