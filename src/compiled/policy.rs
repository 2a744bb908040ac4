//! One policy, ready for evaluation.

use super::{CompiledActions, CompiledCondition, CompiledPrincipals, CompiledResources, Keys};
use crate::policy::{Effect, PolicyType, Statement};
use crate::scenario::NamedPolicy;
use crate::text::Span;

/// A policy document, ready for evaluation.
#[derive(Clone, Debug)]
pub struct CompiledPolicy {
    /// The name that its owner gave it.
    pub name: Box<str>,
    /// The statements in order.
    pub statements: Box<[CompiledStatement]>,
    /// Why the document as a whole cannot be evaluated, if it cannot.
    pub unreadable: Option<Box<str>>,
    /// The whole document.
    pub span: Span,
}

/// A statement, ready for evaluation.
#[derive(Clone, Debug)]
pub struct CompiledStatement {
    /// The statement in the document.
    pub span: Span,
    /// Its name.
    pub sid: Option<Box<str>>,
    /// What it does; `None` when it cannot be read.
    pub effect: Option<Effect>,
    /// Whom it names.
    pub principals: Option<CompiledPrincipals>,
    /// Which actions it covers.
    pub actions: Option<CompiledActions>,
    /// Which resources it covers.
    pub resources: Option<CompiledResources>,
    /// Its conditions; all must hold.
    pub conditions: Box<[CompiledCondition]>,
    /// The `Condition` member in the document, if there is one.
    pub condition_span: Option<Span>,
    /// Why it cannot be evaluated, if it cannot.
    pub unreadable: Option<Box<str>>,
}

impl CompiledPolicy {
    /// Compiles `policy`; `keys` collects the context keys that it mentions.
    #[must_use]
    pub fn compile(policy: &NamedPolicy<'_>, policy_type: PolicyType, keys: &mut Keys) -> Self {
        let document = &policy.policy;
        let compile_statement = |statement: &Statement<'_>| CompiledStatement {
            span: statement.span,
            sid: statement.sid.as_ref().map(|sid| (&*sid.text).into()),
            effect: statement.effect,
            principals: statement.principal.as_ref().map(CompiledPrincipals::compile),
            actions: statement.action.as_ref().map(CompiledActions::compile),
            resources: (statement.resource.as_ref())
                .map(|element| CompiledResources::compile(element, policy_type, document.version, keys)),
            conditions: (statement.condition.as_ref())
                .map(|element| CompiledCondition::compile(element, document.version, keys))
                .unwrap_or_default(),
            condition_span: statement.condition.as_ref().map(|element| element.span),
            unreadable: statement.unreadable.as_ref().map(|fault| (&*fault.message).into()),
        };
        Self {
            name: (&*policy.name).into(),
            statements: document.statements.iter().map(compile_statement).collect(),
            unreadable: document.unreadable.as_ref().map(|fault| (&*fault.message).into()),
            span: document.span,
        }
    }
}
