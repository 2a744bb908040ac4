//! AccessDenied messages in the wordings that AWS documents, wherever they stand in a text.

use super::trail_resource::queue_arn;
use crate::catalogue::embedded::service_prefix;
use crate::matching::{partition_of, service_of, split_arn};
use crate::paste::facts::{Call, Facts, Outcome};
use crate::policy::PolicyType;
use crate::workspace::model::ExpectedDecision;

/// How far from the action the end of the resource is looked for, in words: names may hold spaces.
const MOST_WORDS: usize = 12;
/// How much of a reason in words of AWS's own is kept, in words.
const MOST_REASON_WORDS: usize = 40;

/// What was found in a text.
pub(super) enum Found {
    /// A message that says something.
    Message(Box<Facts>),
    /// Nothing but an encoded message.
    Encoded,
}

/// The first message in `text`.
pub(super) fn find(text: &str) -> Option<Found> {
    let text = unescaped(text);
    let words = Words(text.split_whitespace().collect());
    let mut call = Call { operation: words.operation(), ..Call::default() };
    let mut facts = Facts::default();
    let is_message = words.read_sentence(&mut call) || words.read_execute_sentence(&mut call);
    let has_code = text.contains("AccessDenied")
        || text.contains("Access Denied")
        || text.contains("UnauthorizedOperation")
        || text.contains("not authorized to perform this operation");
    let encoded = words.after(&["failure", "message:"]);
    if is_message {
        complete_resource(&mut call, &mut facts);
    } else if has_code || encoded.is_some() {
        if call.operation.is_none() && encoded.is_some() {
            return Some(Found::Encoded);
        }
        complete_operation(&mut call, &text);
    } else if !words.read_authorizer_sentence(&mut call) {
        return None;
    }
    if encoded.is_some() {
        call.outcome.encoded = true;
        facts.unknown.push(
            "the encoded authorization message: decode it with `aws sts decode-authorization-message \
             --encoded-message …` and paste the answer"
                .to_owned(),
        );
    }
    if let Some(id) = words.after(&["authorization", "id:"]) {
        facts.unknown.push(format!(
            "what Access Troubleshooter knows: paste the output of `aws iam-toolbox get-request-authorization-details \
             --authorization-id {}`",
            bare(id)
        ));
    }
    if words.after(&["transitively", "through"]).is_some() {
        facts.remarks.push("the VPC endpoint policy denied through another policy".to_owned());
    }
    facts.calls.push(call);
    Some(Found::Message(Box::new(facts)))
}

/// The text without the escapes of JSON and XML and without the frame of Terraform, which may stand around a message.
fn unescaped(text: &str) -> String {
    let text = text.replace(['│', '╷', '╵'], " ");
    let text = text.replace("\\n", " ").replace("\\r", " ").replace("\\t", " ").replace("\\u0022", "\"");
    text.replace('\\', "").replace("&quot;", "\"").replace("&#34;", "\"").replace("&amp;", "&")
}

/// A word without the punctuation of the sentence around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| "\"'`“”‘’[](){}<>,;:.!".contains(c))
}

fn is_action_name(word: &str) -> bool {
    let name = word.split_once(':').map_or(word, |(_, name)| name);
    let prefix = word.split_once(':').map(|(prefix, _)| prefix);
    let is_plain =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    is_plain(name) && prefix.map_or(name.starts_with(|c: char| c.is_ascii_uppercase()), is_plain)
}

/// `sns:Publish` for `SNS:Publish`.
fn with_usual_prefix(action: &str) -> String {
    match action.split_once(':') {
        Some((prefix, name)) => format!("{}:{name}", service_prefix(prefix).unwrap_or(prefix)),
        None => action.to_owned(),
    }
}

struct Words<'t>(Vec<&'t str>);

