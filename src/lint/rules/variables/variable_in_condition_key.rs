//! PS304

use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS304",
    name: "variable-in-condition-key",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `${…}` in the name of a condition key, as in `aws:ResourceTag/${aws:PrincipalTag/team}`.",
    matters: "Variables work in values only: the name is taken as it stands, and no request has such a \
              key.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "ec2:StopInstances",
    "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*",
    "Condition": {"StringEquals": {⟦"aws:ResourceTag/${aws:PrincipalTag/kind}"⟧: "red"}}
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
    "Action": "ec2:StopInstances",
    "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*",
    "Condition": {"StringEquals": {"aws:ResourceTag/kind": "red"}}
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: the name has to be written out, or the test turned round.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html"],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let key = facts.key();
    if key.contains("${") {
        let message = format!("policy variables do not work in the name of a condition key: `{key}`");
        report.at(facts.entry.key.span, message).help("they work in its values");
    }
}
