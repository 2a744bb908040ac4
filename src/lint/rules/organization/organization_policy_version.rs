//! PS220

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, Subject, edits,
};
use crate::policy::PolicyType;
use crate::text::json::{Node, Value};

pub(super) static RULE: Rule = Rule {
    code: "PS220",
    name: "organization-policy-version",
    issue_code: None,
    severity: Severity::Error,
    applies_to: AppliesTo::SERVICE_CONTROL.and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A service or resource control policy without `Version`, or with the version `2008-10-17`, at its \
            value.",
    matters: "AWS Organizations takes `2012-10-17` only.",
    example: Example {
        policy_type: PolicyType::ServiceControl,
        resource_type: None,
        text: r#"{
  "Version": ⟦"2008-10-17"⟧,
  "Statement": {
    "Effect": "Deny",
    "Action": "organizations:LeaveOrganization",
    "Resource": "*"
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::ServiceControl,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Action": "organizations:LeaveOrganization",
    "Resource": "*"
  }
}"#,
        also: &[],
    },
    fix: "Writes `2012-10-17`. Safe if no `${` stands in the document; otherwise unsafe, as what was plain \
          text becomes a variable.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html",
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html",
    ],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !matches!(subject.root.value, Value::Object(_)) {
        return;
    }
    let (span, title, edit) = match subject.root.member("Version").map(|member| &member.value) {
        None => {
            let edit = edits::add_first_member(subject.text, subject.root, "Version", "\"2012-10-17\"");
            (subject.root.span, "add the version `2012-10-17`", edit)
        }
        Some(Node { span, value: Value::String(version) }) if version == "2008-10-17" => {
            (*span, "write `2012-10-17`", Some(edits::replace_string(*span, "2012-10-17")))
        }
        Some(_) => return,
    };
    let safety = if subject.text.contains("${") { Safety::Unsafe } else { Safety::Safe };
    let policy = subject.policy_type().name_with_article();
    report.at(span, format!("{policy} needs the version `2012-10-17`")).fix(title, safety, edit);
}
