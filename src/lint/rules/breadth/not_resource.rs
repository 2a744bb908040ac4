//! PS378

use super::reach::is_every_resource;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS378",
    name: "allow-with-not-resource",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::only(PolicyType::Identity).and(AppliesTo::RESOURCE_GRANT),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow with `NotResource`.",
    matters: "It allows its actions on everything but the listed resources: on all that there will ever be, also \
          of other services.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObjectTagging",
    "NotResource": ⟦"arn:aws:s3:::amzn-s3-demo-bucket/*"⟧
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
    "Action": "s3:GetObjectTagging",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources in `Resource`, or keep the exceptions in a Deny. Which resources those are only \
          you can know, so there is no fix to apply.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if !statement.allows() || !statement.has_not_resource() || statement.has_not_action() {
        return;
    }
    let Some(span) = statement.value_span("NotResource") else { return };
    if !statement.resources.iter().any(is_every_resource) {
        let finding = report
            .at(span, "an Allow with `NotResource` reaches every resource but these, also those to come");
        finding.help("name the resources that are meant in `Resource`");
    }
}
