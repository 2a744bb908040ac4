//! Documents that stand for policies of which nobody knows what they say.
//!
//! Their text cannot be read as a policy, so that every decision that may depend on them is *unknown*.

use super::facts::PrincipalKind;
use crate::policy::PolicyType;
use crate::workspace::model::PolicyDocument;

const START: &str = "// not known yet: ";

/// A policy of that name; `advice` tells how to get its text.
pub(super) fn not_known(name: &str, advice: &str) -> PolicyDocument {
    PolicyDocument::new(name, format!("{START}{}", advice.replace(['\n', '\r'], " ")))
}

/// Whether a document stands for a policy that exists, or may exist, but whose text nobody has pasted yet.
#[must_use]
pub fn is_not_known(document: &PolicyDocument) -> bool {
    not_known_advice(document).is_some()
}

/// For a document that [`is_not_known`]: how to get the text of the policy, with commands in backticks.
#[must_use]
pub fn not_known_advice(document: &PolicyDocument) -> Option<&str> {
    document.text.strip_prefix(START)?.lines().next()
}

/// A managed policy.
pub(super) fn managed(arn: &str) -> PolicyDocument {
    let name = arn.rsplit('/').next().unwrap_or(arn);
    not_known(
        name,
        &format!(
            "replace this line by the policy, as `aws iam get-policy-version --policy-arn {arn} --version-id v1` gives it \
             for the version in use"
        ),
    )
}

/// A policy that is written into a principal.
pub(super) fn inline(name: &str) -> PolicyDocument {
    not_known(
        name,
        "replace this line by the policy, as `aws iam get-role-policy` or `get-user-policy` gives it",
    )
}

/// Further policies of a principal, of one sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rest {
    Attached,
    Inline,
    Groups,
}

impl Rest {
    const ALL: [Rest; 3] = [Rest::Attached, Rest::Inline, Rest::Groups];

    /// The sorts that a principal of this kind has.
    pub(super) fn of(kind: PrincipalKind) -> &'static [Rest] {
        match kind {
            PrincipalKind::User => &Self::ALL,
            PrincipalKind::Role | PrincipalKind::Group => &[Rest::Attached, Rest::Inline],
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Rest::Attached => "other attached policies",
            Rest::Inline => "other inline policies",
            Rest::Groups => "policies of groups",
        }
    }

    pub(super) fn command(self, kind: PrincipalKind) -> String {
        let kind = kind.name();
        match self {
            Rest::Attached => format!("aws iam list-attached-{kind}-policies"),
            Rest::Inline => format!("aws iam list-{kind}-policies"),
            Rest::Groups => "aws iam list-groups-for-user".to_owned(),
        }
    }

    pub(super) fn document(self, kind: PrincipalKind) -> PolicyDocument {
        let command = self.command(kind);
        let advice = format!("paste the output of `{command}`, or remove this document when there are none");
        not_known(self.name(), &advice)
    }

    pub(super) fn is(self, document: &PolicyDocument) -> bool {
        document.name == self.name() && is_not_known(document)
    }

    /// Whether the document stands for further policies of any sort.
    pub(super) fn is_any(document: &PolicyDocument) -> bool {
        Self::ALL.iter().any(|rest| rest.is(document))
    }
}

/// Further policies of an organization at one place.
pub(super) fn other_control_policies(policy_type: PolicyType) -> PolicyDocument {
    let advice = "remove this document when no other is attached here, or replace it by the others";
    not_known(&format!("other {}", policy_type.name().replace("policy", "policies")), advice)
}

/// Whether the document stands for policies beside the known ones, however many; there may be none.
#[must_use]
pub fn stands_for_others(document: &PolicyDocument) -> bool {
    Rest::is_any(document) || is_not_known(document) && document.name.starts_with("other ")
}
