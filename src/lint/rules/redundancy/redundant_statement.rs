//! PS144

use super::likeness::{same_actions, same_resources, same_rest};
use crate::lint::rules::resources::edits_of_lists;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Fingerprint, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "PS144",
    name: "redundant-statement",
    issue_code: Some("REDUNDANT_STATEMENT"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Statements with the same effect, principals, actions, resources and conditions, whatever their \
            `Sid` and the order of the entries.",
    matters: "Who changes one of them later leaves the other as it was, which may allow more than is meant.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    ⟦{
      "Sid": "Read",
      "Effect": "Allow",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
    }⟧,
    {
      "Sid": "ReadAgain",
      "Effect": "Allow",
      "Action": "s3:GetObject",
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
  "Statement": {
    "Sid": "Read",
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "Removes all but the first. Safe: it says the same.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-redundant-statement",
    ],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if subject.statements.len() < 2 {
        return;
    }
    let mut prints: Vec<(Fingerprint, usize)> =
        subject.statements.iter().map(|statement| (statement.fingerprint(), statement.index)).collect();
    prints.sort_unstable();
    for alike in prints.chunk_by(|left, right| left.0 == right.0).filter(|alike| alike.len() > 1) {
        let mut statements = alike.iter().filter_map(|(_, index)| subject.statements.get(*index));
        let Some(first) = statements.next() else { continue };
        let same = |other: &&StatementFacts<'_>| {
            same_rest(first, other) && same_actions(first, other) && same_resources(first, other)
        };
        let repeated: Vec<Span> = statements.filter(same).map(|other| other.node.span).collect();
        if repeated.is_empty() {
            continue;
        }
        let message = match repeated.len() {
            1 => "another statement says the same".to_owned(),
            more => format!("{more} other statements say the same"),
        };
        let finding = report.at(first.node.span, message);
        finding.help("remove all but one").also.extend(&repeated);
        if let Some(list) = subject.root.member("Statement") {
            finding.fix("remove the others", Safety::Safe, edits_of_lists::remove(&list.value, &repeated));
        }
    }
}
