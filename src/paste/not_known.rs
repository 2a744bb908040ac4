//! What stands for policies that a text speaks of without their text.

use super::facts::PrincipalKind;
use crate::workspace::model::PolicyDocument;
use crate::workspace::{is_not_known, not_known};

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

/// Whether the document stands for policies beside the known ones, however many; there may be none.
#[must_use]
pub fn stands_for_others(document: &PolicyDocument) -> bool {
    Rest::is_any(document) || is_not_known(document) && document.name.starts_with("other ")
}
