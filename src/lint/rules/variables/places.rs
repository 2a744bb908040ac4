//! Where in a document policy variables work and something like one stands.

use crate::lint::references::Reference;
use crate::lint::{ConditionFacts, StatementFacts, Subject};
use crate::policy::Text;

/// A text in which variables work: an entry of `Resource` or `NotResource`, or a value of a condition.
pub(in crate::lint::rules) struct Place<'p, 's> {
    /// The text.
    pub text: &'s Text<'s>,
    /// The `${…}` in it.
    pub references: &'p [Reference<'s>],
    /// The statement it is in.
    pub statement: &'p StatementFacts<'s>,
    /// The condition whose value it is; `None` for a resource.
    pub condition: Option<&'p ConditionFacts<'s>>,
}

/// All such texts that hold a `${`.
pub(in crate::lint::rules) fn places<'p, 's>(
    subject: &'p Subject<'s>,
) -> impl Iterator<Item = Place<'p, 's>> {
    subject.texts_with_variables().iter().filter_map(|place| {
        let statement = subject.statements.get(place.statement)?;
        let condition = place.condition.and_then(|index| statement.conditions.get(index));
        Some(Place { text: place.text, references: &place.references, statement, condition })
    })
}
