//! PS382

use super::reach::is_every_arn;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, ResourceFacts, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS382",
    name: "arn-of-wildcards",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::IDENTITY.and(AppliesTo::SERVICE_CONTROL).and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Nothing,
    check: Check::Resource(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An ARN with nothing but wildcards after its partition, as `arn:aws:*:*:*:*`.",
    matters: "It looks narrower than `*` and is hardly so: it covers every ARN. What it leaves out are actions \
          without a resource, which a Deny written so does not deny.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Action": "ec2:StopInstances",
    "Resource": ⟦"arn:aws:*:*:*:*"⟧
  }
}"#,
        also: &["PS145"],
    },
    instead: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Action": "ec2:StopInstances",
    "Resource": "*"
  }
}"#,
        also: &[],
    },
    fix: "Writes `*`. Unsafe: the statement is then about actions without a resource too.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html"],
};

fn check(entry: &ResourceFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if !entry.arn.is_some_and(|arn| is_every_arn(&arn)) {
        return;
    }
    let message = format!("`{}` covers every ARN of every service", entry.text.text);
    let finding = report.at(entry.text.span, message);
    finding.help("name the resources that are meant, or write `*` to say plainly that all are");
    finding.fix("write `*`", Safety::Unsafe, [edits::replace_string(entry.text.span, "*")]);
}
