//! PS337

use crate::catalogue::embedded::{service_principal, service_principals};
use crate::catalogue::nearest_of;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, Subject, edits,
};
use crate::policy::Text;
use crate::policy::{PolicyType, PrincipalKind};

pub(super) static RULE: Rule = Rule {
    code: "PS337",
    name: "unknown-service-principal",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::RESOURCE.and(AppliesTo::TRUST),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `Service` principal that is not among the known ones and either has a name near to one \
          of them or no dot in it. There are more than are known, so other names are let through, \
          and so are placeholders. Of each document the first 16 unknown names are looked at.",
    matters: "A service principal that does not exist makes AWS refuse the policy.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Service": ⟦"lamda.amazonaws.com"⟧},
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
    fix: "Writes the principal with the nearest name. Unsafe: another service is allowed or denied \
          something then.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
};

fn report_unknown(principal: &Text<'_>, report: &mut Report) {
    let text: &str = &principal.text;
    // Of the names without their common ending: with it, all short ones are near to each other.
    let ending = [".amazonaws.com.cn", ".amazonaws.com"].into_iter().find(|ending| text.ends_with(ending));
    let name = ending.and_then(|ending| text.strip_suffix(ending)).unwrap_or(text);
    let known = service_principals().filter_map(|principal| principal.strip_suffix(".amazonaws.com"));
    let nearest = nearest_of(known, name);
    if nearest.is_none() && text.contains('.') {
        return;
    }
    let finding = report.at(principal.span, format!("`{text}` is no known service principal"));
    let Some(nearest) = nearest.map(|name| format!("{name}{}", ending.unwrap_or(".amazonaws.com"))) else {
        finding.help("a service principal is written like `lambda.amazonaws.com`");
        return;
    };
    finding.help(format!("did you mean `{nearest}`?"));
    let edit = edits::replace_string(principal.span, &nearest);
    finding.fix(format!("write `{nearest}`"), Safety::Unsafe, [edit]);
}

fn check(subject: &Subject<'_>, report: &mut Report) {
    let statements = subject.statements.iter().filter_map(|statement| statement.statement.principal.as_ref());
    let entries = statements.flat_map(|principal| &principal.entries);
    let is_open = |text: &str| text.contains(['*', '?']) || text.contains("${");
    let unknown = entries.filter(|entry| {
        let text = &entry.value.text;
        entry.kind == PrincipalKind::Service && !is_open(text) && service_principal(text).is_none()
    });
    // A search for the nearest name takes a while.
    unknown.take(16).for_each(|entry| report_unknown(&entry.value, report));
}
