//! What a rule is.

use super::{ActionFacts, ConditionFacts, Report, ResourceFacts, StatementFacts, Subject};
use crate::policy::{PolicyType, PrincipalEntry};
use crate::text::Diagnostic;
use serde::{Deserialize, Serialize};

/// How bad a finding is, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// AWS refuses the policy, or a part of it has no function.
    Error,
    /// It gives more than is safe to give.
    Security,
    /// It hardly means what its author wants.
    Warning,
    /// It could be written better; nothing changes.
    Suggestion,
}

impl Severity {
    /// Every severity, the worst first.
    pub const ALL: [Severity; 4] = [Self::Error, Self::Security, Self::Warning, Self::Suggestion];

    /// Its name in lower case: `security`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Security => "security",
            Self::Warning => "warning",
            Self::Suggestion => "suggestion",
        }
    }

    /// The finding type of Access Analyzer: `SECURITY_WARNING`.
    #[must_use]
    pub fn finding_type(self) -> &'static str {
        match self {
            Self::Error => "ERROR",
            Self::Security => "SECURITY_WARNING",
            Self::Warning => "WARNING",
            Self::Suggestion => "SUGGESTION",
        }
    }
}

/// The policy types that a rule is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AppliesTo {
    bits: u16,
}

impl AppliesTo {
    /// Identity-based policies, and those that are written like them: boundaries and session policies.
    pub const IDENTITY: Self = Self::only(PolicyType::Identity)
        .and(Self::only(PolicyType::PermissionsBoundary))
        .and(Self::only(PolicyType::Session));
    /// Policies of resources, key policies and VPC endpoint policies among them; no trust policies.
    pub const RESOURCE: Self = Self::only(PolicyType::Resource)
        .and(Self::only(PolicyType::Key))
        .and(Self::only(PolicyType::VpcEndpoint));
    /// Those policies of resources that give permissions: an Allow in a VPC endpoint policy gives none.
    pub const RESOURCE_GRANT: Self = Self::only(PolicyType::Resource).and(Self::only(PolicyType::Key));
    /// Role trust policies.
    pub const TRUST: Self = Self::only(PolicyType::RoleTrust);
    /// Service control policies.
    pub const SERVICE_CONTROL: Self = Self::only(PolicyType::ServiceControl);
    /// Resource control policies.
    pub const RESOURCE_CONTROL: Self = Self::only(PolicyType::ResourceControl);
    /// All policy types.
    pub const ALL: Self = Self::IDENTITY
        .and(Self::RESOURCE)
        .and(Self::TRUST)
        .and(Self::SERVICE_CONTROL)
        .and(Self::RESOURCE_CONTROL);

    /// One policy type.
    #[must_use]
    pub const fn only(policy_type: PolicyType) -> Self {
        Self { bits: 1 << policy_type as u16 }
    }

    /// These and those of `other`.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits }
    }

    /// The names of the policy types, as in messages.
    #[must_use]
    pub fn names(self) -> Vec<&'static str> {
        PolicyType::ALL
            .into_iter()
            .filter(|policy_type| self.contains(*policy_type))
            .map(PolicyType::name)
            .collect()
    }

    /// Whether `policy_type` is among them.
    #[must_use]
    pub const fn contains(self, policy_type: PolicyType) -> bool {
        self.bits & Self::only(policy_type).bits != 0
    }
}

/// What part of the action catalogue a rule cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needs {
    /// Nothing of it that has to be loaded.
    Nothing,
    /// The names and access levels of actions.
    Actions,
    /// Resource types and condition keys too.
    Details,
}

/// What a rule looks at. The function is called once for each such thing of a document; it reports what it finds.
#[derive(Clone, Copy)]
pub enum Check {
    /// Nothing of its own: it takes over what the readers of JSON and of policies say under these codes.
    Diagnostics(&'static [&'static str]),
    /// A diagnostic of the readers under one of these codes, for a rule that adds to it or passes over some.
    Diagnostic(&'static [&'static str], fn(&Diagnostic, &Subject<'_>, &mut Report)),
    /// The document as a whole.
    Document(fn(&Subject<'_>, &mut Report)),
    /// A statement.
    Statement(fn(&StatementFacts<'_>, &Subject<'_>, &mut Report)),
    /// An entry of `Action` or `NotAction`.
    Action(fn(&ActionFacts<'_>, &StatementFacts<'_>, &Subject<'_>, &mut Report)),
    /// An entry of `Resource` or `NotResource`.
    Resource(fn(&ResourceFacts<'_>, &StatementFacts<'_>, &Subject<'_>, &mut Report)),
    /// An entry of `Principal` or `NotPrincipal`.
    Principal(fn(&PrincipalEntry<'_>, &StatementFacts<'_>, &Subject<'_>, &mut Report)),
    /// One key under one operator of a `Condition`.
    Condition(fn(&ConditionFacts<'_>, &StatementFacts<'_>, &Subject<'_>, &mut Report)),
}

/// A rule.
pub struct Rule {
    /// Stable: `PS005`. Up to `PS153` the number of the check in Access Analyzer's list.
    pub code: &'static str,
    /// Its name in kebab case: `invalid-action`.
    pub name: &'static str,
    /// Access Analyzer's code for the check: `INVALID_ACTION`. A few of its checks are split, so two rules may have it.
    pub issue_code: Option<&'static str>,
    /// How bad its findings are.
    pub severity: Severity,
    /// The policy types it is for.
    pub applies_to: AppliesTo,
    /// What it needs to know of AWS's actions.
    pub needs: Needs,
    /// What it does.
    pub check: Check,
}

/// What there is to read about a rule. Apart from [`Rule`], so that the page need not load it to lint.
pub struct Documentation {
    /// What it finds: one or two sentences.
    pub finds: &'static str,
    /// Why that matters.
    pub matters: &'static str,
    /// A document with exactly one finding of the rule, at the text in `⟦…⟧`.
    pub example: Example,
    /// The same, written well: no finding of any rule but [`Example::also`].
    pub instead: Example,
    /// How it is mended; of a fix that can be applied, whether it is safe and why.
    pub fix: &'static str,
    /// The actions that the rule lists itself; a test looks each of them up in the catalogue.
    pub actions: &'static [&'static str],
    /// Addresses of the pages it rests on.
    pub sources: &'static [&'static str],
}

/// A document in a rule's documentation.
pub struct Example {
    /// The policy type it is read as.
    pub policy_type: PolicyType,
    /// The resource it belongs to, for a resource-based policy: `AWS::S3::Bucket`.
    pub resource_type: Option<&'static str>,
    /// The text; `⟦` and `⟧` stand around the place of the finding and are not part of it.
    pub text: &'static str,
    /// Codes of other rules that have findings in it too.
    pub also: &'static [&'static str],
}
