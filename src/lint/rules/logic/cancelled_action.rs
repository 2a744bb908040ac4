//! PS431

use super::cover::{action_is_covered, are_comparable, principals_cover, scope_covers};
use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS431",
    name: "cancelled-action",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Actions in an Allow of which a Deny of the same document takes away everything, while the \
          statement's other actions have an effect. The Deny is about all resources and principals of the \
          Allow, under no condition or under conditions that the Allow has too. A pattern is reported only \
          when the Deny covers all of it.",
    matters: "A Deny always wins, so the entry allows nothing. Either it is left over, or the Deny says more than \
          was meant.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["s3:GetObject", ⟦"s3:DeleteObject"⟧],
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
    },
    {
      "Effect": "Deny",
      "Action": "s3:Delete*",
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
    }
  ]
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
    },
    {
      "Effect": "Deny",
      "Action": "s3:Delete*",
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
    }
  ]
}"#,
        also: &[],
    },
    fix: "Removes the entries. Safe: what they allow is denied all the same.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    if !statement.allows() || statement.has_not_action() || statement.actions.len() < 2 {
        return;
    }
    let covers = |deny: &&StatementFacts<'_>| {
        deny.denies()
            && are_comparable(&deny.actions, &statement.actions)
            && scope_covers(deny, statement)
            && principals_cover(deny, statement)
    };
    let denies: Vec<&StatementFacts<'_>> = subject.statements.iter().filter(covers).collect();
    if denies.is_empty() {
        return;
    }
    let is_denied = |entry: &ActionFacts<'_>| denies.iter().any(|deny| action_is_covered(deny, entry));
    let denied: Vec<bool> = statement.actions.iter().map(is_denied).collect();
    let is_denied = |index: usize| denied.get(index).is_some_and(|denied| *denied);
    if denied.iter().all(|denied| *denied) {
        return;
    }
    let mut entries = statement.actions.iter().enumerate().filter(|(index, _)| is_denied(*index));
    let Some((_, first)) = entries.next() else { return };
    let message = format!("`{}` has no effect: a Deny of the document takes it away", first.text.text);
    let finding = report.at(first.text.span, message);
    entries.for_each(|(_, entry)| {
        finding.also(entry.text.span);
    });
    denies.iter().for_each(|deny| {
        finding.also(deny.node.span);
    });
    finding.help("remove the entry, or narrow the Deny");
    if let Some(list) = statement.member("Action") {
        finding.fix("remove what is denied", Safety::Safe, edits::remove_elements(&list.value, is_denied));
    }
}
