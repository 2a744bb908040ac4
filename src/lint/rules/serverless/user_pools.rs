//! PS462

use crate::lint::rules::breadth::action_list::{action_list, report_listed};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS462",
    name: "every-user-pool",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of administering users, under no condition and on every user pool: by `*` or by an ARN with \
          a wildcard in the place of the name.",
    matters: "Every application in the account has its users there. With all pools open, one function can become \
          any user of any of them.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"cognito-idp:AdminCreateUser"⟧,
    "Resource": "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/*"
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
    "Action": "cognito-idp:AdminCreateUser",
    "Resource": "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_EXAMPLE"
  }
}"#,
        also: &[],
    },
    fix: "Name the user pools. Which one that is only you can know, so there is no fix to apply.",
    actions: ACTIONS,
    sources: &[
        "https://docs.aws.amazon.com/cognito/latest/developerguide/security_iam_id-based-policy-examples.html",
    ],
};

action_list! {
    "cognito-idp" =>
        "AdminAddUserToGroup" "AdminConfirmSignUp" "AdminCreateUser" "AdminDeleteUser"
        "AdminDisableUser" "AdminEnableUser" "AdminGetUser" "AdminInitiateAuth"
        "AdminResetUserPassword" "AdminRespondToAuthChallenge" "AdminUpdateUserAttributes"
        "ListUsers";
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("every user pool is open to {actions}");
    if let Some(finding) = report_listed(&LIST, statement, subject, report, message) {
        finding.help("name the user pools in `Resource`");
    }
}
