//! PS272

use super::likeness::{same_actions, same_resources, same_rest};
use crate::lint::rules::resources::edits_of_lists;
use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Fingerprint, Needs, Report, Rule, Safety,
    Severity, StatementFacts, Subject,
};
use crate::policy::{ListElement, PolicyType};

pub(super) static RULE: Rule = Rule {
    code: "PS272",
    name: "mergeable-statements",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Two statements without a `Sid` that are the same except for their actions, all of one service, or \
            except for their resources, in lists that can be joined: `Action` and `Resource`, not `NotAction` \
            and `NotResource`.",
    matters: "One statement says the same in fewer characters, and there is one condition to keep right instead \
              of two.",
    example: Example {
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
    ⟦{
      "Effect": "Allow",
      "Action": "s3:PutObject",
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
    }⟧
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
    "Effect": "Allow",
    "Action": ["s3:GetObject", "s3:PutObject"],
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "Joins the lists in the earlier statement. Safe: the one statement is about the same requests as \
          the two.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html"],
};

#[derive(Clone, Copy)]
enum Differing {
    Actions,
    Resources,
}

fn check(subject: &Subject<'_>, report: &mut Report) {
    if subject.statements.len() < 2 {
        return;
    }
    let prints: Vec<Fingerprint> = subject.statements.iter().map(StatementFacts::fingerprint).collect();
    let mut merged = vec![false; prints.len()];
    for differing in [Differing::Actions, Differing::Resources] {
        let print = |index: usize| {
            prints.get(index).map(|print| match differing {
                Differing::Actions => (print.rest, print.resources),
                Differing::Resources => (print.rest, print.actions),
            })
        };
        let mut order: Vec<usize> = (0..prints.len()).collect();
        order.sort_by_key(|index| (print(*index), *index));
        for pair in order.windows(2) {
            let [first, second] = *pair else { continue };
            let (Some(one), Some(other)) = (subject.statements.get(first), subject.statements.get(second))
            else {
                continue;
            };
            let is_merged = |index: usize| merged.get(index).is_some_and(|merged| *merged);
            if print(first) == print(second)
                && !is_merged(first)
                && !is_merged(second)
                && can_merge(one, other, differing)
            {
                merged
                    .iter_mut()
                    .enumerate()
                    .filter(|(at, _)| *at == second)
                    .for_each(|(_, merged)| *merged = true);
                tell(one, other, differing, subject, report);
            }
        }
    }
}

fn can_merge(one: &StatementFacts<'_>, other: &StatementFacts<'_>, differing: Differing) -> bool {
    let have_names = one.statement.sid.is_some() || other.statement.sid.is_some();
    let can_join = |one: &Option<ListElement<'_>>, other: &Option<ListElement<'_>>| {
        one.as_ref().is_some_and(|list| !list.negated) && other.as_ref().is_some_and(|list| !list.negated)
    };
    !have_names
        && same_rest(one, other)
        && match differing {
            Differing::Actions => {
                can_join(&one.statement.action, &other.statement.action)
                    && are_of_one_service(one, other)
                    && same_resources(one, other)
                    && !same_actions(one, other)
            }
            Differing::Resources => {
                can_join(&one.statement.resource, &other.statement.resource)
                    && same_actions(one, other)
                    && !same_resources(one, other)
            }
        }
}

/// Whether both are about actions of one service: statements for different services are kept apart on purpose.
fn are_of_one_service(one: &StatementFacts<'_>, other: &StatementFacts<'_>) -> bool {
    let service = one.actions.first().map_or("", |entry| entry.service);
    let is_same = |entry: &ActionFacts<'_>| entry.service.eq_ignore_ascii_case(service);
    one.actions.iter().all(is_same) && other.actions.iter().all(is_same)
}

fn tell(
    one: &StatementFacts<'_>,
    other: &StatementFacts<'_>,
    differing: Differing,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    let (member, of_one, of_other) = match differing {
        Differing::Actions => ("Action", &one.statement.action, &other.statement.action),
        Differing::Resources => ("Resource", &one.statement.resource, &other.statement.resource),
    };
    let message = format!("an earlier statement is the same except for its `{member}`");
    let finding = report.at(other.node.span, message);
    finding.also(one.node.span).help("write both as one statement");
    let texts = |list: &Option<ListElement<'_>>| -> Vec<String> {
        list.iter().flat_map(|list| &list.values).map(|value| value.text.to_string()).collect()
    };
    let present = texts(of_one);
    let added = texts(of_other);
    let added: Vec<&str> = added.iter().filter(|text| !present.contains(text)).map(String::as_str).collect();
    let (Some(list), Some(statements)) = (one.member(member), subject.root.member("Statement")) else {
        return;
    };
    let removal = edits_of_lists::remove(&statements.value, &[other.node.span]);
    if let Some(edit) = edits_of_lists::add(subject.text, &list.value, &added).filter(|_| !removal.is_empty())
    {
        finding.fix("join the statements", Safety::Safe, std::iter::once(edit).chain(removal));
    }
}
