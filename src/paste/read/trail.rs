//! CloudTrail records: who called what.

use super::json::{at, elements, faultless, is_true, member, scalar, tags, text, values};
use super::message::{self, Found};
use super::operation::{action, service_of_source};
use super::trail_resource::resource;
use crate::condition::{Instant, parse_address};
use crate::matching::split_arn;
use crate::paste::facts::{Call, Facts};
use crate::paste::kind::{NotRecognised, NotRecognisedKind};
use crate::text::json::{Node, Value};
use crate::workspace::model::ExpectedDecision;

/// So many records become requests; the others are counted.
const MOST_RECORDS: usize = 20;

/// Whether `node` is a record.
pub(super) fn is_record(node: &Node<'_>) -> bool {
    text(node, &["eventName"]).is_some() && text(node, &["eventSource"]).is_some()
}

/// The records of a log file, of `lookup-events`, of EventBridge, or one that stands alone; none in other texts.
pub(super) fn read(root: &Node<'_>) -> Option<Result<Facts, NotRecognised>> {
    let mut reader = Reader::default();
    let list = match &root.value {
        Value::Array(elements) if elements.iter().any(is_record) => elements,
        _ if elements(root, "Records").iter().any(is_record) => elements(root, "Records"),
        _ => &[],
    };
    for record in list {
        reader.record(record);
    }
    for event in elements(root, "Events").iter().chain([root]) {
        if let Some(record) = text(event, &["CloudTrailEvent"]).and_then(faultless) {
            reader.record(&record);
        }
    }
    if let Some(detail) = member(root, "detail").filter(|detail| is_record(detail)) {
        reader.record(detail);
    }
    if is_record(root) {
        reader.record(root);
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    facts: Facts,
    seen: usize,
    not_requests: Vec<String>,
}

impl Reader {
    fn record(&mut self, record: &Node<'_>) {
        self.seen += 1;
        if self.facts.calls.len() >= MOST_RECORDS {
            return;
        }
        let event_type = text(record, &["eventType"]).unwrap_or("AwsApiCall");
        let is_request =
            ["AwsApiCall", "Rds Data Service", "AwsVpceEvent", "AwsVpceEvents"].contains(&event_type);
        let source = text(record, &["eventSource"]).unwrap_or_default();
        if !is_request || source.starts_with("signin.") {
            self.not_requests
                .push(format!("`{}` ({event_type})", text(record, &["eventName"]).unwrap_or_default()));
            return;
        }
        let call = read_record(record, &mut self.facts);
        self.facts.calls.push(call);
    }

    fn finish(mut self) -> Option<Result<Facts, NotRecognised>> {
        if self.seen == 0 {
            return None;
        }
        if self.facts.calls.is_empty() {
            let first = self.not_requests.first().map_or("", String::as_str);
            let message = format!("the event {first} is no request that policies decide about");
            let help = "paste an event whose `eventType` is `AwsApiCall`";
            return Some(Err(NotRecognised::new(NotRecognisedKind::NotARequest, message).with_help(help)));
        }
        let left_out = self.seen - self.facts.calls.len() - self.not_requests.len();
        if left_out > 0 {
            self.facts
                .unknown
                .push(format!("{left_out} more events: only the first {MOST_RECORDS} were taken"));
        }
        if !self.not_requests.is_empty() {
            let number = self.not_requests.len();
            self.facts.remarks.push(format!("events left out because they are no requests: {number}"));
        }
        // The page shows the last one that is added, and a denial is what people ask about.
        self.facts.calls.sort_by_key(|call| call.outcome.decision != Some(ExpectedDecision::Allowed));
        dedup(&mut self.facts.unknown);
        dedup(&mut self.facts.remarks);
        Some(Ok(self.facts))
    }
}

fn dedup(lines: &mut Vec<String>) {
    let mut seen = std::collections::HashSet::new();
    lines.retain(|line| seen.insert(line.clone()));
}

fn read_record(record: &Node<'_>, facts: &mut Facts) -> Call {
    let mut call = Call::default();
    super::trail_identity::read(record, &mut call);
    let source = text(record, &["eventSource"]).unwrap_or_default();
    let service = service_of_source(source);
    let name = text(record, &["eventName"]).unwrap_or_default();
    let has_version = at(record, &["requestParameters", "versionId"]).is_some();
    let needed = action(&service, name, has_version);
    for other in needed.others {
        facts
            .unknown
            .push(format!("the operation `{name}` also needs `{other}`: ask for it in a request of its own"));
    }
    call.action = Some(needed.action);
    read_message(record, &mut call);
    if call.resource.is_none() {
        call.resource = resource(record, &service, call.action.as_deref().unwrap_or_default());
    }
    read_account(record, &mut call);
    read_network(record, &mut call);
    read_context(record, &service, &mut call);
    note_passed_roles(record, &service, name, facts);
    call
}

/// The outcome, and what the error message says better than the record.
fn read_message(record: &Node<'_>, call: &mut Call) {
    let code = text(record, &["errorCode"]);
    let is_denial = code.is_some_and(|code| {
        ["AccessDenied", "UnauthorizedOperation", "VpceAccessDenied"]
            .iter()
            .any(|denial| code.contains(denial))
    });
    if code.is_none() {
        // The call got past authorization.
        call.outcome.decision = Some(ExpectedDecision::Allowed);
    }
    if let Some(code) = code.filter(|_| !is_denial) {
        call.outcome.reason = Some(format!("the error {code} is no denial"));
    }
    let Some(message) = text(record, &["errorMessage"]).filter(|_| is_denial) else {
        return;
    };
    let Some(Found::Message(found)) = message::find(message) else {
        return;
    };
    if let Some(said) = found.calls.into_iter().next() {
        call.outcome = said.outcome;
        call.action = said.action.or(call.action.take());
        call.resource = said.resource.filter(|resource| resource != "*");
        if call.caller.is_none() {
            call.caller = said.caller;
        }
    }
}

fn read_account(record: &Node<'_>, call: &mut Call) {
    let has_account = |arn: &str| split_arn(arn).is_some_and(|[_, _, _, _, account, _]| !account.is_empty());
    if call.resource.as_deref().is_some_and(has_account) {
        return;
    }
    let resource = call.resource.as_deref().unwrap_or_default();
    let entries = elements(record, "resources").iter();
    let holds = |entry: &&Node<'_>| {
        let arn = text(entry, &["ARN"]).or_else(|| text(entry, &["arn"])).unwrap_or_default();
        !arn.is_empty() && resource.starts_with(arn)
    };
    // The entry of an object names no account; that of its bucket does.
    let account = entries.filter(holds).find_map(|entry| text(entry, &["accountId"]));
    call.resource_account = account.map(str::to_owned);
}

