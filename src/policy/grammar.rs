//! Which elements each policy type has to have and may not have (the table of clause 1.50).

use super::{Effect, Policy, PolicyType, PrincipalKind, Statement};
use crate::matching::{ARN_FIELDS, split_arn};
use crate::text::{Diagnostic, Span};

/// Checks `policy` as one of type `policy_type`. A statement whose meaning the fault leaves open is marked
/// unreadable.
pub fn check_grammar(policy: &mut Policy<'_>, policy_type: PolicyType) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for statement in &mut policy.statements {
        // One that cannot be read has its message already.
        if statement.unreadable.is_some() {
            continue;
        }
        let faults = principal_fault(statement, policy_type)
            .into_iter()
            .chain(missing_fault(statement, policy_type))
            .chain(type_fault(statement, policy_type));
        for (fault, meaning_is_open) in faults.collect::<Vec<_>>() {
            if meaning_is_open && statement.unreadable.is_none() {
                statement.unreadable = Some(Box::new(fault.clone()));
            }
            diagnostics.push(fault);
        }
    }
    diagnostics
}

/// A diagnostic, and whether it leaves open what the statement means.
type Fault = (Diagnostic, bool);

fn principal_fault(statement: &Statement<'_>, policy_type: PolicyType) -> Option<Fault> {
    let Some(principal) = &statement.principal else {
        let missing = policy_type.has_principals().then(|| {
            let message = format!("a statement of {} needs a `Principal`", policy_type.name_with_article());
            Diagnostic::error("missing-principal", statement.span, message)
        });
        return missing.map(|diagnostic| (diagnostic, true));
    };
    let fault = |code, message: String| Some((Diagnostic::error(code, principal.span, message), true));
    if !policy_type.has_principals() {
        let message = format!("{} cannot contain a `Principal`", policy_type.name_with_article());
        let help =
            "a policy with principals belongs to a resource; this layer applies to whoever it is attached to";
        return Some((
            Diagnostic::error("principal-not-allowed", principal.span, message).with_help(help),
            true,
        ));
    }
    if policy_type != PolicyType::RoleTrust
        && let Some(entry) = principal.entries.iter().find(|entry| entry.kind == PrincipalKind::Federated)
    {
        // Only trust policies know identities of a provider (clause 3.14).
        let message = format!("{} cannot name an identity provider", policy_type.name_with_article());
        let help = "name the role that the provider's users assume";
        let code = "federated-principal-not-supported";
        return Some((Diagnostic::error(code, entry.value.span, message).with_help(help), true));
    }
    if !principal.negated {
        return None;
    }
    if statement.effect == Some(Effect::Allow) {
        return fault("not-principal-with-allow", "`NotPrincipal` works with `Deny` only".to_owned());
    }
    if matches!(policy_type, PolicyType::RoleTrust | PolicyType::ResourceControl) {
        let message = format!("{} cannot contain `NotPrincipal`", policy_type.name_with_article());
        return fault("not-principal-not-allowed", message);
    }
    None
}

fn missing_fault(statement: &Statement<'_>, policy_type: PolicyType) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut missing = |code, message: &str, span: Span, meaning_is_open| {
        faults.push((Diagnostic::error(code, span, message), meaning_is_open));
    };
    // A key policy statement without them is stored and has no effect (clause 1.56).
    let no_effect = policy_type == PolicyType::Key;
    if statement.action.is_none() {
        missing("missing-action", "the statement has no `Action`", statement.span, !no_effect);
    }
    if statement.resource.is_none() && !matches!(policy_type, PolicyType::Resource | PolicyType::RoleTrust) {
        missing("missing-resource", "the statement has no `Resource`", statement.span, !no_effect);
    }
    faults
}

fn type_fault(statement: &Statement<'_>, policy_type: PolicyType) -> Option<Fault> {
    match (&statement.resource, policy_type) {
        (Some(resource), PolicyType::RoleTrust) => {
            let message = "a role trust policy has no `Resource`: it is about its own role";
            Some((Diagnostic::error("resource-not-allowed", resource.span, message), false))
        }
        (Some(resource), PolicyType::Session) => {
            // No session is made with such a policy (clause 1.54).
            let is_short = |text: &str| text.starts_with("arn:") && split_arn(text).is_none();
            let value = resource.values.iter().find(|value| is_short(&value.text))?;
            let message = format!("a session policy needs ARNs with all six fields, not `{}`", value.text);
            let missing = ":*".repeat(ARN_FIELDS - value.text.split(':').count());
            let help = format!("write `{}{missing}` for all of these", value.text);
            Some((Diagnostic::error("short-arn", value.span, message).with_help(help), true))
        }
        _ => None,
    }
}
