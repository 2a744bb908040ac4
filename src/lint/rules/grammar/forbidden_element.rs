//! Elements that a policy type does not have.

use crate::lint::{Report, Safety, StatementFacts, edits};

/// What is said of an element that may not be there.
pub(in crate::lint::rules) struct Forbidden {
    /// What is wrong.
    pub(in crate::lint::rules) message: String,
    /// What to do about it.
    pub(in crate::lint::rules) help: &'static str,
}

/// Reports the elements of `statement` that are called one of `names`, each at its name.
pub(in crate::lint::rules) fn report_forbidden(
    statement: &StatementFacts<'_>,
    names: &[&str],
    report: &mut Report,
    say: impl Fn(&str) -> Forbidden,
) {
    for name in names {
        if let Some(member) = statement.member(name) {
            let Forbidden { message, help } = say(name);
            let removal = edits::remove_members(statement.node, |member| member == *name);
            let finding = report.at(member.name_span, message);
            finding.help(help).fix(format!("remove `{name}`"), Safety::Unsafe, removal);
        }
    }
}
