//! PS338

use super::accounts::{account_of, whole_account};
use crate::lint::rules::principals::named;
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS338",
    name: "account-without-external-id",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of `sts:AssumeRole` without any condition for a whole account, by its number or \
          its `root`, in a trust policy that names at least one other account too: in its \
          principals or in the ARN of its identity provider. Only then some account is surely not \
          your own.",
    matters: "If the other party works for several customers, one of them could have it use your role. \
          An external ID, which it has for each customer, prevents that.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {
      "AWS": [
        ⟦"arn:aws:iam::444455556666:root"⟧,
        "arn:aws:iam::111122223333:role/Deployer"
      ]
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
    "Principal": {"AWS": "arn:aws:iam::444455556666:root"},
    "Action": "sts:AssumeRole",
    "Condition": {
      "StringEquals": {"sts:ExternalId": "4f1c2a"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Not offered: the external ID is agreed upon with the other party.",
    actions: &["sts:AssumeRole"],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html"],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let allowing = || subject.statements.iter().filter(|statement| statement.allows());
    let mut accounts = allowing().flat_map(named).filter_map(account_of);
    let own = accounts.next();
    if !accounts.any(|account| Some(account) != own) {
        return;
    }
    for statement in allowing() {
        if statement.has_condition() || !statement.is_about("sts:AssumeRole") {
            continue;
        }
        let mut whole = named(statement).iter().filter(|entry| whole_account(entry).is_some());
        let Some(first) = whole.next() else { continue };
        let message = "all of this account may assume the role, without an external ID";
        let finding = report.at(first.value.span, message);
        whole.filter(|entry| whole_account(entry) != whole_account(first)).for_each(|entry| {
            finding.also(entry.value.span);
        });
        finding.help("if it is not your own account, name a role of it and ask for `sts:ExternalId`");
    }
}
