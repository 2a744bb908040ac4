//! The wordings of AccessDenied messages, from the pages on access denied errors of IAM and S3 and from what services
//! answer.

use policyscope::paste::{Call, Kind, Outcome};
use policyscope::workspace::model::ExpectedDecision;
use serde::Deserialize;

use super::{assert_line, paste, text};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    pub(super) name: String,
    pub(super) text: String,
    caller: Option<String>,
    action: Option<String>,
    resource: Option<String>,
    decision: Option<ExpectedDecision>,
    policy_type: Option<String>,
    policy_arn: Option<String>,
    reason: Option<String>,
    /// A part of a line of what the message leaves open.
    unknown: Option<String>,
}

pub(super) fn cases() -> Vec<Case> {
    text("messages.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_wording_is_read() {
    for case in cases() {
        let name = &case.name;
        let pasted = paste(&case.text);
        assert_eq!(pasted.kind, Kind::AccessDenied, "{name}");
        let [call] = pasted.facts.calls.as_slice() else {
            panic!("{name}: {:?}", pasted.facts);
        };
        assert_eq!(call.caller, case.caller, "{name}");
        assert_eq!(call.action, case.action, "{name}");
        assert_eq!(call.resource, case.resource, "{name}");
        let outcome = &call.outcome;
        assert_eq!(outcome.decision, case.decision, "{name}");
        let policy_type = outcome.policy_type.map(|policy_type| format!("{policy_type:?}"));
        assert_eq!(policy_type, case.policy_type, "{name}");
        assert_eq!(outcome.policy_arn, case.policy_arn, "{name}");
        if case.reason.is_some() {
            assert_eq!(outcome.reason, case.reason, "{name}");
        }
        if let Some(part) = &case.unknown {
            assert_line(&pasted.facts.unknown, part);
        }
        assert!(call.context.is_empty(), "{name}: a message says nothing of the context");
    }
}

#[test]
fn what_a_message_leaves_open_is_not_filled_in() {
    let call = paste("Access Denied").facts.calls.remove(0);
    assert_eq!(call, Call { outcome: Outcome::default(), ..Call::default() });
}

#[test]
fn a_message_is_found_in_a_log() {
    let noise = "2026-11-20 08:15:30 INFO starting\n".repeat(2_000);
    let message = &cases()[0].text;
    let pasted = paste(&format!("{noise}{message}\n{noise}"));
    assert_eq!(pasted.facts, paste(message).facts);
}
