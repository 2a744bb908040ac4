//! PS056

use crate::catalogue::embedded::service_principal;
use crate::condition::ValueType;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS056",
    name: "invalid-service-principal-format",
    issue_code: Some("INVALID_SERVICE_PRINCIPAL_FORMAT"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A value of `aws:PrincipalServiceName`, `aws:PrincipalServiceNamesList`, `aws:CalledVia`, \
            `aws:CalledViaFirst`, `aws:CalledViaLast`, `iam:PassedToService`, `iam:AWSServiceName` or \
            `kms:ViaService` that is not the lower-case name of a service principal, as \
            `ec2.amazonaws.com`; for `kms:ViaService` with a Region, as `s3.eu-west-1.amazonaws.com`. \
            Values with wildcards or policy variables are let through.",
    matters: "No request has such a value: a test for it never holds.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "iam:PassRole",
    "Resource": "arn:aws:iam::111122223333:role/worker",
    "Condition": {"StringEquals": {"iam:PassedToService": ⟦"lambda"⟧}}
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
    "Action": "iam:PassRole",
    "Resource": "arn:aws:iam::111122223333:role/worker",
    "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}
  }
}"#,
        also: &[],
    },
    fix: "Writes lower case where that is all, or adds `.amazonaws.com` to the name of a known \
          principal. Unsafe: the condition then begins to work.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-service-principal-format",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
        "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let test = facts.operator().test;
    if test.value_type() != ValueType::String {
        return;
    }
    let with_region = facts.is_key("kms:ViaService");
    if !with_region && !KEYS.iter().any(|key| facts.is_key(key)) {
        return;
    }
    for value in &facts.entry.values {
        let text = &*value.text;
        if text.contains(['*', '?', '$']) || is_principal(text, with_region) {
            continue;
        }
        let form = if with_region { "service.region.amazonaws.com" } else { "service.amazonaws.com" };
        let finding = report.at(value.span, format!("`{text}` is not of the form `{form}`"));
        let lower = text.to_ascii_lowercase();
        let long = format!("{lower}.amazonaws.com");
        let is_known = |name: &str| !with_region && service_principal(name).is_some();
        let better = [lower, long].into_iter().find(|name| is_principal(name, with_region) && is_known(name));
        if let Some(better) = better {
            finding.help(format!("did you mean `{better}`?"));
            let edit = edits::replace_string(value.span, &better);
            finding.fix(format!("write `{better}`"), Safety::Unsafe, [edit]);
        }
    }
}

fn is_principal(text: &str, with_region: bool) -> bool {
    let name = text.strip_suffix(".cn").unwrap_or(text);
    let Some(name) = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)) else { return false };
    let fits =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'_');
    let has_region = name.contains('.');
    !name.is_empty() && name.bytes().all(fits) && (has_region || !with_region)
}

/// What the names of service principals end in: nearly always the first.
const ENDINGS: &[&str] = &[".amazonaws.com", ".amazon.com", ".aws.internal", ".aws.dev", ".amazonaws.eu"];

const KEYS: &[&str] = &[
    "aws:PrincipalServiceName",
    "aws:PrincipalServiceNamesList",
    "aws:CalledVia",
    "aws:CalledViaFirst",
    "aws:CalledViaLast",
    "iam:PassedToService",
    "iam:AWSServiceName",
];
