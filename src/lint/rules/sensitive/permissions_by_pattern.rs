//! PS392

use super::permissions_management::manages_permissions;
use crate::catalogue::Action;
use crate::lint::rules::breadth::action_list::first_in_words;
use crate::lint::rules::breadth::reach::{
    action_can_work_on, allows_always, is_every_resource, is_whole_service, unbounded_resource_for,
};
use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

/// How many actions a message names at most.
const NAMED: usize = 3;

pub(super) static RULE: Rule = Rule {
    code: "PS392",
    name: "permissions-management-by-pattern",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::only(PolicyType::Identity).and(AppliesTo::only(PolicyType::Resource)),
    needs: Needs::Actions,
    check: Check::Action(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow whose pattern of actions covers some of the access level *Permissions management*, while most \
          of those that it covers are of other levels. Actions that change nothing or do not work on the \
          statement's resources do not count. `*` and all actions of a service (`service:*`) have rules of their \
          own, and so have actions that are allowed under no condition on every resource.",
    matters: "Who writes `s3:*Object*` thinks of reading and writing objects. It also covers `s3:PutObjectAcl`, with \
          which an object can be opened to other accounts.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"s3:PutObject*"⟧,
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
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
    "Action": ["s3:PutObject", "s3:PutObjectTagging"],
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "List the actions that are needed. Which ones those are only you can know, so there is no fix to apply.",
    actions: &["s3:PutObjectAcl"],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html",
    ],
};

fn check(
    entry: &ActionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    let Some(catalogue) = subject.catalogue else { return };
    let is_told_elsewhere = entry.is_everything() || is_whole_service(entry);
    if !entry.has_wildcard || is_told_elsewhere || !statement.allows() || statement.has_not_action() {
        return;
    }
    let works_here = |action: &Action<'_>| {
        let mut resources = statement.resources.iter();
        statement.has_not_resource()
            || statement.resources.is_empty()
            || match needs_every_resource(*action, subject) {
                true => resources.any(is_every_resource),
                false => resources.any(|resource| action_can_work_on(resource, *action, subject)),
            }
    };
    let covered = |managing| {
        let actions = catalogue.selected(entry.expansion());
        // Few actions manage permissions, and that is quicker to tell.
        actions.filter(move |action| manages_permissions(*action) == managing).filter(works_here)
    };
    let managing: Vec<Action<'_>> = covered(true).collect();
    // Where most of them manage permissions, that is what the pattern was written for.
    if managing.is_empty() || covered(false).nth(managing.len()).is_none() {
        return;
    }
    let names = managing.iter().map(Action::to_string);
    let is_told = |action: &String| {
        allows_always(statement) && unbounded_resource_for(statement, action, subject).is_some()
    };
    let names: Vec<String> = names.filter(|action| !is_told(action)).collect();
    if names.is_empty() {
        return;
    }
    let verb = if names.len() == 1 { "manages" } else { "manage" };
    let message = format!(
        "`{}` also covers {}, which {verb} permissions",
        entry.text.text,
        first_in_words(&names, NAMED)
    );
    report.at(entry.text.span, message).help("list the actions that are needed");
}

/// Whether the action works on no resource that could be named, as far as that is known.
fn needs_every_resource(action: Action<'_>, subject: &Subject<'_>) -> bool {
    subject.detailed().is_some_and(|detailed| detailed.resource_types(action).next().is_none())
}
