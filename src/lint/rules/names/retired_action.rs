//! PS240

use super::existence::retired;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "PS240",
    name: "retired-action",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Actions,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Actions that AWS's documentation listed once and lists no more, in one finding for each statement. \
            A pattern with wildcards is found when it covers such actions only.",
    matters: "AWS may still know the action or may have closed its service. Once it is gone the entry does \
              nothing: an Allow grants nothing, and a Deny protects nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"application-cost-profiler:GetReportDefinition"⟧,
    "Resource": "*"
  }
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
    "Action": "ce:GetCostAndUsage",
    "Resource": "*"
  }
}"#,
        also: &["PS375"],
    },
    fix: "Look up what took the action's place, and remove the entry when nothing needs it any more.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let mut found = statement.actions.iter().filter_map(|entry| Some((entry, retired(entry)?)));
    let Some((first, retired)) = found.next() else { return };
    let what = if first.has_wildcard { "what matches" } else { "the action" };
    let others: Vec<Span> = found.map(|(entry, _)| entry.text.span).collect();
    let more = match others.len() {
        0 => String::new(),
        1 => " and 1 more".to_owned(),
        more => format!(" and {more} more"),
    };
    let message =
        format!("AWS documents {what} `{}`{more} no more, last in {}", first.text.text, retired.month());
    let finding = report.at(first.text.span, message);
    finding.help("look up what took its place, or remove it").also.extend(others);
}
