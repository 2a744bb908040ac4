//! PS456

use crate::lint::rules::breadth::action_list::{action_list, report_listed};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS456",
    name: "every-secret-readable",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of reading secrets or parameters, under no condition and on every secret or parameter: by \
          `*` or by an ARN with a wildcard in the place of the name.",
    matters: "Passwords and keys of all applications lie there. Whoever reads them all can act as every one of \
          them.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"secretsmanager:GetSecretValue"⟧,
    "Resource": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:*"
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
    "Action": "secretsmanager:GetSecretValue",
    "Resource": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders/database-??????"
  }
}"#,
        also: &[],
    },
    fix: "Name the secrets or the path of the parameters. Which ones those are only you can know, so there is \
          no fix to apply.",
    actions: ACTIONS,
    sources: &[
        "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-restrict-parameter-access.html",
    ],
};

action_list! {
    "secretsmanager" => "BatchGetSecretValue" "GetSecretValue";
    "ssm" => "GetParameter" "GetParameterHistory" "GetParameters" "GetParametersByPath";
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("every secret or parameter is open to {actions}");
    if let Some(finding) = report_listed(&LIST, statement, subject, report, message) {
        finding.help("name the secrets, or the path of the parameters, in `Resource`");
    }
}
