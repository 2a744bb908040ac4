//! PS408

use super::paths::{Family, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS408",
    name: "escalation-by-permission-set",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of changing what any permission set of IAM Identity Center allows. The ways count when the \
          document allows each action under no condition on every resource of its type, and nothing on all of \
          that is denied.",
    matters: "Whoever is assigned to the permission set gets what is written into it, in every account.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"sso:PutInlinePolicyToPermissionSet"⟧,
    "Resource": "arn:aws:sso:::permissionSet/*"
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
    "Action": "sso:PutInlinePolicyToPermissionSet",
    "Resource": "arn:aws:sso:::permissionSet/ssoins-EXAMPLE/ps-EXAMPLE"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &["sso:AttachManagedPolicyToPermissionSet", "sso:PutInlinePolicyToPermissionSet"],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give every permission to those who log in through IAM Identity Center",
    "limit the resources to permission sets without rights of their own",
    &[
        Path::new(
            &["sso:AttachManagedPolicyToPermissionSet"],
            &[],
            "attach AdministratorAccess to a permission set that one has been assigned",
        ),
        Path::new(
            &["sso:PutInlinePolicyToPermissionSet"],
            &[],
            "write a policy that allows everything into a permission set that one has been assigned",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}
