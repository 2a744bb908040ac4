//! Whom a policy with principals lets in: the policy of a function, or the trust policy of a role.

use super::open_text::Symbols;
use super::role_policies::statements_of;
use super::templates::title;
use super::view::{Invoker, InvokerKind, StatementRef};
use crate::explanation::quoted;
use crate::policy::{Effect, PrincipalEntry, PrincipalKind, Statement, is_template_function, read_policy};
use crate::text::Span;
use crate::text::json::{Node, Value, parse};

/// What kind of policy is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Function,
    Role,
}

/// Whom the policy in `text` lets in or keeps out, an entry for each principal of each statement.
///
/// # Errors
/// Why nothing of the policy can be read.
pub(super) fn invokers(
    text: &str,
    of: Of,
    symbols: &mut Symbols,
    reference: &impl Fn((String, Span)) -> StatementRef,
) -> Result<Vec<Invoker>, String> {
    let parsed = parse(text);
    let Some(root) = &parsed.root else {
        return Err("the policy cannot be read".to_owned());
    };
    let (policy, _) = read_policy(root);
    if let Some(reason) = &policy.unreadable {
        return Err(reason.message.clone());
    }
    let mut found = Vec::new();
    for (index, (statement, node)) in policy.statements.iter().zip(statements_of(root)).enumerate() {
        let sid = statement.sid.as_ref().map(|sid| &*sid.text);
        let named = reference((title(sid, index), statement.span));
        read_statement(statement, node, of, symbols, &named, &mut found);
    }
    Ok(found)
}

fn read_statement(
    statement: &Statement<'_>,
    node: &Node<'_>,
    of: Of,
    symbols: &mut Symbols,
    reference: &StatementRef,
    found: &mut Vec<Invoker>,
) {
    let values = statement.action.iter().flat_map(|actions| &actions.values);
    let mut actions: Vec<String> = values.map(|value| value.text.to_string()).collect();
    if statement.action.as_ref().is_some_and(|actions| actions.negated) {
        actions = vec![format!("all but {}", actions.join(", "))];
    }
    let conditions = conditions(node, symbols);
    let mut remarks = Vec::new();
    match &statement.unreadable {
        _ if is_template_function(node) => {
            remarks.push("the whole statement depends on what is not known".to_owned());
        }
        Some(_) if conditions.iter().any(|condition| condition.shown().contains("${")) => {
            remarks.push("what stands in `${…}` is not known".to_owned());
        }
        Some(reason) => remarks.push(format!("a part of it is not known: {}", reason.message)),
        None => {}
    }
    let one = |who: String, kind: InvokerKind, more: Vec<String>| Invoker {
        who,
        kind,
        denies: statement.effect == Some(Effect::Deny),
        actions: actions.clone(),
        conditions: conditions.iter().map(Condition::shown).collect(),
        remarks: remarks.iter().cloned().chain(more).collect(),
        statement: reference.clone(),
    };
    let entries = statement.principal.iter().flat_map(|principal| &principal.entries);
    let is_negated = statement.principal.as_ref().is_some_and(|principal| principal.negated);
    let before = found.len();
    for entry in entries {
        let (who, kind) = named(entry);
        if is_negated {
            found.push(one(format!("everyone but {who}"), InvokerKind::Everyone, Vec::new()));
            continue;
        }
        let more = match (of, statement.effect) {
            (Of::Function, Some(Effect::Allow)) => remarks_on(entry, kind, &conditions),
            _ => Vec::new(),
        };
        found.push(one(who, kind, more));
    }
    let mut open = Vec::new();
    if let Some(principal) = node.member("Principal").or_else(|| node.member("NotPrincipal")) {
        open_principals(&principal.value, symbols, &mut open);
    }
    for who in open {
        found.push(one(format!("{}, which is not known", quoted(&who)), InvokerKind::Unknown, Vec::new()));
    }
    if found.len() == before {
        found.push(one("somebody who is not known".to_owned(), InvokerKind::Unknown, Vec::new()));
    }
}

fn named(entry: &PrincipalEntry<'_>) -> (String, InvokerKind) {
    let text = &*entry.value.text;
    let account = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    let root = text.strip_suffix(":root").and_then(|start| start.rsplit(':').next());
    match entry.kind {
        PrincipalKind::Everyone => ("everyone".to_owned(), InvokerKind::Everyone),
        PrincipalKind::Aws if text == "*" => ("everyone".to_owned(), InvokerKind::Everyone),
        PrincipalKind::Service => (text.to_owned(), InvokerKind::Service),
        PrincipalKind::Aws if account => (format!("account {text}"), InvokerKind::Account),
        PrincipalKind::Aws => match root {
            Some(account) => (format!("account {account}"), InvokerKind::Account),
            None => (text.to_owned(), InvokerKind::Principal),
        },
        PrincipalKind::Federated | PrincipalKind::CanonicalUser => (text.to_owned(), InvokerKind::Principal),
    }
}

