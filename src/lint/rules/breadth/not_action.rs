//! PS376

use super::reach::administration;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS376",
    name: "allow-with-not-action",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::only(PolicyType::Identity).and(AppliesTo::RESOURCE_GRANT),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow with `NotAction`. One that leaves IAM within reach on everything, and one with \
          `NotResource` too, have findings of their own.",
    matters: "It allows every action of every service but the listed ones: those too that AWS will add, and the \
          ways to more permissions that go through other services.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "NotAction": ⟦["iam:*", "organizations:*", "account:*", "sts:*"]⟧,
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
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
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "List the actions that are needed in `Action`, or keep the exceptions in a Deny. Which actions those \
          are only you can know, so there is no fix to apply.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html"],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    if !statement.allows() || !statement.has_not_action() || statement.has_not_resource() {
        return;
    }
    if statement.actions.iter().any(|entry| entry.is_everything())
        || administration(statement, subject).is_some()
    {
        return;
    }
    let Some(span) = statement.value_span("NotAction") else { return };
    let finding = report
        .at(span, "an Allow with `NotAction` allows every action but these, also those that AWS will add");
    finding.help("list the actions that are needed in `Action`");
}
