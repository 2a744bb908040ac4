//! PS331

use super::exposure::{is_guarded, who};
use crate::lint::rules::principals::{everybody, limits_caller};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS331",
    name: "public-principal-with-open-condition",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::RESOURCE_GRANT,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow for `*` in the policy of a resource or a key whose conditions do not limit who \
          calls: none of them asks for an account, an organization, a principal, a network or the \
          source of a service by fixed values. A range of all addresses, an ARN with `*` for the \
          account and operators that pass without the key do not count. Public function URLs have \
          a rule of their own.",
    matters: "The conditions say how the request has to look, and everybody can make such a request.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": ⟦"*"⟧,
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {
      "Bool": {"aws:SecureTransport": "true"}
    }
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": "*",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {
      "StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Not offered: who is meant only the author knows.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    ],
};

fn asks_for_iam(condition: &ConditionFacts<'_>) -> bool {
    condition.entry.values.iter().all(|value| value.text == "AWS_IAM")
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    if !statement.allows() || !statement.has_condition() || statement.statement.unreadable.is_some() {
        return;
    }
    let is_of_url = |condition: &ConditionFacts<'_>| {
        condition.is_key("lambda:FunctionUrlAuthType") && !asks_for_iam(condition)
            || condition.is_key("lambda:InvokedViaFunctionUrl")
    };
    let Some(entry) = everybody(statement) else { return };
    if statement.conditions.iter().any(is_of_url)
        || limits_caller(statement)
        || is_guarded(statement, subject)
    {
        return;
    }
    let message = format!("{} can do this: the conditions do not limit who calls", who(subject));
    let finding = report.at(entry.value.span, message);
    finding.help("name accounts or roles, or add a condition such as `aws:PrincipalOrgID`");
}
