//! PS204

use crate::lint::DocumentType;
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::{PolicyType, Statement};

pub(super) static RULE: Rule = Rule {
    code: "PS204",
    name: "policy-type-mismatch",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A document that looks like one of another policy type than it is linted as: each of its \
            statements names principals where none may, or none does where all have to; or a role trust \
            policy is taken for the policy of another resource, or the other way round.",
    matters: "What AWS takes and what a policy does depend on its type, so the other findings may be beside \
              the point.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"⟦{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" },
    "Action": "sts:AssumeRole"
  }
}⟧"#,
        also: &["PS034", "PS043"],
    },
    instead: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "There is none in the document: choose the other policy type.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html"],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let statements = &subject.policy.statements;
    if statements.is_empty() {
        return;
    }
    let given = subject.policy_type();
    let with_principal = statements.iter().filter(|statement| statement.principal.is_some()).count();
    let looks_like = if !given.has_principals() && with_principal == statements.len() {
        DocumentType::infer(subject.policy).policy_type
    } else if given.has_principals() && with_principal == 0 {
        let is_resourceless = |statement: &Statement<'_>| statement.resource.is_none();
        // Without `Resource` too it may as well be a trust policy that is not finished.
        if given == PolicyType::RoleTrust && statements.iter().any(is_resourceless) {
            return;
        }
        PolicyType::Identity
    } else if given == PolicyType::RoleTrust
        && statements.iter().all(|statement| statement.resource.is_some())
    {
        PolicyType::Resource
    } else if given == PolicyType::Resource {
        match DocumentType::infer(subject.policy).policy_type {
            PolicyType::RoleTrust => PolicyType::RoleTrust,
            _ => return,
        }
    } else {
        return;
    };
    let (looks_like, given) = (looks_like.name_with_article(), given.name_with_article());
    let finding =
        report.at(subject.root.span, format!("this looks like {looks_like}, and is linted as {given}"));
    finding.help("if it is one, choose that policy type");
}
