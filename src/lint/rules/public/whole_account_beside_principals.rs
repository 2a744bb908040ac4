//! PS351

use super::accounts::{account_of, whole_account};
use crate::lint::rules::principals::named;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, StatementFacts, Subject,
    edits,
};
use crate::policy::{PolicyType, PrincipalEntry, PrincipalKind};
use crate::text::Span;
use crate::text::json::Value;

pub(super) static RULE: Rule = Rule {
    code: "PS351",
    name: "whole-account-beside-principals",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A trust policy that allows a whole account, by its number or its `root`, and in a \
          statement without conditions single users or roles of the same account.",
    matters: "The narrow entries suggest a list of who may. But everybody in the account to whom its \
          administrators give `sts:AssumeRole` can assume the role.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {
      "AWS": [
        ⟦"arn:aws:iam::111122223333:root"⟧,
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
    "Principal": {"AWS": "arn:aws:iam::111122223333:role/Deployer"},
    "Action": "sts:AssumeRole"
  }
}"#,
        also: &[],
    },
    fix: "Removes the account, where it stands in a list with others. Unsafe: those who are not \
          listed can no longer assume the role.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if !statement.allows() || statement.has_condition() {
        return;
    }
    let entries = named(statement);
    let mut whole = entries.iter().filter_map(|entry| Some((entry, whole_account(entry)?))).peekable();
    if whole.peek().is_none() {
        return;
    }
    let is_narrow =
        |entry: &&PrincipalEntry<'_>| entry.kind == PrincipalKind::Aws && whole_account(entry).is_none();
    let narrow =
        entries.iter().filter(is_narrow).filter_map(|entry| Some((account_of(entry)?, entry.value.span)));
    let narrow: Vec<(&str, Span)> = narrow.collect();
    for (entry, account) in whole {
        let mut within = narrow.iter().filter(|(of, _)| *of == account).peekable();
        if within.peek().is_none() {
            continue;
        }
        let message = format!("all of the account `{account}` is trusted, not only those listed beside it");
        let finding = report.at(entry.value.span, message);
        within.for_each(|(_, place)| {
            finding.also(*place);
        });
        finding.help("remove the account if only those listed are meant");
        let list = statement.member("Principal").and_then(|principal| principal.value.member("AWS"));
        if let Some((list, Value::Array(elements))) = list.map(|list| (&list.value, &list.value.value)) {
            let is_entry =
                |index: usize| elements.get(index).is_some_and(|element| element.span == entry.value.span);
            finding.fix("remove the account", Safety::Unsafe, edits::remove_elements(list, is_entry));
        }
    }
}