impl Words<'_> {
    fn get(&self, index: usize) -> &str {
        self.0.get(index).copied().unwrap_or_default()
    }

    fn is(&self, index: usize, word: &str) -> bool {
        self.get(index).eq_ignore_ascii_case(word)
    }

    /// Whether these words begin at `index`; the last one may go on with punctuation.
    fn are(&self, index: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(offset, word)| {
            let found = self.get(index + offset);
            let found = if offset + 1 == words.len() { bare(found) } else { found };
            found.eq_ignore_ascii_case(word)
        })
    }

    /// The word after the first place at which `words` stand.
    fn after(&self, words: &[&str]) -> Option<&str> {
        let ends_with = |found: &str, word: &str| found.to_ascii_lowercase().ends_with(word);
        let stands_at = |index: &usize| {
            words.iter().enumerate().all(|(offset, word)| ends_with(self.get(index + offset), word))
        };
        let index = (0..self.0.len()).find(stands_at)? + words.len();
        self.0.get(index).copied()
    }

    /// The operation that the AWS CLI or an SDK names.
    fn operation(&self) -> Option<String> {
        let of_cli = self.after(&["when", "calling", "the"]);
        // The SDK for Go: `operation error S3: GetObject, https response error …`
        let of_go = || self.after_service(&["operation", "error"]);
        of_cli.or_else(of_go).map(bare).filter(|word| is_action_name(word)).map(str::to_owned)
    }

    fn after_service(&self, words: &[&str]) -> Option<&str> {
        let index = (0..self.0.len()).find(|index| self.are(*index, words))? + words.len();
        // The name of a service may be of several words: `Secrets Manager:`.
        let service = (index..index + 4).find(|index| self.get(*index).ends_with(':'))?;
        self.0.get(service + 1).copied()
    }

    /// `User: … is not authorized to perform: … on resource: … because …`
    fn read_sentence(&self, call: &mut Call) -> bool {
        let stands_at = |index: &usize| {
            let (not, perform) = (self.get(*index), self.get(index + 3));
            let ends_with_not = not.len() >= 3 && not.to_ascii_lowercase().ends_with("not");
            ends_with_not
                && self.is(index + 1, "authorized")
                && self.is(index + 2, "to")
                && bare(perform).eq_ignore_ascii_case("perform")
        };
        for index in (0..self.0.len()).filter(stands_at) {
            let mut next = index + 4;
            if matches!(self.get(next), ":" | "operation" | "operation:") {
                next += 1;
            }
            let action = bare(self.get(next));
            let is_known = is_action_name(action);
            let caller = self.caller_before(index);
            if !is_known && caller.is_none() {
                continue;
            }
            call.caller = caller;
            if is_known {
                call.action = Some(with_usual_prefix(action));
                next += 1;
            }
            next = self.read_resource(next, call);
            self.read_outcome(next, call);
            return true;
        }
        false
    }

    /// The caller between `User:` and the words at `end`.
    fn caller_before(&self, end: usize) -> Option<String> {
        let start = end.saturating_sub(MOST_WORDS);
        let is_label = |word: &str| {
            let word = word.to_ascii_lowercase();
            ["user:", "principal:", "caller:"].iter().any(|label| word.ends_with(label))
        };
        let labelled = (start..end).rev().find(|index| is_label(self.get(*index))).map(|index| index + 1);
        let index = labelled
            .or_else(|| (start..end).rev().find(|index| bare(self.get(*index)).starts_with("arn:")))?;
        let caller = bare(self.get(index));
        let is_caller =
            caller.starts_with("arn:") || caller == "anonymous" || caller.ends_with(".amazonaws.com");
        is_caller.then(|| caller.to_owned())
    }

    /// Reads `on resource: …` at `index`; returns where the rest begins.
    fn read_resource(&self, index: usize, call: &mut Call) -> usize {
        if !self.is(index, "on") {
            return index;
        }
        let mut first = index + 1;
        first += usize::from(self.is(first, "the"));
        if bare(self.get(first)).to_ascii_lowercase().starts_with("resource") {
            first += 1;
        }
        first += usize::from(self.get(first) == ":");
        let (mut end, mut quoted) = (first + 1, false);
        if self.get(first).starts_with('"') {
            let is_last = |index: &usize| {
                let word = self.get(*index).trim_end_matches(['.', ',', ')', '}']);
                word.ends_with('"') && (*index > first || word.len() > 1)
            };
            if let Some(last) = (first..first + MOST_WORDS * 4).find(is_last) {
                (end, quoted) = (last + 1, true);
            }
        }
        if !quoted {
            let is_tail = |index: &usize| self.is_tail(*index);
            if let Some(tail) = (first..first + MOST_WORDS).find(is_tail) {
                end = tail;
            } else if ["role", "user", "group", "policy"].iter().any(|kind| self.is(first, kind)) {
                end = first + 2;
            }
        }
        let resource = self.0.get(first..end.min(self.0.len())).unwrap_or_default().join(" ");
        let resource = if quoted {
            resource.split('"').nth(1).unwrap_or_default()
        } else {
            resource.trim_matches(|c: char| "\"'`“”‘’[](){}<>,;.".contains(c))
        };
        if !resource.is_empty() {
            call.resource = Some(resource.to_owned());
        }
        end
    }

    fn is_tail(&self, index: usize) -> bool {
        self.is(index, "because") || self.are(index, &["with", "an", "explicit", "deny"])
    }

    /// Reads `because no … allows` or `with an explicit deny in …`.
    fn read_outcome(&self, index: usize, call: &mut Call) {
        let outcome = &mut call.outcome;
        if self.are(index, &["with", "an", "explicit", "deny"]) {
            outcome.decision = Some(ExpectedDecision::ExplicitlyDenied);
            let article = index + 5;
            if self.is(index + 4, "in") {
                let named =
                    article + usize::from(["a", "an", "the"].iter().any(|word| self.is(article, word)));
                self.read_policy_type(named, outcome);
            }
        } else if self.are(index, &["because", "no"]) {
            self.read_policy_type(index + 2, outcome);
            if outcome.policy_type.is_some() {
                outcome.decision = Some(ExpectedDecision::ImplicitlyDenied);
            }
        } else if self.is(index, "because") {
            let reason = self.0.get(index + 1..).unwrap_or_default();
            let is_last = |word: &&str| word.ends_with('.');
            let length = reason.iter().position(is_last).map_or(reason.len(), |last| last + 1);
            let reason = reason.get(..length.min(MOST_REASON_WORDS)).unwrap_or_default().join(" ");
            outcome.reason = Some(bare(&reason).replace('`', "'"));
        }
    }

    fn read_policy_type(&self, index: usize, outcome: &mut Outcome) {
        const NAMES: &[(&[&str], PolicyType)] = &[
            (&["service", "control", "policy"], PolicyType::ServiceControl),
            (&["resource", "control", "policy"], PolicyType::ResourceControl),
            (&["VPC", "endpoint", "policy"], PolicyType::VpcEndpoint),
            (&["permissions", "boundary"], PolicyType::PermissionsBoundary),
            (&["session", "policy"], PolicyType::Session),
            (&["sessions", "policy"], PolicyType::Session),
            (&["resource-based", "policy"], PolicyType::Resource),
            (&["role", "trust", "policy"], PolicyType::RoleTrust),
            (&["identity-based", "policy"], PolicyType::Identity),
        ];
        let Some((name, policy_type)) = NAMES.iter().find(|(name, _)| self.are(index, name)) else {
            return;
        };
        outcome.policy_type = Some(*policy_type);
        let after = index + name.len();
        // With `because no …` the ARN stands after the action: `allows the s3:GetObject action: arn:…`.
        let colon = [after, after + 4].into_iter().find(|end| self.get(end - 1).ends_with(':'));
        let arn = colon.map(|end| bare(self.get(end))).filter(|arn| split_arn(arn).is_some());
        outcome.policy_arn = arn.map(str::to_owned);
    }

    /// `Principal [arn:…] is not allowed to execute [service:Action] on the resource`
    fn read_execute_sentence(&self, call: &mut Call) -> bool {
        let stands_at = |index: &usize| self.are(*index, &["is", "not", "allowed", "to", "execute"]);
        let Some(index) = (0..self.0.len()).find(stands_at) else {
            return false;
        };
        let action = bare(self.get(index + 5));
        let caller = bare(self.get(index.saturating_sub(1)));
        if !is_action_name(action) || !action.contains(':') {
            return false;
        }
        call.action = Some(with_usual_prefix(action));
        call.caller = caller.starts_with("arn:").then(|| caller.to_owned());
        true
    }

    /// What API Gateway answers when a Lambda authorizer's policy does not allow a call.
    fn read_authorizer_sentence(&self, call: &mut Call) -> bool {
        let sentence = ["not", "authorized", "to", "access", "this", "resource"];
        let Some(index) = (0..self.0.len()).find(|index| self.are(*index, &sentence)) else {
            return false;
        };
        call.action = Some("execute-api:Invoke".to_owned());
        call.outcome.reason = Some("the policy of the API's Lambda authorizer decided".to_owned());
        if self.are(index + sentence.len(), &["with", "an", "explicit", "deny"]) {
            call.outcome.decision = Some(ExpectedDecision::ExplicitlyDenied);
        }
        true
    }
}

