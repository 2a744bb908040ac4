//! Templates as trees, made of JSON, and back.

use policyscope::template::tree::{Member, Node, NodeValue};
use policyscope::text::Span;
use serde_json::{Map, Value, json};

/// The tree of a JSON value. Each name and each value has a place of its own, counted in the order of the text.
pub(crate) fn node(value: &Value) -> Node {
    counted(value, &mut 0)
}

fn counted(value: &Value, count: &mut u32) -> Node {
    let span = next(count);
    let value = match value {
        Value::Null => NodeValue::Null,
        Value::Bool(flag) => NodeValue::Boolean(*flag),
        Value::Number(number) => NodeValue::Number(number.to_string()),
        Value::String(text) => NodeValue::String(text.clone()),
        Value::Array(items) => NodeValue::List(items.iter().map(|item| counted(item, count)).collect()),
        Value::Object(members) => {
            let mut list = Vec::new();
            for (name, value) in members {
                let name_span = next(count);
                list.push(Member { name: name.clone(), name_span, value: counted(value, count) });
            }
            NodeValue::Map(list)
        }
    };
    Node { value, span }
}

fn next(count: &mut u32) -> Span {
    *count += 1;
    Span::new(*count, *count + 1)
}

/// The JSON value of a tree.
pub(crate) fn json_of(node: &Node) -> Value {
    match &node.value {
        NodeValue::Null => Value::Null,
        NodeValue::Boolean(flag) => Value::Bool(*flag),
        NodeValue::Number(number) => serde_json::from_str(number).unwrap(),
        NodeValue::String(text) => Value::String(text.clone()),
        NodeValue::List(items) => items.iter().map(json_of).collect(),
        NodeValue::Map(members) => {
            let members: Map<String, Value> =
                members.iter().map(|member| (member.name.clone(), json_of(&member.value))).collect();
            Value::Object(members)
        }
    }
}

/// The node at the end of a way of names and numbers.
pub(crate) fn at<'n>(node: &'n Node, way: &[&str]) -> &'n Node {
    way.iter().fold(node, |node, step| match &node.value {
        NodeValue::Map(members) => {
            &members.iter().find(|member| member.name == *step).unwrap_or_else(|| panic!("no `{step}`")).value
        }
        NodeValue::List(items) => &items[step.parse::<usize>().unwrap()],
        _ => panic!("nothing under `{step}`"),
    })
}

/// `value` with each `Fn::Sub` replaced by its pattern, the values that it brings put in.
pub(crate) fn substituted(value: &Value) -> Value {
    match value {
        Value::Object(members) => match members.get("Fn::Sub") {
            Some(Value::String(pattern)) => Value::String(pattern.clone()),
            Some(Value::Array(parts)) => {
                let values = parts[1].as_object().unwrap();
                let pattern = parts[0].as_str().unwrap().to_owned();
                Value::String(values.iter().fold(pattern, |pattern, (name, value)| {
                    pattern.replace(&format!("${{{name}}}"), substituted(value).as_str().unwrap())
                }))
            }
            _ => Value::Object(
                members.iter().map(|(name, value)| (name.clone(), substituted(value))).collect(),
            ),
        },
        Value::Array(items) => items.iter().map(substituted).collect(),
        _ => value.clone(),
    }
}

/// A SAM template with these resources.
pub(crate) fn template(resources: &Value) -> Value {
    json!({ "Transform": "AWS::Serverless-2016-10-31", "Resources": resources })
}
