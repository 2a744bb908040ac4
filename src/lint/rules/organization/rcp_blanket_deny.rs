//! PS222

use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS222",
    name: "rcp-blanket-deny",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::RESOURCE_CONTROL,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A statement of a resource control policy that denies everyone all actions of a service on all \
            resources, without a condition.",
    matters: "Nobody can use the service any more in the accounts that the policy is attached to, the \
              services of AWS included.",
    example: Example {
        policy_type: PolicyType::ResourceControl,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": ⟦{
    "Effect": "Deny",
    "Principal": "*",
    "Action": "sqs:*",
    "Resource": "*"
  }⟧
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::ResourceControl,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "sqs:*",
    "Resource": "*",
    "Condition": { "Bool": { "aws:SecureTransport": "false" } }
  }
}"#,
        also: &[],
    },
    fix: "There is none: add a condition, or name the resources.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if !statement.denies() || statement.has_not_action() || statement.has_not_resource() {
        return;
    }
    let is_unconditional =
        statement.statement.condition.as_ref().is_none_or(|condition| condition.entries.is_empty())
            && statement.statement.unreadable.is_none();
    let is_whole_service = |action: &ActionFacts<'_>| action.name == "*";
    let whole_service = statement.actions.iter().find(|action| is_whole_service(action));
    if let Some(action) = whole_service.filter(|_| is_unconditional)
        && statement.resources.iter().any(|resource| resource.is_everything())
    {
        let message = format!("this denies everyone `{}` on all resources", action.text.text);
        report.at(statement.node.span, message).help("add a condition, or name the resources");
    }
}
