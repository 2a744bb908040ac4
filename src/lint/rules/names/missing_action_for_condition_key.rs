//! PS067

use super::key_support::asks_for_key;
use crate::lint::rules::resources::edits_of_lists;
use crate::lint::{
    ActionFacts, AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety,
    Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS067",
    name: "missing-action-for-condition-key",
    issue_code: Some("MISSING_ACTION_FOR_CONDITION_KEY"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of actions that begin a session with a condition on session tags or on the source \
            identity, in a policy that does not allow `sts:TagSession` or `sts:SetSourceIdentity`, with which \
            alone a request can bring them.",
    matters: "No request that brings tags or a source identity is allowed, so the condition is never met and the \
              statement allows nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": ⟦{
    "Effect": "Allow",
    "Action": "sts:AssumeRole",
    "Resource": "arn:aws:iam::111122223333:role/Audit",
    "Condition": { "StringEquals": { "sts:SourceIdentity": "Saanvi" } }
  }⟧
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
    "Action": ["sts:AssumeRole", "sts:SetSourceIdentity"],
    "Resource": "arn:aws:iam::111122223333:role/Audit",
    "Condition": { "StringEquals": { "sts:SourceIdentity": "Saanvi" } }
  }
}"#,
        also: &[],
    },
    fix: "Adds the action. Unsafe: requests are allowed afterwards that were not before.",
    actions: &[
        "sts:AssumeRole",
        "sts:AssumeRoleWithSAML",
        "sts:AssumeRoleWithWebIdentity",
        "sts:TagSession",
        "sts:SetSourceIdentity",
    ],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-action-for-condition-key",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html",
    ],
};

const BEGIN_SESSION: [&str; 3] =
    ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    let needed = if condition.is_key("sts:SourceIdentity") {
        "sts:SetSourceIdentity"
    } else if condition.is_key("sts:TransitiveTagKeys")
        || condition.is_key("aws:TagKeys")
        || condition.key_begins_with("aws:RequestTag/")
    {
        "sts:TagSession"
    } else {
        return;
    };
    let begins_session = |entry: &ActionFacts<'_>| BEGIN_SESSION.iter().any(|action| entry.covers(action));
    let allows_needed = |other: &StatementFacts<'_>| other.allows() && other.is_about(needed);
    if !statement.allows()
        || statement.has_not_action()
        || !asks_for_key(condition)
        || statement.actions.is_empty()
        || !statement.actions.iter().all(begins_session)
        || subject.statements.iter().any(allows_needed)
    {
        return;
    }
    let message =
        format!("a request can bring `{}` only with `{needed}`, which is not allowed", condition.key());
    let finding = report.at(statement.node.span, message);
    finding.help(format!("add `{needed}` to `Action`"));
    if let Some(member) = statement.member("Action") {
        let edit = edits_of_lists::add(subject.text, &member.value, &[needed]);
        finding.fix(format!("add `{needed}`"), Safety::Unsafe, edit);
    }
}
