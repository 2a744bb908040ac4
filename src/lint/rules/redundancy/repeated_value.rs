//! PS270

use crate::lint::rules::resources::edits_of_lists;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;
use crate::text::Span;
use crate::text::json::{Node, Value};

pub(super) static RULE: Rule = Rule {
    code: "PS270",
    name: "repeated-value",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A principal that stands twice in a list of principals, or a value that stands twice under one \
            condition key.",
    matters: "The second one does nothing, and who removes the first later changes nothing.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": [
      "arn:aws:iam::111122223333:role/Deploy",
      ⟦"arn:aws:iam::111122223333:role/Deploy"⟧
    ] },
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
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/Deploy" },
    "Action": "sts:AssumeRole"
  }
}"#,
        also: &[],
    },
    fix: "Removes the repetitions. Safe: the first one says the same.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    for name in ["Principal", "NotPrincipal"] {
        if let Some(Value::Object(kinds)) = statement.member(name).map(|member| &member.value.value) {
            kinds.iter().for_each(|kind| check_list(&kind.value, "principal", report));
        }
    }
    for condition in &statement.conditions {
        check_list(condition.values, "value", report);
    }
}

fn check_list(list: &Node<'_>, what: &str, report: &mut Report) {
    let Value::Array(elements) = &list.value else { return };
    if elements.len() < 2 {
        return;
    }
    let mut texts: Vec<(&str, Span)> = Vec::new();
    for element in elements {
        if let Value::String(text) = &element.value {
            texts.push((text, element.span));
        }
    }
    texts.sort_unstable();
    let alike = texts.windows(2).filter_map(|pair| match pair {
        [(first, _), (second, span)] if first == second => Some((*second, *span)),
        _ => None,
    });
    let mut repeated: Vec<(&str, Span)> = alike.collect();
    repeated.sort_unstable_by_key(|(_, span)| *span);
    let Some(((text, first), others)) = repeated.split_first() else { return };
    let finding = report.at(*first, format!("the {what} `{text}` is there already"));
    finding.also.extend(others.iter().map(|(_, span)| *span));
    finding.help("remove it");
    let spans: Vec<Span> = repeated.iter().map(|(_, span)| *span).collect();
    finding.fix("remove the repetitions", Safety::Safe, edits_of_lists::remove(list, &spans));
}
