//! `Principal` and `NotPrincipal` (clauses 1.27, 3.12 and 3.15).

use std::fmt::Display;

use super::read::{read_text, read_texts};
use super::report::{Report, did_you_mean, with_optional_help};
use super::{PrincipalElement, PrincipalEntry, PrincipalKind, Text};
use crate::matching::has_wildcard;
use crate::text::json::{Member, Value, repeated_members};
use crate::text::{Diagnostic, Span};

const KINDS: &[(&str, PrincipalKind)] = &[
    ("AWS", PrincipalKind::Aws),
    ("Service", PrincipalKind::Service),
    ("Federated", PrincipalKind::Federated),
    ("CanonicalUser", PrincipalKind::CanonicalUser),
];

pub(super) fn read_principal<'t>(member: &Member<'t>, report: &mut Report) -> PrincipalElement<'t> {
    let what = format_args!("`{}`", member.name);
    let mut entries = Vec::new();
    match &member.value.value {
        _ if report.is_template_function(&member.value) => {}
        Value::Object(kinds) => {
            for kind in repeated_members(kinds) {
                let message = format!("{what} names `{}` twice", kind.name);
                report.fault(Diagnostic::error("duplicate-principal-kind", kind.name_span, message));
            }
            for kind in kinds {
                read_kind(kind, what, &mut entries, report);
            }
        }
        // An empty list names nobody (clause 1.42).
        Value::Array(list) if list.is_empty() => {}
        Value::String(_) => {
            if let Some(value) = read_text(&member.value, what, report) {
                read_plain(value, what, &mut entries, report);
            }
        }
        _ => report.wrong_type(&member.value, what, "`\"*\"` or an object"),
    }
    PrincipalElement {
        span: Span::new(member.name_span.start, member.value.span.end),
        negated: member.name == "NotPrincipal",
        entries,
    }
}

fn read_plain<'t>(
    value: Text<'t>,
    what: impl Display,
    entries: &mut Vec<PrincipalEntry<'t>>,
    report: &mut Report,
) {
    if value.text == "*" {
        entries.push(PrincipalEntry { kind: PrincipalKind::Everyone, value });
        return;
    }
    let message = format!("as a plain string, {what} can only be `*`, not `{}`", value.text);
    let help = "write an object, for example {\"AWS\": \"arn:aws:iam::111122223333:role/name\"}";
    report.fault(Diagnostic::error("plain-principal", value.span, message).with_help(help));
}

fn read_kind<'t>(
    kind: &Member<'t>,
    what: impl Display,
    entries: &mut Vec<PrincipalEntry<'t>>,
    report: &mut Report,
) {
    let Some((name, kind_of_entry)) = KINDS.iter().find(|(name, _)| kind.name == *name) else {
        let names: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
        let message = format!("{what} has no member `{}`", kind.name);
        let diagnostic = Diagnostic::error("unknown-principal-kind", kind.name_span, message);
        report.fault(with_optional_help(diagnostic, did_you_mean(&kind.name, &names)));
        return;
    };
    for value in read_texts(&kind.value, format_args!("`{name}`"), report) {
        let wildcard = has_wildcard(&value.text);
        let everyone = *kind_of_entry == PrincipalKind::Aws && value.text == "*";
        if wildcard && !everyone {
            let message = format!("a wildcard in the principal `{}` does not work as a pattern", value.text);
            let help = "name the account and test `aws:PrincipalArn` with `ArnLike` in `Condition`";
            report.note(Diagnostic::error("wildcard-in-principal", value.span, message).with_help(help));
        }
        entries.push(PrincipalEntry { kind: *kind_of_entry, value });
    }
}
