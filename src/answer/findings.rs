//! Findings of the linter as JSON, in our own shape and in that of Access Analyzer's `ValidatePolicy` (interfaces,
//! §2).

use serde_json::{Map, Value, json};

use crate::lint::{Documentation, Example, Finding, Fix, PathElement, Rule, Safety, path_of, rules};
use crate::text::json::Node;
use crate::text::{LineIndex, Position, Span};

/// A finding in our own shape, with places counted in code points. The whole document's place has an empty path.
#[must_use]
pub fn finding_json(finding: &Finding, root: &Node<'_>, lines: &LineIndex) -> Map<String, Value> {
    let rule = finding.rule;
    let mut object = Map::new();
    let mut put = |name: &str, value: Value| {
        object.insert(name.to_owned(), value);
    };
    put("code", rule.code.into());
    put("name", rule.name.into());
    if let Some(issue_code) = rule.issue_code {
        put("issue_code", issue_code.into());
    }
    put("severity", rule.severity.name().into());
    put("message", finding.message.as_str().into());
    if let Some(help) = &finding.help {
        put("help", help.as_str().into());
    }
    put("path", path_json(root, finding.span));
    put("span", span_json(finding.span, lines));
    if !finding.also.is_empty() {
        let place = |span: &Span| json!({ "path": path_json(root, *span), "span": span_json(*span, lines) });
        put("also", finding.also.iter().map(place).collect());
    }
    put("fixes", finding.fixes.iter().map(|fix| fix_json(fix, lines)).collect());
    object
}

fn fix_json(fix: &Fix, lines: &LineIndex) -> Value {
    let edits =
        fix.edits.iter().map(|edit| json!({ "span": span_json(edit.span, lines), "text": edit.text }));
    json!({
        "title": fix.title,
        "safe": fix.safety == Safety::Safe,
        "edits": edits.collect::<Vec<_>>(),
    })
}

fn path_json(root: &Node<'_>, span: Span) -> Value {
    let step = |element| match element {
        PathElement::Value(name) | PathElement::Key(name) => Value::from(name),
        PathElement::Index(index) => Value::from(index),
    };
    path_of(root, span).into_iter().map(step).collect()
}

fn span_json(span: Span, lines: &LineIndex) -> Value {
    let place =
        |Position { line, column, offset }| json!({ "line": line, "column": column, "offset": offset });
    json!({ "start": place(lines.position(span.start)), "end": place(lines.position(span.end)) })
}

/// The findings of the checks that Access Analyzer has, in the shape of `ValidatePolicy`'s answer. Where the text is
/// no JSON, only the first syntax error, since Access Analyzer does not read on.
#[must_use]
pub fn access_analyzer_json(findings: &[Finding], root: &Node<'_>, lines: &LineIndex) -> Vec<Value> {
    const SYNTAX: &str = "JSON_SYNTAX_ERROR";
    let syntax_error = findings.iter().find(|finding| finding.rule.issue_code == Some(SYNTAX));
    let found = match syntax_error {
        Some(error) => std::slice::from_ref(error),
        None => findings,
    };
    found.iter().filter_map(|finding| validate_policy_finding(finding, root, lines)).collect()
}

fn validate_policy_finding(finding: &Finding, root: &Node<'_>, lines: &LineIndex) -> Option<Value> {
    let issue_code = finding.rule.issue_code?;
    let step = |element| match element {
        PathElement::Value(name) => json!({ "value": name }),
        PathElement::Index(index) => json!({ "index": index }),
        PathElement::Key(name) => json!({ "key": name }),
    };
    let location = |span: Span| {
        let path: Vec<Value> = path_of(root, span).into_iter().map(step).collect();
        json!({ "path": path, "span": span_json(span, lines) })
    };
    let details = match &finding.help {
        Some(help) => format!("{}: {help}", finding.message),
        None => finding.message.clone(),
    };
    Some(json!({
        "findingDetails": details,
        "findingType": finding.rule.severity.finding_type(),
        "issueCode": issue_code,
        "learnMoreLink": learn_more_link(finding),
        "locations": finding.spans().map(location).collect::<Vec<_>>(),
    }))
}

/// Where AWS's page explains the check.
fn learn_more_link(finding: &Finding) -> String {
    const PAGE: &str =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html";
    let finding_type = match finding.rule.severity.finding_type() {
        "WARNING" => "general-warning".to_owned(),
        other => other.to_lowercase().replace('_', "-"),
    };
    format!("{PAGE}#access-analyzer-reference-policy-checks-{finding_type}-{}", finding.rule.name)
}

/// The registry: all there is to read about every rule.
#[must_use]
pub fn rules_json() -> Value {
    let example = |example: &Example| {
        json!({
            "policy_type": example.policy_type.name(),
            "resource_type": example.resource_type,
            "text": example.text,
        })
    };
    let rule = |(rule, documentation): (&Rule, &Documentation)| {
        json!({
            "code": rule.code,
            "name": rule.name,
            "issue_code": rule.issue_code,
            "severity": rule.severity.name(),
            "policies": rule.applies_to.names(),
            "finds": documentation.finds,
            "matters": documentation.matters,
            "example": example(&documentation.example),
            "instead": example(&documentation.instead),
            "fix": documentation.fix,
            "sources": documentation.sources,
        })
    };
    rules::documented().map(rule).collect()
}
