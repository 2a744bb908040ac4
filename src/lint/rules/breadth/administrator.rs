//! PS370

use super::reach::{Administration, administration};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS370",
    name: "administrator-access",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of every action on every resource under no condition.",
    matters: "Whoever has this policy, or gets hold of its holder's credentials, owns the account: data, keys, \
          bills and all other permissions.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"*"⟧,
    "Resource": "*"
  }
}"#,
        also: &["PS084", "PS113"],
    },
    instead: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ["s3:GetObject", "s3:ListBucket"],
    "Resource": ["arn:aws:s3:::amzn-s3-demo-bucket", "arn:aws:s3:::amzn-s3-demo-bucket/*"]
  }
}"#,
        also: &[],
    },
    fix: "List the actions and resources that are needed. Which ones those are only you can know, so there is \
          no fix to apply.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    if let Some(Administration::All(action, resource)) = administration(statement, subject) {
        let finding =
            report.at(action, "every action on every resource: this statement gives administration");
        finding.also(resource).help("list the actions and the resources that are needed");
    }
}
