//! Functions and chains as lines of text.

use std::fmt::Write as _;

use crate::analysis::functions::{
    Answer, ChainNodeState, FunctionView, Functions, GrantView, Invoker, Limit, RoleChain, StatementRef,
    TemplatePlace,
};
use crate::evaluation::Decision;

/// All functions, one after the other.
pub(super) fn functions_text(found: &Functions) -> String {
    let mut text = String::new();
    for function in &found.functions {
        one(function, &mut text);
        text.push('\n');
    }
    if found.functions.is_empty() {
        text.push_str("there is no function in the template\n");
    }
    for remark in &found.remarks {
        line(&mut text, 0, &format!("{}{}", remark.message, at(remark.place.as_ref())));
    }
    text
}

fn line(text: &mut String, depth: usize, said: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{:1$}{said}", "", 2 * depth);
}

fn at(place: Option<&TemplatePlace>) -> String {
    place.map(|place| format!("  [{}:{}]", place.name, place.line)).unwrap_or_default()
}

fn reference(statement: &StatementRef) -> String {
    let title = match (statement.title.as_str(), statement.policy.as_str()) {
        ("", policy) => policy.to_owned(),
        (title, policy) => format!("{title} of {policy}"),
    };
    format!("{title}{}", at(statement.template.as_ref()))
}

fn one(function: &FunctionView, text: &mut String) {
    line(text, 0, &format!("{}{}", function.logical_id, at(Some(&function.place))));
    line(text, 1, function.arn.as_deref().unwrap_or("its ARN is not known"));
    if let Some(condition) = &function.condition {
        line(text, 1, &format!("made only if `{condition}` holds, which is not known"));
    }
    let role = &function.role;
    let name = role.arn.as_deref().unwrap_or("not known");
    line(text, 1, &format!("role: {name}{}", at(role.place.as_ref())));
    if let Some(unknown) = &role.unknown {
        line(text, 2, unknown);
    }
    if !role.shared_with.is_empty() {
        line(text, 2, &format!("also of {}", role.shared_with.join(", ")));
    }
    let trust = &function.trust;
    let lets = match trust.lets_lambda {
        Answer::Yes => "Lambda may assume it",
        Answer::No => "Lambda may not assume it",
        Answer::Unknown => "whether Lambda may assume it is not known",
    };
    let reason = if trust.reason.is_empty() { String::new() } else { format!(": {}", trust.reason) };
    line(text, 1, &format!("trust: {lets}{reason}"));
    trust.statements.iter().for_each(|found| invoker(found, text));
    let access = &function.access;
    let at_most = if access.limits.is_empty() && access.unknown.is_empty() { "" } else { ", at most" };
    line(text, 1, &format!("its role's policies allow{at_most}:"));
    for service in &access.services {
        line(text, 2, &service.name);
        for level in &service.levels {
            let name = level.level.as_deref().unwrap_or("not sorted");
            for grant in &level.grants {
                line(text, 3, &format!("{name}: {}", granted(grant)));
            }
        }
    }
    access.limits.iter().for_each(|found| limit("limit", found, text));
    access.unknown.iter().for_each(|found| limit("not known", found, text));
    line(text, 1, "who may invoke it:");
    let invocation = &function.invocation;
    invocation.by_policy.iter().for_each(|found| invoker(found, text));
    for caller in &invocation.callers {
        let sure = match caller.decision {
            Some(Decision::Allowed) => "may",
            _ => "may perhaps",
        };
        let depends = match caller.depends_on.as_slice() {
            [] => String::new(),
            on => format!(", depending on {}", on.join(", ")),
        };
        let by = caller.statement.as_ref().map(|found| format!(", by {}", reference(found)));
        let by = by.unwrap_or_default();
        line(text, 2, &format!("{} {sure} do {}{depends}{by}", caller.principal, caller.action));
    }
    if invocation.by_policy.is_empty() && invocation.callers.is_empty() {
        line(text, 2, "nobody that is known");
    }
    for remark in &invocation.remarks {
        line(text, 2, &format!("{}{}", remark.message, at(remark.place.as_ref())));
    }
    if !function.notes.is_empty() {
        line(text, 1, "notes:");
    }
    for note in &function.notes {
        line(text, 2, &format!("{}: {}{}", note.kind.name(), note.message, at(note.place.as_ref())));
    }
}

fn granted(grant: &GrantView) -> String {
    let but = if grant.is_all_but { "all but " } else { "" };
    let conditions = match grant.conditions.as_slice() {
        [] => String::new(),
        keys => format!(", if its conditions hold ({})", keys.join(", ")),
    };
    format!(
        "{} on {but}{}{conditions}  ({})",
        grant.actions.join(", "),
        grant.resources.join(", "),
        reference(&grant.statement)
    )
}

fn invoker(found: &Invoker, text: &mut String) {
    let denies = if found.denies { "denied: " } else { "" };
    let conditions = match found.conditions.as_slice() {
        [] => String::new(),
        all => format!(" if {}", all.join(" and ")),
    };
    let said = format!(
        "{denies}{}: {}{conditions}  ({})",
        found.who,
        found.actions.join(", "),
        reference(&found.statement)
    );
    line(text, 2, &said);
    found.remarks.iter().for_each(|remark| line(text, 3, remark));
}

fn limit(what: &str, found: &Limit, text: &mut String) {
    let by = found.statement.as_ref().map(|found| format!("  ({})", reference(found))).unwrap_or_default();
    line(text, 2, &format!("{what}: {}{by}", found.message));
}

/// A chain, way by way.
pub(super) fn chain_text(chain: &RoleChain) -> String {
    let mut text = format!("{}\n", chain.sentence);
    let mut node = |number: &usize, depth: usize| {
        let Some(node) = chain.nodes.get(*number) else { return };
        let state = match node.state {
            ChainNodeState::Known => "",
            ChainNodeState::Unknown => " (not known)",
            ChainNodeState::Missing => " (not there)",
        };
        let detail = if node.detail.is_empty() { String::new() } else { format!(", {}", node.detail) };
        let said =
            format!("{}{state}: {}{detail}{}", node.kind.name(), node.title, at(node.template.as_ref()));
        line(&mut text, depth, &said);
    };
    for path in &chain.paths {
        path.iter().enumerate().for_each(|(depth, number)| node(number, depth + 1));
    }
    chain.limits.iter().for_each(|number| node(number, 1));
    text
}
