//! PS038

use crate::lint::rules::grammar::forbidden_element::{Forbidden, report_forbidden};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS038",
    name: "scp-syntax-error-principal",
    issue_code: Some("SCP_SYNTAX_ERROR_PRINCIPAL"),
    severity: Severity::Error,
    applies_to: AppliesTo::SERVICE_CONTROL,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`Principal` or `NotPrincipal` in a service control policy. The place is the name of the element.",
    matters: "AWS refuses the document: such a policy is about all users and roles of the accounts that it is \
              attached to.",
    example: Example {
        policy_type: PolicyType::ServiceControl,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      ⟦"Principal"⟧: "*",
      "Action": "organizations:LeaveOrganization",
      "Resource": "*"
    },
    {
      "Effect": "Deny",
      "Action": "account:CloseAccount",
      "Resource": "*"
    }
  ]
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::ServiceControl,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Action": "organizations:LeaveOrganization",
    "Resource": "*"
  }
}"#,
        also: &[],
    },
    fix: "Removes the element. Unsafe: the statement then counts for everyone in those accounts.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-scp-syntax-error-principal",
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    report_forbidden(statement, &["Principal", "NotPrincipal"], report, |name| Forbidden {
        message: format!("a service control policy cannot have `{name}`"),
        help: "test `aws:PrincipalArn` in `Condition` to single out some",
    });
}
