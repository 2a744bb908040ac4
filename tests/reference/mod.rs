//! A second evaluator, written from the clauses of the semantics alone: slow, obvious, and sharing nothing
//! with the product. It takes the recommended side of every open question.
//!
//! Each part names the clause that it follows; the algorithm is that of §5J.

mod actions;
mod caller;
mod conditions;
mod principals;
mod resources;
mod statements;
mod templates;
mod values;

use serde_json::Value;

use caller::Caller;
use principals::Grant;
use statements::{PolicyKind, Request, allows, grants, is_denied, list};

/// What the reference says about a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// `Allowed`, `ExplicitlyDenied` or `ImplicitlyDenied`.
    pub(crate) decision: &'static str,
    /// The check that decided, by its name in the interfaces; none where no policy was asked.
    pub(crate) check: Option<&'static str>,
    /// For organization policies that stop the request, the number of the level.
    pub(crate) level: Option<usize>,
}

const ENDPOINT: &str = "VPC_ENDPOINT";
const RCP: &str = "RESOURCE_CONTROL_POLICY";
const SCP: &str = "SERVICE_CONTROL_POLICY";
const RESOURCE: &str = "RESOURCE";
const IDENTITY: &str = "PRINCIPAL";
const BOUNDARY: &str = "PERMISSIONS_BOUNDARY";
const SESSION: &str = "SESSION";

fn answer(decision: &'static str, check: &'static str, level: Option<usize>) -> Answer {
    Answer { decision, check: Some(check), level }
}

fn allowed(check: &'static str) -> Answer {
    answer("Allowed", check, None)
}

fn denied(check: &'static str) -> Answer {
    answer("ImplicitlyDenied", check, None)
}

/// Allowed without asking any policy.
const FREE: Answer = Answer { decision: "Allowed", check: None, level: None };

