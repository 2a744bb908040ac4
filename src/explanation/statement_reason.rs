//! Why a statement applies or does not.

use super::names::is_limit;
use super::phrase::join;
use crate::evaluation::{Check, EffectName, Element, StatementTrace, Truth};

/// One sentence, without full stop, on a statement in a policy of `check`.
#[must_use]
pub fn statement_reason(statement: &StatementTrace, check: Check) -> String {
    if let Some(problem) = &statement.unreadable {
        return format!("cannot be evaluated: {problem}");
    }
    let names_of = |truth: Truth| -> Vec<String> {
        let elements = statement.elements.iter().filter(|element| element.matches == truth);
        elements.map(|element| name(element.element).to_owned()).collect()
    };
    match statement.applies {
        Truth::True => match statement.effect {
            Some(EffectName::Deny) => "applies: it denies the request".to_owned(),
            _ if is_limit(check) => "applies: it lets the request pass here".to_owned(),
            _ => "applies: it allows the request here".to_owned(),
        },
        Truth::Unknown => {
            format!("may apply: {} depends on something unknown", join(&names_of(Truth::Unknown), "and"))
        }
        Truth::False => {
            let failing = names_of(Truth::False);
            let verb = if failing.len() == 1 { "does" } else { "do" };
            format!("does not apply: {} {verb} not match", join(&failing, "and"))
        }
    }
}

fn name(element: Element) -> &'static str {
    match element {
        Element::Principal => "the principal",
        Element::Action => "the action",
        Element::Resource => "the resource",
        Element::Condition => "the condition",
    }
}
