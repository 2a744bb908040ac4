//! PS381

use super::reach::is_star;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, ResourceFacts, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS381",
    name: "not-resource-leaves-nothing",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Resource(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`*` in `NotResource`, which excepts every resource there is.",
    matters: "A statement about all resources but all of them is about none: a Deny protects nothing, and an Allow \
          grants nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Action": "s3:DeleteObject",
    "NotResource": ⟦"*"⟧
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
    "Effect": "Deny",
    "Action": "s3:DeleteObject",
    "NotResource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "Write the resources that are to be excepted, or `Resource` for `NotResource`. The second can be \
          applied; it is unsafe, since the statement then has an effect.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html",
    ],
};

fn check(entry: &ResourceFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if !statement.has_not_resource() || !is_star(&entry.text.text) {
        return;
    }
    let effect = if statement.denies() { "denies" } else { "allows" };
    let message = format!(
        "the statement {effect} nothing: `{}` in `NotResource` excepts every resource",
        entry.text.text
    );
    let finding = report.at(entry.text.span, message);
    finding.help("write the resources that are to be excepted, or `Resource`");
    if let Some(member) = statement.member("NotResource") {
        let edit = edits::replace_string(member.name_span, "Resource");
        finding.fix("write `Resource`", Safety::Unsafe, [edit]);
    }
}
