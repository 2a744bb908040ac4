//! PS006

use super::fields::is_fixed;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, ResourceFacts, Rule, Severity, StatementFacts,
    Subject,
};
use crate::matching::split_arn;
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS006",
    name: "invalid-arn-account",
    issue_code: Some("INVALID_ARN_ACCOUNT"),
    severity: Severity::Error,
    applies_to: AppliesTo::IDENTITY
        .and(AppliesTo::RESOURCE)
        .and(AppliesTo::SERVICE_CONTROL)
        .and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Details,
    check: Check::Resource(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An account in the ARN of a resource that is not a number of 12 digits, has no wildcard and no \
            variable, and is not `aws` or another name that an ARN format has there.",
    matters: "No resource has such an ARN, so the entry never matches: an Allow grants nothing, and a Deny \
              protects nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "sqs:SendMessage",
    "Resource": ⟦"arn:aws:sqs:eu-west-1:1111-2222-3333:orders"⟧
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "sqs:SendMessage",
    "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
  }
}"#,
        also: &[],
    },
    fix: "Write the account's 12 digits.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-arn-account",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns",
    ],
};

fn check(resource: &ResourceFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let Some(arn) = &resource.arn else { return };
    let Some(account) = arn.account.filter(|account| !account.is_empty() && is_fixed(account)) else {
        return;
    };
    let digits = account.bytes().filter(u8::is_ascii_digit).count();
    if (digits == 12 && account.len() == 12) || account == "aws" || arn.resource.is_none() {
        return;
    }
    // Resources of AWS itself have a name in this field.
    let is_in_format = |format: &str| split_arn(format).is_some_and(|[.., found, _]| found == account);
    if resource.resource_types().iter().flat_map(|found| found.arn_formats()).any(is_in_format) {
        return;
    }
    let finding = report.at(resource.text.span, format!("`{account}` is no account ID"));
    let only_separators = account.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b' '));
    finding.help(if digits == 12 && only_separators {
        "write the 12 digits without anything between them"
    } else {
        "an account ID has 12 digits"
    });
}