/// The ARN of a resource that the message gives as `role Name`, and the prefix of an action that has none.
fn complete_resource(call: &mut Call, facts: &mut Facts) {
    let caller_account = call
        .caller
        .as_deref()
        .and_then(split_arn)
        .map(|[_, partition, _, _, account, _]| (partition, account));
    let named = call.resource.as_deref().and_then(|resource| resource.split_once(' '));
    if let Some((kind @ ("role" | "user" | "group" | "policy"), name)) = named {
        call.resource = caller_account
            .map(|(partition, account)| format!("arn:{partition}:iam::{account}:{kind}/{name}"))
            .filter(|arn| partition_of(arn).is_some());
    }
    let is_name = |resource: &mut String| resource != "*" && !resource.starts_with("arn:");
    if let Some(name) = call.resource.take_if(is_name) {
        facts
            .unknown
            .push(format!("the ARN of the resource, which the text calls `{}`", name.replace('`', "'")));
    }
    if let Some(action) = call.action.take_if(|action| !action.contains(':')) {
        let service = call.resource.as_deref().and_then(service_of).and_then(service_prefix);
        match service {
            Some(prefix) => call.action = Some(format!("{prefix}:{action}")),
            None => call.operation = Some(action),
        }
    }
}

/// The service of an operation that the wording gives away.
fn complete_operation(call: &mut Call, text: &str) {
    let Some(operation) = &call.operation else {
        return;
    };
    // Only EC2 and what is built on it answer with this code.
    if text.contains("UnauthorizedOperation") || text.contains("not authorized to perform this operation") {
        call.action = Some(format!("ec2:{operation}"));
        return;
    }
    // SQS names the address of the queue.
    if let Some(url) = text.split_whitespace().find(|word| word.starts_with("https://sqs.")) {
        call.action = Some(format!("sqs:{operation}"));
        call.resource = queue_arn(url);
        return;
    }
    // `Access Denied` in two words is S3's.
    let is_of_s3 = ["Bucket", "Object", "UploadPart", "MultipartUpload", "ListParts"]
        .iter()
        .any(|word| operation.contains(word));
    if is_of_s3 && text.contains("Access Denied") {
        call.action = Some(super::operation::action("s3", operation, false).action);
    }
}
