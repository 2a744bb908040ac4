//! PS418

use super::paths::{Family, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS418",
    name: "escalation-by-agent-tools",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Allows of using any browser, code interpreter or runtime of Bedrock AgentCore. The ways count when \
          the document allows each action under no condition on every resource of its type, and nothing on all \
          of that is denied.",
    matters: "What runs there has the permissions of its role.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"bedrock-agentcore:InvokeAgentRuntimeCommand"⟧,
    "Resource": "arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/*"
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
    "Action": "bedrock-agentcore:InvokeAgentRuntimeCommand",
    "Resource": "arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/support-EXAMPLE"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &[
        "bedrock-agentcore:ConnectBrowserAutomationStream",
        "bedrock-agentcore:InvokeAgentRuntimeCommand",
        "bedrock-agentcore:InvokeCodeInterpreter",
        "bedrock-agentcore:StartBrowserSession",
        "bedrock-agentcore:StartCodeInterpreterSession",
    ],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give the holder the permissions of every browser, code interpreter or runtime of agents",
    "name the browsers, interpreters and runtimes in `Resource`",
    &[
        Path::new(
            &["bedrock-agentcore:StartBrowserSession", "bedrock-agentcore:ConnectBrowserAutomationStream"],
            &[],
            "open a session of a browser whose role has more rights and steer it",
        ),
        Path::new(
            &["bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter"],
            &[],
            "open a session of a code interpreter whose role has more rights and run own code in it",
        ),
        Path::new(
            &["bedrock-agentcore:InvokeAgentRuntimeCommand"],
            &[],
            "run commands in a runtime whose role has more rights",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}
