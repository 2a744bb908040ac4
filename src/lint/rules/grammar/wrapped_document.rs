//! PS203

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, Subject, edits,
};
use crate::policy::PolicyType;
use crate::text::json::{Member, Node, Value};

pub(super) static RULE: Rule = Rule {
    code: "PS203",
    name: "wrapped-document",
    issue_code: None,
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A policy inside of another object, as commands and templates give it: under `PolicyDocument`, \
            `AssumeRolePolicyDocument`, `PolicyVersion`, `Document`, `Policy` or the like.",
    matters: "AWS refuses the whole: it takes the inner document alone. Nothing of what stands in it is \
              linted.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  ⟦"PolicyDocument"⟧: {
    "Version": "2012-10-17",
    "Statement": {
      "Effect": "Allow",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
    }
  }
}"#,
        also: &["PS018", "PS035", "PS090"],
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
    fix: "Leaves the inner document alone, if it is an object. Unsafe: AWS takes the document then.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
        "https://docs.aws.amazon.com/cli/latest/reference/iam/get-policy-version.html",
    ],
};

const WRAPPERS: &[&str] = &[
    "AssumeRolePolicyDocument",
    "Document",
    "KeyPolicy",
    "Policy",
    "PolicyDocument",
    "PolicyText",
    "PolicyVersion",
    "ResourcePolicy",
    "Role",
];

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.statements.is_empty() || subject.root.member("Statement").is_some() {
        return;
    }
    let Some(wrapper) = wrapper(subject.root) else { return };
    let inner = innermost(&wrapper.value);
    let finding =
        report.at(wrapper.name_span, format!("the policy stands in `{}` and is not read", wrapper.name));
    match &inner.value {
        Value::Object(_) => {
            let policy = inner.span.slice(subject.text);
            finding.help("leave only what stands in it");
            finding.fix("leave only the policy", Safety::Unsafe, [edits::replace(subject.root.span, policy)]);
        }
        _ => {
            finding.help("leave only what stands in it, read as JSON");
        }
    }
}

fn wrapper<'n, 't>(node: &'n Node<'t>) -> Option<&'n Member<'t>> {
    let is_policy = |member: &Member<'_>| match &member.value.value {
        Value::Object(_) => innermost(&member.value).member("Statement").is_some(),
        Value::String(text) => text.trim_start().starts_with('{') && text.contains("\"Statement\""),
        _ => false,
    };
    WRAPPERS.iter().filter_map(|name| node.member(name)).find(|member| is_policy(member))
}

/// The document in wrappers within wrappers.
fn innermost<'n, 't>(mut node: &'n Node<'t>) -> &'n Node<'t> {
    while node.member("Statement").is_none() {
        match WRAPPERS.iter().find_map(|name| node.member(name)) {
            Some(member) => node = &member.value,
            None => break,
        }
    }
    node
}