/// Decides a scenario in the form of §10.
pub(crate) fn decide(scenario: &Value) -> Answer {
    let caller = Caller::read(&scenario["principal"]);
    let request = Request::read(scenario, &caller);
    let action = request.action.to_lowercase();

    // 5.140, 5.141: these two need no permission and cannot be blocked.
    if action == "sts:getcalleridentity" || action == "sts:getsessiontoken" {
        return FREE;
    }

    let endpoint = one(&scenario["vpc_endpoint_policy"]);
    let resource = one(&scenario["resource_policy"]);
    let identity = many(&scenario["identity_policies"]);
    let boundary = one(&scenario["permissions_boundary"]);
    let session = many(&scenario["session_policies"]);
    let scps = levels_that_bind(&scenario["scps"], scps_bind(&caller));
    let rcps = levels_that_bind(&scenario["rcps"], rcps_bind(&caller, &request));
    let resource_kind = resource_policy_kind(&request);

    // 5.4, 5.20, 5.21: an explicit deny anywhere ends it.
    if is_denied(&endpoint, PolicyKind::Endpoint, &request) {
        return answer("ExplicitlyDenied", ENDPOINT, None);
    }
    for (level, policies) in rcps.iter().enumerate() {
        if is_denied(policies, PolicyKind::Rcp, &request) {
            return answer("ExplicitlyDenied", RCP, Some(level));
        }
    }
    for (level, policies) in scps.iter().enumerate() {
        if is_denied(policies, PolicyKind::Scp, &request) {
            return answer("ExplicitlyDenied", SCP, Some(level));
        }
    }
    if is_denied(&resource, resource_kind, &request) && !owner_repairs_bucket_policy(&caller, &request) {
        return answer("ExplicitlyDenied", RESOURCE, None);
    }
    if is_denied(&identity, PolicyKind::Identity, &request) {
        return answer("ExplicitlyDenied", IDENTITY, None);
    }
    if is_denied(&boundary, PolicyKind::Boundary, &request) {
        return answer("ExplicitlyDenied", BOUNDARY, None);
    }
    if is_denied(&session, PolicyKind::Session, &request) {
        return answer("ExplicitlyDenied", SESSION, None);
    }

    // 5.7: no endpoint policy is full access.
    if !endpoint.is_empty() && !allows(&endpoint, PolicyKind::Endpoint, &request) {
        return denied(ENDPOINT);
    }
    // 5.22, 5.40, 5.42: every level has to allow.
    for (level, policies) in rcps.iter().enumerate() {
        if !allows(policies, PolicyKind::Rcp, &request) {
            return answer("ImplicitlyDenied", RCP, Some(level));
        }
    }
    for (level, policies) in scps.iter().enumerate() {
        if !allows(policies, PolicyKind::Scp, &request) {
            return answer("ImplicitlyDenied", SCP, Some(level));
        }
    }

    let same_account = caller.account() == Some(request.resource_account.clone());
    let mut found = grants(&resource, resource_kind, &request);
    if caller.account().is_some() && !same_account && works_in_one_account_only(&request) {
        found.clear();
    }
    let is_granted = !found.is_empty();
    let must_be_granted = matches!(resource_kind, PolicyKind::Trust | PolicyKind::Key);

    match caller {
        // 5.109, 5.110, 5.132, 5.138: only the resource's side counts.
        Caller::Service { .. } | Caller::Provider { .. } | Caller::Anonymous => {
            return if found.contains(&Grant::Direct) { allowed(RESOURCE) } else { denied(RESOURCE) };
        }
        // 5.70, 5.87, 5.90, 5.104, 5.130
        Caller::Root { .. } => {
            return match (same_account && !must_be_granted, is_granted) {
                (true, _) => FREE,
                (false, true) => allowed(RESOURCE),
                (false, false) => denied(RESOURCE),
            };
        }
        _ => {}
    }

    let identity_ok = allows(&identity, PolicyKind::Identity, &request);
    let boundary_ok = boundary.is_empty() || allows(&boundary, PolicyKind::Boundary, &request);
    // 5.29, 5.30, 5.31
    let session_ok = match session.is_empty() {
        true => !matches!(caller, Caller::FederatedUser { .. }),
        false => allows(&session, PolicyKind::Session, &request),
    };
    let gates = [(identity_ok, IDENTITY), (boundary_ok, BOUNDARY), (session_ok, SESSION)];
    let first_failing =
        |gates: &[(bool, &'static str)]| gates.iter().find(|(ok, _)| !ok).map(|(_, check)| *check);

    if !same_account {
        // 5.80–5.84: both sides; the resource's is named when they agree to allow, being the first (5.20).
        return match (is_granted, first_failing(&gates)) {
            (false, _) => denied(RESOURCE),
            (true, Some(gate)) => denied(gate),
            (true, None) => allowed(RESOURCE),
        };
    }
    // 5.91, 5.104
    if must_be_granted && !is_granted {
        return denied(RESOURCE);
    }
    // 5.108: the exception for a trusted user with a boundary.
    let is_user_with_boundary = matches!(caller, Caller::User { .. }) && !boundary.is_empty();
    let stopped_by_boundary = resource_kind == PolicyKind::Trust && is_user_with_boundary && !boundary_ok;
    if found.contains(&Grant::Direct) && !stopped_by_boundary {
        return allowed(RESOURCE);
    }
    if found.contains(&Grant::Entity) && boundary_ok && session_ok {
        return allowed(RESOURCE);
    }
    // A grant that needs no identity policy is stopped by boundary or session policy alone.
    let needs_identity = !found.contains(&Grant::Direct) && !found.contains(&Grant::Entity);
    match first_failing(if needs_identity { &gates } else { &gates[1..] }) {
        Some(gate) => denied(gate),
        None => allowed(IDENTITY),
    }
}

/// The documents of a slot that holds one policy or `null`.
fn one(slot: &Value) -> Vec<&Value> {
    if slot.is_null() { Vec::new() } else { vec![&slot["document"]] }
}

/// The documents of a slot that holds a list.
fn many(slot: &Value) -> Vec<&Value> {
    list(slot).iter().map(|policy| &policy["document"]).collect()
}

/// The documents of each level, from the root down.
fn levels_that_bind(slot: &Value, bind: bool) -> Vec<Vec<&Value>> {
    if bind { list(slot).iter().map(|level| many(&level["policies"])).collect() } else { Vec::new() }
}

/// 5.45, 5.47: not service-linked roles, and nobody without an account.
fn scps_bind(caller: &Caller) -> bool {
    caller.account().is_some() && !caller.is_service_linked_role()
}

/// 5.52: not service-linked roles, their assumption, nor `kms:RetireGrant`. 5.53: only some services.
fn rcps_bind(caller: &Caller, request: &Request) -> bool {
    let action = request.action.to_lowercase();
    let service = action.split(':').next().unwrap_or_default().to_owned();
    let assumes_service_linked_role = resource_policy_kind(request) == PolicyKind::Trust
        && request.resource.contains(":role/aws-service-role/");
    !caller.is_service_linked_role()
        && !assumes_service_linked_role
        && action != "kms:retiregrant"
        && RCP_SERVICES.split(' ').any(|supported| supported == service)
}

/// 5.53, as of 26 September 2026.
const RCP_SERVICES: &str = "appstream dsql clouddirectory cloudfront cloudsearch logs networkmonitor \
    cognito-identity cognito-idp comprehend comprehendmedical firehose dynamodb dax autoscaling ecr ecr-public \
    gamelift inspector-scan kendra kinesisvideo memorydb aoss personalize polly s3 swf sqs textract \
    timestream-influxdb transcribe translate workspaces appconfig autoscaling-plans budgets servicediscovery \
    cloudtrail-data codeartifact codebuild codecommit codepipeline compute-optimizer cost-optimization-hub events \
    fms fis health rolesanywhere kms opensearch pricing pca-connector-ad resource-groups secretsmanager sts signin \
    support transfer notifications wafv2 xray";

/// §10: a trust policy when a role is being assumed, a key policy when a key is used.
fn resource_policy_kind(request: &Request) -> PolicyKind {
    let action = request.action.to_lowercase();
    let is_on = |service: &str, kind: &str| {
        let fields: Vec<&str> = request.resource.splitn(6, ':').collect();
        fields.len() == 6 && fields[2] == service && fields[5].starts_with(kind)
    };
    let assumes = action.starts_with("sts:assumerole")
        || action == "sts:tagsession"
        || action == "sts:setsourceidentity";
    if assumes && is_on("iam", "role/") {
        PolicyKind::Trust
    } else if action.starts_with("kms:") && is_on("kms", "key/") {
        PolicyKind::Key
    } else {
        PolicyKind::Resource
    }
}

/// 5.143: the bucket owner's root user always gets at the bucket's policy.
fn owner_repairs_bucket_policy(caller: &Caller, request: &Request) -> bool {
    let actions = ["s3:getbucketpolicy", "s3:putbucketpolicy", "s3:deletebucketpolicy"];
    matches!(caller, Caller::Root { .. })
        && caller.account() == Some(request.resource_account.clone())
        && actions.contains(&request.action.to_lowercase().as_str())
}

/// 5.97, 5.139, 5.144: calls that fail across accounts whatever the policies say.
fn works_in_one_account_only(request: &Request) -> bool {
    let action = request.action.to_lowercase();
    let across_accounts = [
        // 5.97: cryptographic operations …
        "kms:encrypt",
        "kms:decrypt",
        "kms:reencryptfrom",
        "kms:reencryptto",
        "kms:generatedatakey",
        "kms:generatedatakeywithoutplaintext",
        "kms:generatedatakeypair",
        "kms:generatedatakeypairwithoutplaintext",
        "kms:generatemac",
        "kms:verifymac",
        "kms:sign",
        "kms:verify",
        "kms:derivesharedsecret",
        // … and these.
        "kms:creategrant",
        "kms:describekey",
        "kms:getkeyrotationstatus",
        "kms:getpublickey",
        "kms:listgrants",
        "kms:retiregrant",
        "kms:revokegrant",
    ];
    let is_key = resource_policy_kind(request) == PolicyKind::Key;
    (is_key && !across_accounts.contains(&action.as_str()))
        || action == "iam:passrole"
        || action == "s3:putbucketpolicy"
}
