//! From the JSON tree to a [`Policy`].

use std::fmt::Display;

use super::read_condition::read_condition;
use super::read_principal::read_principal;
use super::report::{Report, did_you_mean, with_optional_help};
use super::{Effect, ListElement, Policy, Statement, Text, Version};
use crate::matching::{has_wildcard, service_of};
use crate::text::json::{Member, Node, Value};
use crate::text::{Diagnostic, Span};

const DOCUMENT_MEMBERS: &[&str] = &["Version", "Id", "Statement"];
const STATEMENT_MEMBERS: &[&str] = &[
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

/// Reads a policy document (clauses 1.1–1.30) and reports what AWS would refuse in any policy type;
/// [`check_grammar`](super::check_grammar) adds what depends on the type.
#[must_use]
pub fn read_policy<'t>(node: &Node<'t>) -> (Policy<'t>, Vec<Diagnostic>) {
    let mut report = Report::default();
    let mut policy = Policy { span: node.span, ..Policy::default() };
    let (mut statement_member, mut version_is_open) = (None, false);
    match &node.value {
        _ if report.is_template_function(node) => {}
        Value::Object(members) => {
            for member in members {
                match &*member.name {
                    "Version" => version_is_open = !read_version(member, &mut policy, &mut report),
                    "Id" => policy.id = read_text(&member.value, "`Id`", &mut report),
                    "Statement" if statement_member.is_some() => report.fault(Diagnostic::error(
                        "duplicate-statement-element",
                        member.name_span,
                        "a policy has one `Statement` element",
                    )),
                    "Statement" => statement_member = Some(&member.value),
                    _ => unknown_member(member, "a policy document", DOCUMENT_MEMBERS, &mut report),
                }
            }
            if statement_member.is_none() {
                let message = "the policy has no `Statement`";
                report.fault(Diagnostic::error("missing-statement", node.span, message));
            }
        }
        _ => report.wrong_type(node, "a policy", "an object"),
    }
    policy.unreadable = report.take_fault();
    match statement_member.map(|node| (&node.value, node)) {
        Some((Value::Array(statements), _)) => {
            policy.statements = statements.iter().map(|node| read_statement(node, &mut report)).collect();
        }
        Some((Value::Object(_), node)) => policy.statements.push(read_statement(node, &mut report)),
        Some((_, node)) => {
            report.wrong_type(node, "`Statement`", "an object or an array of objects");
            policy.unreadable = policy.unreadable.or(report.take_fault());
        }
        None => {}
    }
    if version_is_open {
        // Which of its texts are variables is as open as the version is.
        for statement in &mut policy.statements {
            statement.unreadable = statement.unreadable.take().or_else(|| policy.unreadable.clone());
        }
    }
    (policy, report.diagnostics)
}

/// Gives whether the version is written there, be it right or wrong, and not a function of a template.
fn read_version<'t>(member: &Member<'t>, policy: &mut Policy<'t>, report: &mut Report) -> bool {
    if report.is_template_function(&member.value) {
        return false;
    }
    let Some(version) = read_text(&member.value, "`Version`", report) else {
        return true;
    };
    policy.version = match &*version.text {
        "2012-10-17" => Version::V2012,
        "2008-10-17" => Version::V2008,
        other => {
            let message = format!("there is no policy language version `{other}`");
            let help = "write \"2012-10-17\"; it names the language, not the day the policy was written";
            report.fault(Diagnostic::error("invalid-version", version.span, message).with_help(help));
            Version::V2012
        }
    };
    true
}

fn read_statement<'t>(node: &Node<'t>, report: &mut Report) -> Statement<'t> {
    let mut statement = Statement { span: node.span, ..Statement::default() };
    let members = match &node.value {
        Value::Object(members) if !report.is_template_function(node) => members,
        other => {
            if !matches!(other, Value::Object(_)) {
                report.wrong_type(node, "a statement", "an object");
            }
            statement.unreadable = report.take_fault();
            return statement;
        }
    };
    for member in members {
        match &*member.name {
            "Sid" => statement.sid = read_text(&member.value, "`Sid`", report),
            // Of several effects in a document stored before they were refused, the last counts (1.9).
            "Effect" => statement.effect = read_effect(member, report),
            "Action" | "NotAction" => merge_list(&mut statement.action, member, report),
            "Resource" | "NotResource" => merge_list(&mut statement.resource, member, report),
            "Principal" | "NotPrincipal" => {
                let element = read_principal(member, report);
                only_once(statement.principal.is_some(), member, "`Principal` or `NotPrincipal`", report);
                statement.principal = Some(element);
            }
            "Condition" => {
                let element = read_condition(member, report);
                only_once(statement.condition.is_some(), member, "`Condition`", report);
                statement.condition = Some(element);
            }
            _ => unknown_member(member, "a statement", STATEMENT_MEMBERS, report),
        }
    }
    for entry in statement.resource.iter().flat_map(|resource| &resource.values) {
        note_wildcard_in_service(entry, report);
    }
    if !members.iter().any(|member| member.name == "Effect") {
        let diagnostic = Diagnostic::error("missing-effect", node.span, "the statement has no `Effect`");
        report.fault(diagnostic.with_help("add \"Effect\": \"Allow\" or \"Effect\": \"Deny\""));
    }
    statement.unreadable = report.take_fault();
    statement
}

