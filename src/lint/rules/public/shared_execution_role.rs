//! PS354

use crate::lint::rules::principals::services;
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::{PolicyType, PrincipalEntry};

pub(super) static RULE: Rule = Rule {
    code: "PS354",
    name: "shared-execution-role",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A trust policy that trusts `lambda.amazonaws.com` and another service too; \
          `edgelambda.amazonaws.com` belongs to it and is let through.",
    matters: "The role has to have the permissions for both, so the function can do what only the \
          other service needs, and the reverse.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {
      "Service": ["lambda.amazonaws.com", ⟦"ec2.amazonaws.com"⟧]
    },
    "Action": "sts:AssumeRole"
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Service": "lambda.amazonaws.com"},
    "Action": "sts:AssumeRole"
  }
}"#,
        also: &[],
    },
    fix: "Not offered: it takes a second role.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html"],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let allowing = || subject.statements.iter().filter(|statement| statement.allows());
    let entries = || allowing().flat_map(services);
    if !entries().any(|entry| entry.value.text == "lambda.amazonaws.com") {
        return;
    }
    let is_other = |entry: &&PrincipalEntry<'_>| {
        !matches!(&*entry.value.text, "lambda.amazonaws.com" | "edgelambda.amazonaws.com" | "*")
    };
    let mut others = entries().filter(is_other);
    if let Some(first) = others.next() {
        let message = format!("functions and `{}` share this role", first.value.text);
        let finding = report.at(first.value.span, message);
        others.for_each(|entry| {
            finding.also(entry.value.span);
        });
        finding.help("make a role for each service");
    }
}
