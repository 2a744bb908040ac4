//! Documents that stand for policies of which nobody knows what they say.
//!
//! Their text cannot be read as a policy, so that every decision that may depend on them is *unknown*.

use super::model::PolicyDocument;
use crate::policy::PolicyType;

const START: &str = "// not known yet: ";

/// A policy of that name; `advice` tells how to get its text.
pub(crate) fn not_known(name: &str, advice: &str) -> PolicyDocument {
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
pub(crate) fn not_known_managed(arn: &str) -> PolicyDocument {
    let name = arn.rsplit('/').next().unwrap_or(arn);
    not_known(
        name,
        &format!(
            "replace this line by the policy, as `aws iam get-policy-version --policy-arn {arn} --version-id v1` gives it \
             for the version in use"
        ),
    )
}

/// Further policies of an organization at one place.
pub(crate) fn other_control_policies(policy_type: PolicyType) -> PolicyDocument {
    let advice = "remove this document when no other is attached here, or replace it by the others";
    not_known(&format!("other {}", policy_type.name().replace("policy", "policies")), advice)
}
