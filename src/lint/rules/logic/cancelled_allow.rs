//! PS430

use super::cover::{principals_cover, statement_covers};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, StatementFacts, Subject,
    edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS430",
    name: "cancelled-allow",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of which a Deny of the same document takes away everything: it is about all of its actions, \
          resources and principals, under no condition or under conditions that the Allow has too.",
    matters: "A Deny always wins, so the statement allows nothing. Either it is left over, or the Deny says more \
          than was meant.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    ⟦{
      "Effect": "Allow",
      "Action": "s3:DeleteObject",
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/archive/*"
    }⟧,
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
      "Action": "s3:DeleteObject",
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/drafts/*"
    },
    {
      "Effect": "Deny",
      "Action": "s3:Delete*",
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/archive/*"
    }
  ]
}"#,
        also: &[],
    },
    fix: "Removes the statement. Safe: what it allows is denied all the same.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let Some(deny) = cancelling_statement(statement, subject) else { return };
    let message = "this Allow has no effect: a Deny of the document takes away all that it allows";
    let finding = report.at(statement.node.span, message);
    finding.also(deny.node.span).help("remove the statement, or narrow the Deny");
    if let Some(list) = subject.root.member("Statement") {
        let edits = edits::remove_elements(&list.value, |index| index == statement.index);
        finding.fix("remove the statement", Safety::Safe, edits);
    }
}

/// The first Deny of the document that takes away all that the statement allows.
pub(super) fn cancelling_statement<'f, 's>(
    statement: &StatementFacts<'_>,
    subject: &'f Subject<'s>,
) -> Option<&'f StatementFacts<'s>> {
    if !statement.allows() {
        return None;
    }
    subject
        .statements
        .iter()
        .find(|deny| deny.denies() && statement_covers(deny, statement) && principals_cover(deny, statement))
}
