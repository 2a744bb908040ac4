//! What AWS itself answered to a request, beside what is decided here.

use serde_json::{Map, Value, json};

use crate::evaluation::Decision;
use crate::matching::split_arn;
use crate::policy::PolicyType;
use crate::scenario::{Principal, resource_policy_type};
use crate::workspace::model::{AwsAnswer, ExpectedDecision, NamedRequest};

/// The answer in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwsAnswerView {
    /// What AWS said, as one sentence without a full stop; user text in backticks.
    pub sentence: String,
    /// That it is not what is decided here, and what that means; none where the two may agree.
    pub disagreement: Option<&'static str>,
    /// The statement that AWS found in no policy of that type, to be added to one; none unless that is what AWS said.
    pub draft: Option<StatementDraft>,
    /// A command of the AWS CLI whose output tells more, for a shell.
    pub command: Option<String>,
}

/// A statement to begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementDraft {
    /// The type of policy that it belongs into.
    pub policy_type: PolicyType,
    /// The statement as JSON, indented by two spaces.
    pub text: String,
}

/// What AWS answered to `request`, of which `decision` is decided here (none while it cannot be read). None where
/// nobody pasted an answer.
#[must_use]
pub fn aws_answer(request: &NamedRequest, decision: Option<Decision>) -> Option<AwsAnswerView> {
    let answer = request.aws_answer.as_ref()?;
    let policy = answer.policy.as_deref();
    Some(AwsAnswerView {
        sentence: sentence(request, answer)?,
        disagreement: disagreement(answer.decision, decision),
        draft: answer
            .policy_type
            .filter(|_| answer.decision == Some(ExpectedDecision::ImplicitlyDenied))
            .and_then(|policy_type| {
                let text = statement(request, policy_type)?;
                Some(StatementDraft { policy_type, text })
            }),
        command: match answer.decision {
            None => Some("aws sts decode-authorization-message --encoded-message".to_owned()),
            Some(_) => policy.and_then(command),
        },
    })
}

fn sentence(request: &NamedRequest, answer: &AwsAnswer) -> Option<String> {
    let action = quoted(request.action.trim());
    let of_type = answer.policy_type.map(PolicyType::name);
    Some(match answer.decision {
        None if answer.encoded => {
            "AWS denied this and hid the reasons in an encoded message: have it decoded and paste the answer"
                .to_owned()
        }
        None => return None,
        Some(ExpectedDecision::Allowed) => "AWS allowed this".to_owned(),
        Some(ExpectedDecision::ImplicitlyDenied) => {
            format!("AWS denied this: no {} allows {action}", of_type.unwrap_or("policy"))
        }
        Some(ExpectedDecision::ExplicitlyDenied) => {
            let by = answer.policy_type.map_or_else(|| "a policy".to_owned(), PolicyType::name_with_article);
            let name = answer.policy.as_deref().map(|arn| format!(" {}", quoted(last_part(arn))));
            format!("AWS denied this: {by}{} denies {action} explicitly", name.unwrap_or_default())
        }
    })
}

fn disagreement(of_aws: Option<ExpectedDecision>, here: Option<Decision>) -> Option<&'static str> {
    match (of_aws?, here?) {
        (ExpectedDecision::Allowed, Decision::ExplicitlyDenied | Decision::ImplicitlyDenied) => Some(
            "What stands here denies it: something that AWS looked at is missing here, or is another version",
        ),
        (ExpectedDecision::ExplicitlyDenied | ExpectedDecision::ImplicitlyDenied, Decision::Allowed) => Some(
            "What stands here allows it: something that AWS looked at is missing here, or has changed since",
        ),
        _ => None,
    }
}

/// The command that gives the policy with this ARN.
fn command(arn: &str) -> Option<String> {
    let [_, _, service, _, _, name] = split_arn(arn)?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@+,".contains(c);
    if !arn.chars().all(is_plain) {
        return None;
    }
    match service {
        "organizations" => Some(format!("aws organizations describe-policy --policy-id {}", last_part(name))),
        "iam" if name.starts_with("policy/") => Some(format!("aws iam get-policy --policy-arn {arn}")),
        _ => None,
    }
}

fn last_part(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or(arn)
}

/// The statement that allows just this request; none where a part of it is not known.
fn statement(request: &NamedRequest, policy_type: PolicyType) -> Option<String> {
    let (action, resource) = (request.action.trim(), request.resource.trim());
    if action.is_empty() || resource.is_empty() {
        return None;
    }
    let mut statement = Map::new();
    statement.insert("Effect".to_owned(), json!("Allow"));
    if policy_type.has_principals() {
        statement.insert("Principal".to_owned(), principal(request.principal.trim())?);
    }
    statement.insert("Action".to_owned(), json!(action));
    match policy_type {
        PolicyType::RoleTrust => {}
        // Such a policy stands at one resource; a key policy calls that `*`.
        PolicyType::Resource | PolicyType::Key
            if resource_policy_type(action, resource) == PolicyType::Key =>
        {
            statement.insert("Resource".to_owned(), json!("*"));
        }
        _ => {
            statement.insert("Resource".to_owned(), json!(resource));
        }
    }
    serde_json::to_string_pretty(&Value::Object(statement)).ok()
}

