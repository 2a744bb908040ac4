//! PS357

use crate::lint::rules::principals::services;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS357",
    name: "service-role-without-source",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A trust policy that trusts, without any condition, one of the services whose \
          documentation asks to limit the source: Bedrock, DataSync, IoT, Kendra, Lex, \
          Personalize, EventBridge Pipes and Scheduler, SageMaker AI, Systems Manager, Transfer \
          Family, VPC flow logs.",
    matters: "The service assumes roles for all its customers. The source says that it is for you that \
          it does.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Service": ⟦"scheduler.amazonaws.com"⟧},
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
    "Principal": {"Service": "scheduler.amazonaws.com"},
    "Action": "sts:AssumeRole",
    "Condition": {
      "StringEquals": {"aws:SourceAccount": "111122223333"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Not offered: the source is a resource that the policy does not tell.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html"],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    const ASKING: [&str; 12] = [
        "bedrock.amazonaws.com",
        "datasync.amazonaws.com",
        "iot.amazonaws.com",
        "kendra.amazonaws.com",
        "lexv2.amazonaws.com",
        "personalize.amazonaws.com",
        "pipes.amazonaws.com",
        "sagemaker.amazonaws.com",
        "scheduler.amazonaws.com",
        "ssm.amazonaws.com",
        "transfer.amazonaws.com",
        "vpc-flow-logs.amazonaws.com",
    ];
    if !statement.allows() || statement.has_condition() {
        return;
    }
    for entry in services(statement).filter(|entry| ASKING.contains(&&*entry.value.text)) {
        let message =
            format!("`{}` assumes roles for all its customers, and no source is asked for", entry.value.text);
        let finding = report.at(entry.value.span, message);
        finding.help("add a condition on `aws:SourceAccount` or `aws:SourceArn`");
    }
}
