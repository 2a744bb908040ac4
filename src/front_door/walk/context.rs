//! What policies can ask of a request.

use std::borrow::Cow;

use super::OpenQuestion;
use crate::front_door::calendar::iso_8601;
use crate::front_door::model::{Endpoint, FrontDoor};
use crate::front_door::request::{DoorRequest, Sent};
use crate::reading::Readings;
use crate::scenario::{Caller, ContextEntry, Principal, Request, VpcEndpointType};

/// The request as policies see it; with a question, as they see it on the other answer to that.
pub(super) type Seen = (Option<OpenQuestion>, Request<'static>);

/// The request of a caller without IAM identity, in every way that AWS's documents leave open.
pub(super) fn anonymous(door: &FrontDoor, request: &DoorRequest<'_>, arn: &str) -> Vec<Seen> {
    without_identity(door, request, arn, Principal::Anonymous)
}

/// The request that the policy of a Lambda authorizer is asked about: it belongs to no principal, but has to be evaluated
/// as that of one in the account.
pub(super) fn for_authorizer(door: &FrontDoor, request: &DoorRequest<'_>, arn: &str) -> Vec<Seen> {
    let partition = if door.partition.is_empty() { "aws" } else { &door.partition };
    let principal =
        Principal::User { arn: format!("arn:{partition}:iam::{}:user/caller-of-the-api", door.account) };
    without_identity(door, request, arn, principal)
}

fn without_identity(
    door: &FrontDoor,
    request: &DoorRequest<'_>,
    arn: &str,
    principal: Principal,
) -> Vec<Seen> {
    let mut seen = Vec::new();
    for (question, arn) in arns(arn) {
        let listed = Draft::new(door, request, &arn, principal.clone()).request;
        // What IAM tells of an anonymous caller, whoever the policy is evaluated for.
        let mut described = Request { principal: Principal::Anonymous, ..listed.clone() };
        described.derive_context();
        described.principal = principal.clone();
        seen.push((question, listed));
        seen.push((Some(question.unwrap_or(OpenQuestion::KeysOfAnonymousCallers)), described));
    }
    seen
}

/// The request of an IAM identity, in every way that AWS's documents leave open.
pub(super) fn signed(
    door: &FrontDoor,
    request: &DoorRequest<'_>,
    arn: &str,
    caller: &Caller<'_>,
) -> Vec<Seen> {
    let seen = |(question, arn): (Option<OpenQuestion>, String)| {
        let mut draft = Draft::new(door, request, &arn, caller.principal.clone());
        draft.request.context.splice(0..0, caller.context.iter().map(owned));
        let unknown = caller.unknown_context.iter().map(|key| Cow::Owned(key.to_string()));
        draft.request.unknown_context.extend(unknown);
        draft.keep_first_of_each_key();
        draft.request.derive_context();
        (question, draft.request)
    };
    arns(arn).into_iter().map(seen).collect()
}

fn owned(entry: &ContextEntry<'_>) -> ContextEntry<'static> {
    ContextEntry {
        key: Cow::Owned(entry.key.to_string()),
        values: entry.values.iter().map(|value| Cow::Owned(value.to_string())).collect(),
        derived: entry.derived,
    }
}

/// The ARN as sent and, where that differs, with decoded percent signs.
fn arns(arn: &str) -> Vec<(Option<OpenQuestion>, String)> {
    let as_sent = (None, arn.to_owned());
    match percent_decoded(arn) {
        decoded if decoded == arn => vec![as_sent],
        decoded => vec![as_sent, (Some(OpenQuestion::EncodedPath), decoded)],
    }
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let byte = after.get(..2).filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match byte.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(b'%');
                rest = after;
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

struct Draft {
    request: Request<'static>,
}

impl Draft {
    /// The request with the keys that API Gateway's table lists for every caller.
    fn new(door: &FrontDoor, request: &DoorRequest<'_>, arn: &str, principal: Principal) -> Self {
        let is_private = door.endpoint == Endpoint::Private;
        let mut draft = Self {
            request: Request {
                principal,
                action: Cow::Borrowed("execute-api:Invoke"),
                resource: Cow::Owned(arn.to_owned()),
                resource_account: Cow::Owned(door.account.clone()),
                context: Vec::new(),
                unknown_context: Vec::new(),
                vpc_endpoint_type: is_private.then_some(VpcEndpointType::Interface),
                readings: Readings::default(),
            },
        };
        draft.add_or_unknown("aws:CurrentTime", request.time.map(iso_8601));
        draft.add_or_unknown("aws:EpochTime", request.time.map(|time| (time / 1000).to_string()));
        draft.add("aws:SecureTransport", request.secure_transport.to_string());
        for (key, header) in [("aws:UserAgent", "user-agent"), ("aws:Referer", "referer")] {
            match request.header(header) {
                Sent::Never => {}
                Sent::Once(value) => draft.add(key, value.to_owned()),
                Sent::SeveralTimes => draft.unknown(key),
            }
        }
        if is_private {
            // The endpoint rewrites the address.
            draft.unknown("aws:SourceIp");
            let endpoint =
                door.vpc_endpoints.iter().find(|one| Some(&one.id) == request.vpc_endpoint.as_ref());
            draft.add_or_unknown("aws:SourceVpce", request.vpc_endpoint.clone());
            draft.add_or_unknown("aws:SourceVpc", endpoint.and_then(|endpoint| endpoint.vpc.clone()));
            draft.add_or_unknown("aws:VpcSourceIp", request.vpc_source_ip.clone());
            // Newer keys, which the table does not mention.
            for key in ["aws:SourceVpcArn", "aws:VpceAccount", "aws:VpceOrgID", "aws:VpceOrgPaths"] {
                draft.unknown(key);
            }
        } else {
            draft.add_or_unknown("aws:SourceIp", request.source_ip.clone());
        }
        draft
    }

    fn add(&mut self, key: &'static str, value: String) {
        let entry = ContextEntry { key: Cow::Borrowed(key), values: vec![Cow::Owned(value)], derived: true };
        self.request.context.push(entry);
    }

    fn unknown(&mut self, key: &'static str) {
        self.request.unknown_context.push(Cow::Borrowed(key));
    }

    fn add_or_unknown(&mut self, key: &'static str, value: Option<String>) {
        match value {
            Some(value) => self.add(key, value),
            None => self.unknown(key),
        }
    }

    /// What is given comes first and holds; a key with a value is not unknown.
    fn keep_first_of_each_key(&mut self) {
        let Request { context, unknown_context, .. } = &mut self.request;
        let mut kept: Vec<ContextEntry<'static>> = Vec::with_capacity(context.len());
        for entry in context.drain(..) {
            if !kept.iter().any(|other| other.key.eq_ignore_ascii_case(&entry.key)) {
                kept.push(entry);
            }
        }
        let is_given = |key: &str| kept.iter().any(|entry| entry.key.eq_ignore_ascii_case(key));
        unknown_context.retain(|key| !is_given(key));
        *context = kept;
    }
}