/// The caller as policies name it: of a session the role.
fn principal(caller: &str) -> Option<Value> {
    if caller.ends_with(".amazonaws.com") {
        return Some(json!({ "Service": caller }));
    }
    let found = Principal::from_arn(caller, None, None).ok()?;
    Some(json!({ "AWS": found.role_arn().unwrap_or(caller) }))
}

/// Text of the user between backticks.
fn quoted(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(answer: AwsAnswer) -> NamedRequest {
        NamedRequest {
            principal: "arn:aws:sts::111122223333:assumed-role/app-writer/i-1".to_owned(),
            action: "s3:PutObject".to_owned(),
            resource: "arn:aws:s3:::acme-out/1.json".to_owned(),
            aws_answer: Some(answer),
            ..NamedRequest::default()
        }
    }

    fn lacking(policy_type: PolicyType) -> AwsAnswer {
        AwsAnswer {
            decision: Some(ExpectedDecision::ImplicitlyDenied),
            policy_type: Some(policy_type),
            ..AwsAnswer::default()
        }
    }

    fn view(request: &NamedRequest, decision: Option<Decision>) -> AwsAnswerView {
        aws_answer(request, decision).unwrap_or_else(|| unreachable!())
    }

    #[test]
    fn a_policy_that_is_lacking_is_named_and_drafted() {
        let found = view(&request(lacking(PolicyType::Identity)), Some(Decision::Unknown));
        assert_eq!(found.sentence, "AWS denied this: no identity-based policy allows `s3:PutObject`");
        assert_eq!(found.disagreement, None);
        assert_eq!(found.command, None);
        let draft = found.draft.unwrap_or_else(|| unreachable!());
        assert_eq!(draft.policy_type, PolicyType::Identity);
        assert_eq!(
            draft.text,
            "{\n  \"Effect\": \"Allow\",\n  \"Action\": \"s3:PutObject\",\n  \"Resource\": \"arn:aws:s3:::acme-out/1.json\"\n}"
        );
    }

    #[test]
    fn a_draft_for_a_resource_names_the_role_of_a_session() {
        let found = view(&request(lacking(PolicyType::Resource)), None);
        let text = found.draft.map(|draft| draft.text).unwrap_or_default();
        let draft: Value = serde_json::from_str(&text).unwrap_or_default();
        assert_eq!(
            draft,
            json!({
                "Effect": "Allow",
                "Principal": {"AWS": "arn:aws:iam::111122223333:role/app-writer"},
                "Action": "s3:PutObject",
                "Resource": "arn:aws:s3:::acme-out/1.json"
            })
        );
    }

    #[test]
    fn the_policy_that_denies_is_named_with_the_command_that_gives_it() {
        let denied = request(AwsAnswer {
            decision: Some(ExpectedDecision::ExplicitlyDenied),
            policy_type: Some(PolicyType::ServiceControl),
            policy: Some(
                "arn:aws:organizations::444455556666:policy/o-exampleorgid/service_control_policy/p-x1y2z3a4"
                    .to_owned(),
            ),
            ..AwsAnswer::default()
        });
        let found = view(&denied, Some(Decision::Unknown));
        assert_eq!(
            found.sentence,
            "AWS denied this: a service control policy `p-x1y2z3a4` denies `s3:PutObject` explicitly"
        );
        assert_eq!(
            found.command.as_deref(),
            Some("aws organizations describe-policy --policy-id p-x1y2z3a4")
        );
        assert_eq!(found.draft, None);
        assert!(view(&denied, Some(Decision::Allowed)).disagreement.is_some());
        assert_eq!(view(&denied, Some(Decision::ImplicitlyDenied)).disagreement, None);
    }

    #[test]
    fn an_encoded_message_says_how_to_have_it_decoded() {
        let found = view(&request(AwsAnswer { encoded: true, ..AwsAnswer::default() }), None);
        assert!(found.sentence.contains("encoded message"), "{}", found.sentence);
        assert!(found.command.is_some_and(|command| command.contains("decode-authorization-message")));
    }

    #[test]
    fn a_command_holds_nothing_that_a_shell_would_act_on() {
        let denied = request(AwsAnswer {
            decision: Some(ExpectedDecision::ExplicitlyDenied),
            policy: Some("arn:aws:organizations::1:policy/o-a/p-1;rm".to_owned()),
            ..AwsAnswer::default()
        });
        assert_eq!(view(&denied, None).command, None);
    }
}
