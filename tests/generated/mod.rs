//! Scenarios made by chance: every kind of caller, resource and policy, from small alphabets so that matches
//! and near misses are frequent. The same seed gives the same scenario. AWS would accept every document.

mod callers;
mod conditions;
mod patterns;
mod policies;
mod principals;
mod random;
mod scenes;

use serde_json::{Value, json};

use callers::Kind;
use policies::{PolicyKind, Writer};
use scenes::Scene;

pub(crate) use random::Random;

/// One scenario in the form of §10 of the semantics.
pub(crate) fn scenario(seed: u64) -> Value {
    let mut random = Random::new(seed);
    let scene = Scene::choose(&mut random);
    let context = conditions::context(&scene, &mut random);
    let kind = scene.caller.kind;
    let has_identity =
        matches!(kind, Kind::User | Kind::Role | Kind::ServiceLinkedRole | Kind::FederatedUser);
    let has_account = has_identity || kind == Kind::Root;
    let can_have_boundary = has_identity && kind != Kind::ServiceLinkedRole;
    let can_have_session = matches!(kind, Kind::Role | Kind::FederatedUser);
    let travels = has_account || kind == Kind::Anonymous;

    let mut writer = Writer::new(&scene, &context, random);
    let identity =
        if has_identity { writer.policies(PolicyKind::Identity, &[25, 50, 25]) } else { Vec::new() };
    let boundary = writer.one_of_100(if can_have_boundary { 40 } else { 0 }, PolicyKind::Boundary);
    let session =
        if can_have_session { writer.policies(PolicyKind::Session, &[60, 30, 10]) } else { Vec::new() };
    let scps = if has_account { writer.levels(PolicyKind::Scp) } else { Vec::new() };
    let rcps = writer.levels(PolicyKind::Rcp);
    let resource = match scene.resource_policy {
        Some(kind @ (PolicyKind::Trust | PolicyKind::Key)) => writer.one_of_100(92, kind),
        Some(kind) => writer.one_of_100(65, kind),
        None => Value::Null,
    };
    let endpoint = writer.one_of_100(if travels { 25 } else { 0 }, PolicyKind::Endpoint);
    json!({
        "principal": scene.caller.principal,
        "identity_policies": identity,
        "permissions_boundary": boundary,
        "session_policies": session,
        "scps": scps,
        "rcps": rcps,
        "resource_policy": resource,
        "vpc_endpoint_policy": endpoint,
        "request": {
            "action": scene.action,
            "resource": scene.resource,
            "resource_account": scene.resource_account,
            "context": context.to_json(),
        },
    })
}
