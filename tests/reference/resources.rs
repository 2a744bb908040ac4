//! `Resource` and `NotResource` (2B).

use serde_json::Value;

use super::conditions::Context;
use super::statements::{PolicyKind, Request, list};
use super::templates::{Token, expand, matches};

pub(super) fn resource_matches(
    statement: &Value,
    variables: bool,
    kind: PolicyKind,
    request: &Request,
) -> bool {
    let any_matches = |patterns: &Value| {
        // 2.32: a list is OR. 1.41: an empty one matches nothing.
        list(patterns).iter().any(|pattern| {
            let pattern = pattern.as_str().expect("resources are strings");
            one_matches(pattern, variables, kind, request)
        })
    };
    match (statement.get("Resource"), statement.get("NotResource")) {
        (Some(patterns), _) => any_matches(patterns),
        // 2.33
        (None, Some(patterns)) => !any_matches(patterns),
        // 5.119, 1.50: the resource that the policy belongs to.
        (None, None) => true,
    }
}

fn one_matches(pattern: &str, variables: bool, kind: PolicyKind, request: &Request) -> bool {
    // 2.21, 2.22: only `*` matches a request that names no resource.
    if pattern == "*" {
        return true;
    }
    // In the policy of an API its own ARN may be left out.
    let own_api = pattern.strip_prefix("execute-api:").filter(|path| path.starts_with('/'));
    let own_api = own_api.filter(|_| kind == PolicyKind::Resource);
    let completed = own_api.and_then(|path| {
        let (api, _) = request.resource.split_once('/')?;
        api.contains(":execute-api:").then(|| format!("{api}{path}"))
    });
    let pattern = completed.as_deref().unwrap_or(pattern);
    match arn_pattern(pattern, variables, kind, &request.context) {
        Some(tokens) => request.resource != "*" && matches(&tokens, &request.resource),
        // 2.59, 2.60
        None => false,
    }
}

fn arn_pattern(pattern: &str, variables: bool, kind: PolicyKind, context: &Context) -> Option<Vec<Token>> {
    // 2.20: six fields, split at the first five colons.
    let mut fields: Vec<&str> = pattern.splitn(6, ':').collect();
    // 2.28, 2.29: a short one is completed in identity-based policies and boundaries.
    if matches!(kind, PolicyKind::Identity | PolicyKind::Boundary) {
        while fields.len() < 6 {
            fields.push("*");
        }
    }
    let mut tokens = Vec::new();
    for (number, field) in fields.iter().enumerate() {
        if number > 0 {
            tokens.push(Token::Exactly(':'));
        }
        if number == 5 {
            // 2.51: variables, in this field only. 2.24, 2.25: wildcards stand for anything.
            tokens.extend(expand(field, variables, true, context)?);
        } else {
            tokens.extend(early_field(field));
        }
    }
    Some(tokens)
}

/// 2.25: in the first five fields only a `*` at the end of its field may run past the colon.
fn early_field(field: &str) -> Vec<Token> {
    let last = field.chars().count().saturating_sub(1);
    let token = |(place, character): (usize, char)| match character {
        '*' => Token::Run { crosses_colons: place == last },
        '?' => Token::One { crosses_colons: false },
        other => Token::Exactly(other),
    };
    field.chars().enumerate().map(token).collect()
}
