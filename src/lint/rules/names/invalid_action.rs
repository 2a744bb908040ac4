//! PS005

use super::existence::{does_not_exist, is_undocumented, retired};
use crate::catalogue::embedded::service_prefix;
use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS005",
    name: "invalid-action",
    issue_code: Some("INVALID_ACTION"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Actions,
    check: Check::Action(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An action that its service does not have and never had, or an entry without a service. A pattern \
            with wildcards has to cover at least one action. Actions that AWS names in policies of its own \
            count, though no documentation lists them.",
    matters: "AWS saves the policy and the entry never matches: an Allow grants nothing, and a Deny protects \
              nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"s3:GetObjct"⟧,
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
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "Writes the action with the nearest name. Unsafe: the policy then says something about an action of \
          which it said nothing before.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-action",
    ],
};

fn check(entry: &ActionFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let Some(catalogue) = subject.catalogue else { return };
    if !does_not_exist(entry) {
        return;
    }
    let text = &entry.text.text;
    let lacks_service = !text.contains(':') && !text.bytes().all(|byte| byte == b'*');
    if !lacks_service
        && (service_prefix(entry.service).is_none() || retired(entry).is_some() || is_undocumented(entry))
    {
        return;
    }
    let message = if lacks_service {
        format!("`{text}` does not name the service whose action it is")
    } else if entry.has_wildcard {
        format!("no action matches `{text}`")
    } else {
        format!("there is no action `{text}`")
    };
    let finding = report.at(entry.text.span, message);
    if entry.has_wildcard {
        return;
    }
    if let Some(nearest) = subject.meant(|| catalogue.nearest_actions(text, 1).first().copied()) {
        let name = format!("{}:{}", nearest.service().prefix(), nearest.name());
        let title = format!("write `{name}`");
        finding.help(format!("did you mean `{name}`?"));
        finding.fix(title, Safety::Unsafe, [edits::replace_string(entry.text.span, &name)]);
    }
}
