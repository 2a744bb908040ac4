//! References to what SAM makes of a resource: `MyFunction.Alias`, `MyApi.Stage`.

use crate::template::tree::{Node, NodeValue};

use super::expansion::Expansion;
use super::node::Reading;

/// Lets all references in `nodes` name logical ids that there are.
pub(super) fn settle(expansion: &Expansion<'_>, nodes: &mut dyn Iterator<Item = &mut Node>) {
    if !expansion.names.is_empty() {
        for node in nodes {
            replace(node, &expansion.names);
        }
    }
}

fn replace(node: &mut Node, names: &[(String, String)]) {
    let function = node.intrinsic().map(|(name, _)| name.to_owned());
    match &mut node.value {
        NodeValue::Map(members) => {
            for member in members {
                match function.as_deref() {
                    Some("Ref") => replace_name(&mut member.value, names),
                    Some("Fn::GetAtt") => replace_attribute(&mut member.value, names),
                    Some("Fn::Sub") => replace_pattern(&mut member.value, names),
                    _ => replace(&mut member.value, names),
                }
            }
        }
        NodeValue::List(items) => items.iter_mut().for_each(|item| replace(item, names)),
        _ => {}
    }
}

fn replace_name(node: &mut Node, names: &[(String, String)]) {
    if let NodeValue::String(text) = &mut node.value
        && let Some((_, id)) = names.iter().find(|(name, _)| name == text)
    {
        text.clone_from(id);
    }
}

/// `MyFunction.Alias` and an attribute, whichever way the list parts them.
fn replace_attribute(node: &mut Node, names: &[(String, String)]) {
    let Some(texts) = node.items().iter().map(Reading::as_text).collect::<Option<Vec<_>>>() else { return };
    let whole = texts.join(".");
    let found = names.iter().find_map(|(name, id)| {
        let attribute = whole.strip_prefix(name.as_str())?.strip_prefix('.')?;
        Some((id.clone(), attribute.to_owned()))
    });
    if let Some((id, attribute)) = found {
        let at = node.at();
        *node = at.list(vec![at.text(id), at.text(attribute)]);
    }
}

fn replace_pattern(node: &mut Node, names: &[(String, String)]) {
    match &mut node.value {
        NodeValue::String(text) => {
            for (name, id) in names {
                for end in ["}", "."] {
                    *text = text.replace(&format!("${{{name}{end}"), &format!("${{{id}{end}"));
                }
            }
        }
        NodeValue::List(items) => {
            let mut items = items.iter_mut();
            if let Some(pattern) = items.next() {
                replace_pattern(pattern, names);
            }
            items.for_each(|values| replace(values, names));
        }
        _ => {}
    }
}
