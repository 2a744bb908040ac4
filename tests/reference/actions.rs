//! `Action` and `NotAction` (2A).

use serde_json::Value;

use super::statements::list;
use super::templates::{Token, matches, plain_pattern};

pub(super) fn action_matches(statement: &Value, action: &str) -> bool {
    let any_matches = |patterns: &Value| {
        // 2.5: a list is OR. 1.40: an empty one matches nothing.
        list(patterns)
            .iter()
            .any(|pattern| one_matches(pattern.as_str().expect("actions are strings"), action))
    };
    match (statement.get("Action"), statement.get("NotAction")) {
        (Some(patterns), _) => any_matches(patterns),
        // 2.8
        (None, Some(patterns)) => !any_matches(patterns),
        (None, None) => false,
    }
}

fn one_matches(pattern: &str, action: &str) -> bool {
    // 2.1: `*` alone is every action.
    if pattern == "*" {
        return true;
    }
    // 2.2: without case.
    let (pattern, action) = (pattern.to_lowercase(), action.to_lowercase());
    let (Some((prefix, name)), Some((service, called))) = (pattern.split_once(':'), action.split_once(':'))
    else {
        return false;
    };
    // 2.6: no wildcards in the prefix. 2.3, 2.4: the whole name. 2.7: no variables.
    let name: Vec<Token> = plain_pattern(name);
    prefix == service && matches(&name, called)
}
