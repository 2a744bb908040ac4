//! PS379

use super::reach::is_every_resource;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS379",
    name: "allow-with-not-action-and-not-resource",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity).and(AppliesTo::RESOURCE_GRANT),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow with both `NotAction` and `NotResource`.",
    matters: "It allows nearly everything on nearly everything. Hardly anybody who reads it can tell what that is.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "NotAction": ⟦"iam:*"⟧,
    "NotResource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
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
    "Action": ["s3:GetObject", "s3:ListBucket"],
    "Resource": ["arn:aws:s3:::amzn-s3-demo-bucket", "arn:aws:s3:::amzn-s3-demo-bucket/*"]
  }
}"#,
        also: &[],
    },
    fix: "List the actions and name the resources. Which ones those are only you can know, so there is no fix \
          to apply.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if !statement.allows() || !statement.has_not_action() || !statement.has_not_resource() {
        return;
    }
    let (Some(actions), Some(resources)) =
        (statement.value_span("NotAction"), statement.value_span("NotResource"))
    else {
        return;
    };
    let is_void = statement.actions.iter().any(|entry| entry.is_everything())
        || statement.resources.iter().any(is_every_resource);
    if !is_void {
        let finding = report.at(actions, "all but these actions on all but these resources are allowed");
        finding.also(resources).help("list the actions in `Action` and name the resources in `Resource`");
    }
}