fn read_network(record: &Node<'_>, call: &mut Call) {
    let address = text(record, &["sourceIPAddress"]).filter(|address| parse_address(address).is_some());
    let endpoint = text(record, &["vpcEndpointId"]);
    call.vpc_endpoint = endpoint.map(str::to_owned);
    match endpoint {
        Some(_) => {
            if let Some(address) = address {
                call.add("aws:VpcSourceIp", address);
            }
            if let Some(account) = text(record, &["vpcEndpointAccountId"]) {
                call.add("aws:VpceAccount", account);
            }
            call.absent.push("aws:SourceIp");
        }
        None => {
            if let Some(address) = address {
                call.add("aws:SourceIp", address);
            }
            call.absent.extend([
                "aws:SourceIp",
                "aws:SourceVpc",
                "aws:SourceVpcArn",
                "aws:SourceVpce",
                "aws:VpcSourceIp",
                "aws:VpceAccount",
                "aws:VpceOrgID",
                "aws:VpceOrgPaths",
            ]);
        }
    }
    if let Some(version) = text(record, &["tlsDetails", "tlsVersion"]) {
        call.add("aws:SecureTransport", "true");
        if text(record, &["eventSource"]) == Some("s3.amazonaws.com")
            && let Some(number) = version.strip_prefix("TLSv")
        {
            call.add("s3:TlsVersion", number);
        }
    }
}

