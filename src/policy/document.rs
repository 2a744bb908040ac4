//! The typed form of a policy document. It borrows from the text.

use std::borrow::Cow;

use crate::condition::Operator;
use crate::text::{Diagnostic, Span};

/// The version of the policy language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Version {
    /// `2008-10-17`, also when the member is missing (clause 1.4): `${…}` is ordinary text.
    #[default]
    V2008,
    /// `2012-10-17`: with policy variables.
    V2012,
}

/// Whether a statement allows or denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// `Allow`
    Allow,
    /// `Deny`
    Deny,
}

/// A text of the document and the place of its token.
#[derive(Clone, Debug, PartialEq)]
pub struct Text<'t> {
    /// The token, quotes included.
    pub span: Span,
    /// What it says.
    pub text: Cow<'t, str>,
}

/// A policy document.
#[derive(Clone, Debug, Default)]
pub struct Policy<'t> {
    /// The whole object.
    pub span: Span,
    /// The language version.
    pub version: Version,
    /// The document's own name.
    pub id: Option<Text<'t>>,
    /// The statements in order.
    pub statements: Vec<Statement<'t>>,
    /// Why the document as a whole cannot be evaluated, if it cannot.
    pub unreadable: Option<Box<Diagnostic>>,
}

/// One statement.
#[derive(Clone, Debug, Default)]
pub struct Statement<'t> {
    /// The whole object.
    pub span: Span,
    /// The statement's own name; it has no effect on evaluation (clause 1.24).
    pub sid: Option<Text<'t>>,
    /// What it does; `None` when it cannot be read.
    pub effect: Option<Effect>,
    /// `Principal` or `NotPrincipal`.
    pub principal: Option<PrincipalElement<'t>>,
    /// `Action` or `NotAction`.
    pub action: Option<ListElement<'t>>,
    /// `Resource` or `NotResource`.
    pub resource: Option<ListElement<'t>>,
    /// `Condition`.
    pub condition: Option<ConditionElement<'t>>,
    /// Why the statement cannot be evaluated, if it cannot.
    pub unreadable: Option<Box<Diagnostic>>,
}

/// `Action`, `NotAction`, `Resource` or `NotResource`.
#[derive(Clone, Debug)]
pub struct ListElement<'t> {
    /// The member, from its name to the end of its value.
    pub span: Span,
    /// Whether it is the `Not…` form.
    pub negated: bool,
    /// The entries; one that is no list has one (clause 1.26).
    pub values: Vec<Text<'t>>,
}

/// `Principal` or `NotPrincipal`.
#[derive(Clone, Debug)]
pub struct PrincipalElement<'t> {
    /// The member, from its name to the end of its value.
    pub span: Span,
    /// Whether it is `NotPrincipal`.
    pub negated: bool,
    /// The entries of all members of the map, in order.
    pub entries: Vec<PrincipalEntry<'t>>,
}

/// What kind of principal an entry names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrincipalKind {
    /// The plain `"*"`.
    Everyone,
    /// Member `AWS`.
    Aws,
    /// Member `Service`.
    Service,
    /// Member `Federated`.
    Federated,
    /// Member `CanonicalUser`.
    CanonicalUser,
}

/// One entry of a principal element.
#[derive(Clone, Debug)]
pub struct PrincipalEntry<'t> {
    /// Its kind.
    pub kind: PrincipalKind,
    /// Its text.
    pub value: Text<'t>,
}

/// `Condition`.
#[derive(Clone, Debug)]
pub struct ConditionElement<'t> {
    /// The member, from its name to the end of its value.
    pub span: Span,
    /// One entry for each key under each operator, in order.
    pub entries: Vec<ConditionEntry<'t>>,
}

/// One key under one operator.
#[derive(Clone, Debug)]
pub struct ConditionEntry<'t> {
    /// The operator.
    pub operator: Operator,
    /// Place of the operator's name.
    pub operator_span: Span,
    /// The context key as written.
    pub key: Text<'t>,
    /// The values; numbers and booleans as written (clause 1.28).
    pub values: Vec<Text<'t>>,
    /// From the key to the end of its values.
    pub span: Span,
}
