//! One policy, ready for evaluation.

use std::borrow::Cow;

use super::action::may_cover_service;
use super::{CompiledActions, CompiledCondition, CompiledPrincipals, CompiledResources, Keys};
use crate::policy::{Effect, PolicyType, Statement, Version};
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

/// Compiles one policy after the other, numbering the context keys of all.
#[derive(Clone, Debug, Default)]
pub struct Compiler<'s> {
    pub(super) keys: Keys,
    /// The service that requests will ask; `None` for any.
    pub(super) service: Option<Cow<'s, str>>,
}

impl<'s> Compiler<'s> {
    /// Compiles for requests to `service`, a service prefix in any case, or to any: statements that cover no action of
    /// that service are left empty, so that they apply to none.
    #[must_use]
    pub fn for_service(service: Option<Cow<'s, str>>) -> Self {
        Self { keys: Keys::default(), service }
    }

    /// The context keys that the policies mention which were compiled so far.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Compiles a policy. It goes with [`Compiler::keys`] from then on.
    pub fn policy(&mut self, policy: &NamedPolicy<'_>, policy_type: PolicyType) -> CompiledPolicy {
        let document = &policy.policy;
        let statements = document.statements.iter();
        CompiledPolicy {
            name: (&*policy.name).into(),
            statements: statements.map(|one| self.statement(one, policy_type, document.version)).collect(),
            unreadable: document.unreadable.as_ref().map(|fault| (&*fault.message).into()),
            span: document.span,
        }
    }

    fn statement(
        &mut self,
        statement: &Statement<'_>,
        policy_type: PolicyType,
        version: Version,
    ) -> CompiledStatement {
        let mut compiled = CompiledStatement {
            span: statement.span,
            sid: None,
            effect: statement.effect,
            principals: None,
            actions: None,
            resources: None,
            conditions: Box::default(),
            condition_span: statement.condition.as_ref().map(|element| element.span),
            unreadable: statement.unreadable.as_ref().map(|fault| (&*fault.message).into()),
        };
        if let (Some(service), Some(actions)) = (&self.service, &statement.action)
            && !may_cover_service(actions, service)
        {
            return compiled;
        }
        let keys = &mut self.keys;
        compiled.sid = statement.sid.as_ref().map(|sid| (&*sid.text).into());
        compiled.principals = statement.principal.as_ref().map(CompiledPrincipals::compile);
        compiled.actions = statement.action.as_ref().map(CompiledActions::compile);
        compiled.resources = (statement.resource.as_ref())
            .map(|element| CompiledResources::compile(element, policy_type, version, keys));
        compiled.conditions = (statement.condition.as_ref())
            .map(|element| CompiledCondition::compile(element, version, keys))
            .unwrap_or_default();
        compiled
    }
}
