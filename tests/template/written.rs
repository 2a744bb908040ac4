//! Random trees of templates, written as JSON and as YAML.

use policyscope::template::tree::{Member, Node, NodeValue};
use policyscope::text::Span;
use proptest::prelude::*;

/// What YAML is made of.
pub(crate) const PIECES: &[&str] = &[
    "a", "b: ", ": ", "- ", "\n", "\n  ", "\n    ", "\t", "[", "]", "{", "}", ", ", "!Ref ", "!GetAtt ",
    "!Sub", "&x ", "*x", "<<: ", "'", "\"", "|", ">-", "# c", "ä", "🎉", "---\n", "...\n", "? ", "0123",
    "yes", "\r\n", "\u{feff}", "%", "!<x>", "\\", "~", "\u{85}", "\0",
];

/// The tree without places.
pub(crate) fn bare(node: &Node) -> Node {
    let value = match &node.value {
        NodeValue::List(elements) => NodeValue::List(elements.iter().map(bare).collect()),
        NodeValue::Map(members) => NodeValue::Map(members.iter().map(bare_member).collect()),
        other => other.clone(),
    };
    Node { value, span: Span::default() }
}

fn bare_member(member: &Member) -> Member {
    Member { name: member.name.clone(), name_span: Span::default(), value: bare(&member.value) }
}

fn node(value: NodeValue) -> Node {
    Node { value, span: Span::default() }
}

pub(crate) fn tree() -> impl Strategy<Value = Node> {
    let words = prop::sample::select(vec![
        "yes",
        "012",
        "2012-10-17",
        "a b",
        "# c",
        "~",
        "",
        "a: b",
        "- a",
        "!Ref x",
        "ü🎉",
    ]);
    let leaf = prop_oneof![
        words.prop_map(|word| NodeValue::String(word.to_owned())),
        "\\PC{0,12}".prop_map(NodeValue::String),
        "[a-z\n \t\\\\\"']{0,12}".prop_map(NodeValue::String),
        any::<i64>().prop_map(|number| NodeValue::Number(number.to_string())),
        any::<bool>().prop_map(NodeValue::Boolean),
        Just(NodeValue::Null),
    ];
    let names = prop_oneof![
        "[A-Za-z]{1,6}",
        prop::sample::select(vec!["yes", "<<x", "ä🎉", "a: b", "012", "", "'"]).prop_map(str::to_owned),
    ];
    leaf.prop_map(node)
        .prop_recursive(5, 40, 4, move |inner| {
            let function = (
                prop::sample::select(vec!["Ref", "Fn::Sub", "Fn::Join", "Fn::If", "Condition"]),
                inner.clone(),
            );
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(|list| node(NodeValue::List(list))),
                prop::collection::btree_map(names.clone(), inner.clone(), 0..4).prop_map(|map| node(
                    NodeValue::Map(map.into_iter().map(|(name, value)| member(&name, value)).collect())
                )),
                function.prop_map(|(name, value)| node(NodeValue::Map(vec![member(name, value)]))),
                ("[A-Za-z]{1,4}", "[A-Za-z.]{1,4}").prop_map(|(resource, attribute)| {
                    let parts = [resource, attribute].map(|part| node(NodeValue::String(part)));
                    node(NodeValue::Map(vec![member("Fn::GetAtt", node(NodeValue::List(parts.to_vec())))]))
                }),
            ]
        })
        .prop_map(|inner| node(NodeValue::Map(vec![member("Root", inner)])))
}

fn member(name: &str, value: Node) -> Member {
    Member { name: name.to_owned(), name_span: Span::default(), value }
}

pub(crate) fn as_json(node: &Node) -> String {
    match &node.value {
        NodeValue::Null => "null".to_owned(),
        NodeValue::Boolean(boolean) => boolean.to_string(),
        NodeValue::Number(number) => number.clone(),
        NodeValue::String(text) => quoted(text),
        NodeValue::List(elements) => {
            format!("[{}]", elements.iter().map(as_json).collect::<Vec<_>>().join(","))
        }
        NodeValue::Map(members) => {
            let members =
                members.iter().map(|member| format!("{}:{}", quoted(&member.name), as_json(&member.value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

pub(crate) fn as_yaml(node: &Node) -> String {
    let mut text = String::new();
    block(node, 0, &mut text);
    text
}

/// Writes what follows a `:` or a `-`, with the line's end.
fn block(node: &Node, indent: usize, text: &mut String) {
    let pad = "  ".repeat(indent);
    match &node.value {
        NodeValue::Map(members) if members.len() == 1 && short_form(&members[0]).is_some() => {
            text.push_str(&format!(" {}", short_form(&members[0]).unwrap()));
            match flat_attribute(&members[0]) {
                Some(attribute) => text.push_str(&format!(" {attribute}\n")),
                None => match &members[0].value.value {
                    // Two tags in one place are not YAML.
                    NodeValue::Map(inner) if inner.len() == 1 && short_form(&inner[0]).is_some() => {
                        text.push_str(&format!("\n{pad}  {}:", name(&inner[0].name)));
                        block(&inner[0].value, indent + 2, text);
                    }
                    // A tag makes a text of what looks otherwise.
                    NodeValue::Null => text.push('\n'),
                    NodeValue::Boolean(_) | NodeValue::Number(_) => {
                        text.truncate(text.rfind('!').unwrap());
                        text.push_str(&format!(
                            "\n{pad}  {}: {}\n",
                            members[0].name,
                            as_json(&members[0].value)
                        ));
                    }
                    _ => block(&members[0].value, indent, text),
                },
            }
        }
        NodeValue::List(elements) if !elements.is_empty() => {
            text.push('\n');
            for element in elements {
                text.push_str(&format!("{pad}  -"));
                block(element, indent + 1, text);
            }
        }
        NodeValue::Map(members) if !members.is_empty() => {
            text.push_str(if indent == 0 { "" } else { "\n" });
            for member in members {
                let pad = if indent == 0 { "" } else { &*format!("{pad}  ") };
                text.push_str(&format!("{pad}{}:", name(&member.name)));
                block(&member.value, indent + 1, text);
            }
        }
        _ => text.push_str(&format!(" {}\n", scalar(node))),
    }
}

fn name(name: &str) -> String {
    match name.chars().all(|c| c.is_ascii_alphabetic()) && !name.is_empty() {
        true => name.to_owned(),
        false => quoted(name),
    }
}

fn scalar(node: &Node) -> String {
    match &node.value {
        NodeValue::String(text) if is_plain(text) => text.clone(),
        NodeValue::String(text) if text.chars().all(|c| !c.is_control() && c != '\u{feff}') => {
            format!("'{}'", text.replace('\'', "''"))
        }
        _ => as_json(node),
    }
}

fn is_plain(text: &str) -> bool {
    let is_word =
        matches!(text.to_lowercase().as_str(), "yes" | "no" | "on" | "off" | "true" | "false" | "null");
    text == "2012-10-17" || !text.is_empty() && !is_word && text.chars().all(|c| c.is_ascii_alphabetic())
}

fn short_form(member: &Member) -> Option<String> {
    let name = member
        .name
        .strip_prefix("Fn::")
        .or(matches!(&*member.name, "Ref" | "Condition").then_some(&*member.name));
    name.map(|name| format!("!{name}"))
}

/// `a.b` for the two texts of `Fn::GetAtt`.
fn flat_attribute(member: &Member) -> Option<String> {
    match member.value.as_list() {
        Some([resource, attribute]) if member.name == "Fn::GetAtt" => {
            Some(format!("{}.{}", resource.as_text()?, attribute.as_text()?))
        }
        _ => None,
    }
}
