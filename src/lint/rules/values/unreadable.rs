//! Values that an operator cannot read.

use crate::condition::{Operand, ValueType};
use crate::lint::{ConditionFacts, Report};

/// Reports each value that an operator for values of type `of` cannot read. A policy variable is another rule's
/// finding.
pub(super) fn report_unreadable(
    of: ValueType,
    what: &str,
    help: &str,
    facts: &ConditionFacts<'_>,
    report: &mut Report,
) {
    let test = facts.operator().test;
    if test.value_type() != of {
        return;
    }
    for value in &facts.entry.values {
        if value.text.contains("${") || Operand::compile(test, &value.text, true).0.is_readable() {
            continue;
        }
        let message = format!("`{}` compares with {what}, not with `{}`", test.name(), value.text);
        report.at(value.span, message).help(help);
    }
}
