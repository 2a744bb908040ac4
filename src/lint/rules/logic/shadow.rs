//! Statements that another statement of the same effect makes superfluous.

use super::cancelled_allow::cancelling_statement;
use super::cover::{principals_contain, statement_covers};
use crate::lint::{Report, Safety, StatementFacts, Subject, edits};

/// Reports `statement` when another one of the same effect is about all that it is about, and about more.
pub(super) fn report_shadowed(
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
    message: &str,
) {
    let covers = |outer: &StatementFacts<'_>, inner: &StatementFacts<'_>| {
        outer.effect() == inner.effect() && principals_contain(outer, inner) && statement_covers(outer, inner)
    };
    let is_broader = |other: &&StatementFacts<'_>| {
        other.index != statement.index && covers(other, statement) && !covers(statement, other)
    };
    let Some(broader) = subject.statements.iter().find(is_broader) else { return };
    if cancelling_statement(statement, subject).is_some() {
        return;
    }
    let finding = report.at(statement.node.span, message);
    finding.also(broader.node.span).help("remove the statement, or narrow the broader one");
    if let Some(list) = subject.root.member("Statement") {
        let edits = edits::remove_elements(&list.value, |index| index == statement.index);
        finding.fix("remove the statement", Safety::Safe, edits);
    }
}
