//! Merge keys: `<<: *name`.

use std::collections::HashSet;

use super::{Reader, mistake};
use crate::template::tree::{Member, Node, NodeValue};

impl Reader<'_> {
    /// The members with those that are merged in where their merge key stands. A member that the map has itself comes
    /// before one that is merged in, and of two lists' maps the first one's. Each member comes with whether its name is
    /// a merge key.
    pub(super) fn merged(&mut self, members: Vec<(bool, Member)>) -> Vec<Member> {
        if !members.iter().any(|(is_merge, _)| *is_merge) {
            return members.into_iter().map(|(_, member)| member).collect();
        }
        let mut taken: HashSet<String> = HashSet::new();
        taken.extend(members.iter().filter(|(is_merge, _)| !is_merge).map(|(_, member)| member.name.clone()));
        let mut all = Vec::new();
        for (is_merge, member) in members {
            let sources = if is_merge { sources(&member.value) } else { None };
            let Some(sources) = sources else {
                if is_merge {
                    self.problems.add(|| mistake::merge_without_map(member.name_span));
                }
                all.push(member);
                continue;
            };
            self.problems.add(|| mistake::alias(member.name_span, "merge keys"));
            for merged in sources.into_iter().flat_map(Node::members) {
                if taken.insert(merged.name.clone()) {
                    all.push(merged.clone());
                }
            }
        }
        all
    }
}

/// The maps that a merge key's value names.
fn sources(value: &Node) -> Option<Vec<&Node>> {
    let is_map = |node: &&Node| matches!(node.value, NodeValue::Map(_));
    match &value.value {
        NodeValue::Map(_) => Some(vec![value]),
        NodeValue::List(elements) => {
            elements.iter().all(|node| is_map(&node)).then(|| elements.iter().collect())
        }
        _ => None,
    }
}
