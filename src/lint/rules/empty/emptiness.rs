//! Empty lists and objects, and statements that do nothing.

use crate::lint::{Edit, StatementFacts, Subject, edits};
use crate::text::json::{Member, Node, Value};

/// The title of the fix that [`removal_of`] makes.
pub(super) const REMOVE_STATEMENT: &str = "remove the statement";

/// The value of `member`, if it is an empty list.
pub(super) fn empty_list<'n, 't>(member: Option<&'n Member<'t>>) -> Option<&'n Node<'t>> {
    let value = &member?.value;
    matches!(&value.value, Value::Array(list) if list.is_empty()).then_some(value)
}

/// The value of `member`, if it is an empty object.
pub(super) fn empty_object<'n, 't>(member: Option<&'n Member<'t>>) -> Option<&'n Node<'t>> {
    let value = &member?.value;
    matches!(&value.value, Value::Object(object) if object.is_empty()).then_some(value)
}

/// The edits that remove a statement that does nothing. None where it is the only one, or has other faults,
/// which leave open what it does.
pub(super) fn removal_of(statement: &StatementFacts<'_>, subject: &Subject<'_>) -> Vec<Edit> {
    let list = subject.root.member("Statement").filter(|_| statement.statement.unreadable.is_none());
    list.map(|list| edits::remove_elements(&list.value, |index| index == statement.index)).unwrap_or_default()
}