/// The functions that stand in place of principals, as texts.
fn open_principals(node: &Node<'_>, symbols: &mut Symbols, found: &mut Vec<String>) {
    if is_template_function(node) {
        found.push(symbols.of_node(node).map(|text| text.shown).unwrap_or_default());
        return;
    }
    match &node.value {
        Value::Array(elements) => elements.iter().for_each(|one| open_principals(one, symbols, found)),
        Value::Object(members) => members.iter().for_each(|one| open_principals(&one.value, symbols, found)),
        _ => {}
    }
}

/// One key under one operator.
struct Condition {
    operator: String,
    key: String,
    values: Vec<String>,
}

impl Condition {
    fn shown(&self) -> String {
        format!("{} {} {}", self.key, self.operator, self.values.join(", "))
    }

    fn is(&self, key: &str) -> bool {
        self.key.eq_ignore_ascii_case(key)
    }

    /// Whether it lets only some values of the key pass: neither all but some, nor any, nor none at all.
    fn limits(&self, key: &str) -> bool {
        let operator = self.operator.to_ascii_lowercase();
        let lets_others_pass = ["not", "null", "ifexists", "forallvalues"];
        self.is(key)
            && !lets_others_pass.iter().any(|part| operator.contains(part))
            && (operator.contains("equals") && !operator.contains("arn")
                || !self.values.iter().any(|value| value == "*"))
    }
}

fn conditions(node: &Node<'_>, symbols: &mut Symbols) -> Vec<Condition> {
    let mut found = Vec::new();
    let operators = node.member("Condition").map(|member| &member.value.value);
    let Some(Value::Object(operators)) = operators else { return found };
    for operator in operators {
        let Value::Object(keys) = &operator.value.value else { continue };
        for key in keys {
            let values = match &key.value.value {
                Value::Array(elements) => elements.iter().collect(),
                _ => vec![&key.value],
            };
            let mut shown = |node: &&Node<'_>| match &node.value {
                Value::Bool(value) => value.to_string(),
                Value::Number(value) => (*value).to_owned(),
                _ => symbols.of_node(node).map(|text| text.shown).unwrap_or_default(),
            };
            found.push(Condition {
                operator: operator.name.to_string(),
                key: key.name.to_string(),
                values: values.iter().map(&mut shown).collect(),
            });
        }
    }
    found
}

/// What to mind about a caller that the policy of a function lets in.
fn remarks_on(entry: &PrincipalEntry<'_>, kind: InvokerKind, conditions: &[Condition]) -> Vec<String> {
    const LIMITS_SERVICE: &[&str] = &[
        "aws:SourceArn",
        "aws:SourceAccount",
        "aws:SourceOrgID",
        "aws:SourceOrgPaths",
        "lambda:EventSourceToken",
    ];
    let limits = |key: &str| conditions.iter().any(|condition| condition.limits(key));
    let service = entry.value.text.split('.').next().unwrap_or_default();
    let mut remarks = Vec::new();
    match kind {
        InvokerKind::Service if !LIMITS_SERVICE.iter().any(|key| limits(key)) => remarks.push(
            "nothing limits for which resource or account the service may call: no `AWS:SourceArn` and no `AWS:SourceAccount`"
                .to_owned(),
        ),
        // The ARN of a bucket names no account.
        InvokerKind::Service if service == "s3" && !limits("aws:SourceAccount") => remarks.push(
            "the ARN of a bucket names no account: without `AWS:SourceAccount` a bucket of that name in another account may call too"
                .to_owned(),
        ),
        InvokerKind::Everyone => {
            let of_url = conditions.iter().find(|condition| condition.is("lambda:FunctionUrlAuthType"));
            remarks.push(match of_url {
                Some(condition) if condition.values.iter().any(|value| value == "NONE") => {
                    "anyone may call it without credentials by a URL of the function with the type `NONE`"
                        .to_owned()
                }
                _ if conditions.is_empty() => "anyone may call it, also from other accounts".to_owned(),
                _ => "anyone for whom its conditions hold may call it".to_owned(),
            });
        }
        InvokerKind::Account => {
            remarks.push("those of the account whose own policies allow it".to_owned());
        }
        _ => {}
    }
    remarks
}