fn read_context(record: &Node<'_>, service: &str, call: &mut Call) {
    for (key, member_name) in [
        ("aws:RequestedRegion", "awsRegion"),
        ("aws:CurrentTime", "eventTime"),
        ("aws:UserAgent", "userAgent"),
    ] {
        if let Some(value) = text(record, &[member_name]) {
            call.add(key, value);
        }
    }
    if let Some((time, _)) = text(record, &["eventTime"]).and_then(Instant::parse) {
        call.add("aws:EpochTime", time.seconds_since_1970().to_string());
    }
    if let Some(parameters) = member(record, "requestParameters") {
        read_request_tags(parameters, call);
        if service == "s3" {
            read_s3_parameters(parameters, record, call);
        }
    }
    // Only event data stores that are set up for it have these two.
    if let Some(Value::Object(members)) =
        at(record, &["eventContext", "requestContext"]).map(|node| &node.value)
    {
        for given in members {
            call.context.insert(given.name.to_string(), values(&given.value));
        }
    }
    if let Some(given) = at(record, &["eventContext", "tagContext", "principalTags"]) {
        for (tag, value) in tags(given) {
            call.add(format!("aws:PrincipalTag/{tag}"), value);
        }
    }
}

fn read_request_tags(parameters: &Node<'_>, call: &mut Call) {
    let lists = ["tags", "tagList", "tagSet", "Tags"].iter().filter_map(|name| member(parameters, name));
    let found: Vec<(String, String)> =
        lists.map(|list| member(list, "items").unwrap_or(list)).flat_map(tags).collect();
    if found.is_empty() {
        return;
    }
    let keys = found.iter().map(|(tag, _)| tag.clone()).collect();
    for (tag, value) in found {
        call.add(format!("aws:RequestTag/{tag}"), value);
    }
    call.context.insert("aws:TagKeys".to_owned(), keys);
}

fn read_s3_parameters(parameters: &Node<'_>, record: &Node<'_>, call: &mut Call) {
    const SAME_NAME: &[&str] = &[
        "prefix",
        "delimiter",
        "max-keys",
        "x-amz-acl",
        "x-amz-copy-source",
        "x-amz-metadata-directive",
        "x-amz-server-side-encryption",
        "x-amz-server-side-encryption-aws-kms-key-id",
        "x-amz-storage-class",
        "x-amz-website-redirect-location",
    ];
    for name in SAME_NAME {
        if let Some(value) = member(parameters, name).and_then(scalar) {
            call.add(format!("s3:{name}"), value);
        }
    }
    if let Some(version) = text(parameters, &["versionId"]) {
        call.add("s3:VersionId", version);
    }
    let additional = |name: &str| text(record, &["additionalEventData", name]);
    match additional("AuthenticationMethod") {
        Some("AuthHeader") => call.add("s3:authType", "REST-HEADER"),
        Some("QueryString") => call.add("s3:authType", "REST-QUERY-STRING"),
        _ => {}
    }
    if additional("SignatureVersion") == Some("SigV4") {
        call.add("s3:signatureversion", "AWS4-HMAC-SHA256");
    }
}

/// A call that hands a role to a service needs `iam:PassRole` as well, which has no record of its own.
fn note_passed_roles(record: &Node<'_>, service: &str, operation: &str, facts: &mut Facts) {
    let Some(Value::Object(members)) = member(record, "requestParameters").map(|node| &node.value) else {
        return;
    };
    if matches!(service, "iam" | "sts") || is_true(record, "readOnly") {
        return;
    }
    for parameter in members {
        let is_role = parameter.name.to_ascii_lowercase().contains("role");
        if let (true, Value::String(arn)) = (is_role, &parameter.value.value)
            && matches!(split_arn(arn), Some([_, _, "iam", _, _, name]) if name.starts_with("role/"))
        {
            let role = arn.replace('`', "'");
            facts.unknown.push(format!("the operation `{operation}` also needs `iam:PassRole` on `{role}`"));
        }
    }
}