fn only_once(seen: bool, member: &Member<'_>, what: &str, report: &mut Report) {
    if seen {
        let message = format!("a statement has only one {what}");
        report.fault(Diagnostic::error("duplicate-element", member.name_span, message));
    }
}

fn read_effect(member: &Member<'_>, report: &mut Report) -> Option<Effect> {
    let effect = read_text(&member.value, "`Effect`", report)?;
    match &*effect.text {
        "Allow" => Some(Effect::Allow),
        "Deny" => Some(Effect::Deny),
        other => {
            let message = format!("`Effect` is `Allow` or `Deny`, not `{other}`");
            let help = did_you_mean(other, &["Allow", "Deny"]);
            report.fault(with_optional_help(Diagnostic::error("invalid-effect", effect.span, message), help));
            None
        }
    }
}

/// Adds a list element to what the statement has: several of one name are merged, as in documents stored
/// before they were refused (clause 1.9); a name and its `Not…` form exclude each other.
fn merge_list<'t>(element: &mut Option<ListElement<'t>>, member: &Member<'t>, report: &mut Report) {
    let negated = member.name.starts_with("Not");
    let values = read_texts(&member.value, format_args!("`{}`", member.name), report);
    if negated && matches!(&member.value.value, Value::Array(entries) if entries.is_empty()) {
        // The complement of nothing would be everything; AWS does not say (clause 1.43).
        let message = format!("`{}` lists nothing", member.name);
        report.fault(Diagnostic::error("empty-complement", member.value.span, message));
    }
    let span = Span::new(member.name_span.start, member.value.span.end);
    match element {
        None => *element = Some(ListElement { span, negated, values }),
        Some(existing) if existing.negated == negated => existing.values.extend(values),
        Some(_) => {
            let plain_name = member.name.trim_start_matches("Not");
            let message = format!("a statement has `{plain_name}` or `Not{plain_name}`, not both");
            report.fault(Diagnostic::error("element-and-complement", member.name_span, message));
        }
    }
}

/// AWS does not support a wildcard in the service field of an ARN, and what one does is open (clause 2.27).
fn note_wildcard_in_service(entry: &Text<'_>, report: &mut Report) {
    if let Some(service) = service_of(&entry.text).filter(|service| has_wildcard(service)) {
        let message = format!("the service field `{service}` has a wildcard, which AWS does not support");
        let help = "name the service, and write one ARN for each, as in arn:aws:s3:::bucket";
        let diagnostic = Diagnostic::warning("wildcard-in-service-field", entry.span, message);
        report.note(diagnostic.with_help(help));
    }
}

fn unknown_member(member: &Member<'_>, whole: &str, known: &[&str], report: &mut Report) {
    let message = format!("{whole} has no element `{}`", member.name);
    let help = did_you_mean(&member.name, known);
    report.fault(with_optional_help(Diagnostic::error("unknown-element", member.name_span, message), help));
}

/// A string.
pub(super) fn read_text<'t>(node: &Node<'t>, what: impl Display, report: &mut Report) -> Option<Text<'t>> {
    match &node.value {
        Value::String(text) => Some(Text { span: node.span, text: text.clone() }),
        _ => {
            report.wrong_type(node, what, "a string");
            None
        }
    }
}

/// A string or an array of strings (clause 1.26).
pub(super) fn read_texts<'t>(node: &Node<'t>, what: impl Display, report: &mut Report) -> Vec<Text<'t>> {
    match &node.value {
        Value::Array(entries) => {
            let mut texts = Vec::with_capacity(entries.len());
            let read = |entry| read_text(entry, format_args!("an entry of {what}"), report);
            texts.extend(entries.iter().filter_map(read));
            texts
        }
        Value::String(text) => vec![Text { span: node.span, text: text.clone() }],
        _ => {
            report.wrong_type(node, what, "a string or an array of strings");
            Vec::new()
        }
    }
}
