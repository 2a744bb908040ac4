//! PS288

use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::matching::split_arn;
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS288",
    name: "session-arn-in-principal-arn",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A value of `aws:PrincipalArn` that is the ARN of a role session: \
            `arn:aws:sts::111122223333:assumed-role/…`.",
    matters: "For the session of a role the key holds the ARN of the role, so the value never matches.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"ArnLike": {"aws:PrincipalArn": ⟦"arn:aws:sts::111122223333:assumed-role/reader/*"⟧}}
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
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/reader"}}
  }
}"#,
        also: &[],
    },
    fix: "Writes the ARN of the role. Unsafe: every session of the role then passes, and a role with a \
          path needs its path.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if !facts.is_key("aws:PrincipalArn") {
        return;
    }
    for value in &facts.entry.values {
        let Some([_, partition, "sts", _, account, resource]) = split_arn(&value.text) else { continue };
        let Some(session) = resource.strip_prefix("assumed-role/") else { continue };
        let message = "`aws:PrincipalArn` of a session is the ARN of its role, so this never matches";
        let finding = report.at(value.span, message);
        let role = session.split_once('/').map_or(session, |(role, _)| role);
        let better = format!("arn:{partition}:iam::{account}:role/{role}");
        finding.help(format!("write `{better}`"));
        let edit = edits::replace_string(value.span, &better);
        finding.fix("write the ARN of the role", Safety::Unsafe, [edit]);
    }
}
