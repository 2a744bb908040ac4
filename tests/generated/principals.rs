//! `Principal` and `NotPrincipal` elements that may or may not name the caller.

use serde_json::{Map, Value, json};

use super::callers::{AWAY, HERE, Kind, OIDC_PROVIDER, SAML_PROVIDER};
use super::policies::PolicyKind;
use super::random::Random;
use super::scenes::Scene;

pub(super) fn principal(scene: &Scene, kind: PolicyKind, random: &mut Random) -> Value {
    // 1.50; and a gateway endpoint takes nothing else (1.55).
    let is_gateway = kind == PolicyKind::Endpoint && scene.action.starts_with("s3:");
    if kind == PolicyKind::Rcp || is_gateway || random.chance(18) {
        return json!("*");
    }
    if random.chance(3) {
        return random.pick(&[&json!([]), &json!({}), &json!({"AWS": []})]).clone();
    }
    let mut map = Map::new();
    let mut aws: Vec<String> = Vec::new();
    if random.chance(75) && !scene.caller.chain.is_empty() {
        aws.push(of_the_caller(scene, random));
    }
    if random.chance(35) {
        aws.push(of_another(random));
    }
    // What `{"AWS": "*"}` says of an identity of a provider is not stated.
    if random.chance(8) && scene.caller.kind != Kind::Provider {
        aws.push("*".to_owned());
    }
    if !aws.is_empty() {
        map.insert("AWS".to_owned(), scalar_or_list(aws, random));
    }
    if scene.caller.kind == Kind::Service && random.chance(75) || random.chance(5) {
        let names = ["s3.amazonaws.com", "s3.ap-east-1.amazonaws.com", "lambda.amazonaws.com"];
        map.insert("Service".to_owned(), some_of(&names, random));
    }
    if kind == PolicyKind::Trust && (scene.caller.kind == Kind::Provider || random.chance(5)) {
        map.insert(
            "Federated".to_owned(),
            some_of(&[SAML_PROVIDER, OIDC_PROVIDER, "www.amazon.com"], random),
        );
    }
    if map.is_empty() { json!({"AWS": of_another(random)}) } else { Value::Object(map) }
}

/// A value that names the caller, its role or user, its account, or its unique id.
fn of_the_caller(scene: &Scene, random: &mut Random) -> String {
    let caller = &scene.caller;
    if random.chance(8)
        && let Some(user_id) = caller.user_id
    {
        return user_id.split(':').next().unwrap_or(user_id).to_owned();
    }
    match random.below(caller.chain.len() + 1) {
        number if number < caller.chain.len() => caller.chain[number].clone(),
        _ => HERE.to_owned(),
    }
}

fn of_another(random: &mut Random) -> String {
    let values = [
        "arn:aws:iam::111122223333:user/bob",
        "arn:aws:iam::111122223333:user/Mary",
        "arn:aws:iam::444455556666:user/Bob",
        "arn:aws:iam::111122223333:role/*",
        "arn:aws:iam::111122223333:user/*",
        "arn:aws:sts::111122223333:assumed-role/app/s3",
        "arn:aws:sts::111122223333:assumed-role/app/*",
        "arn:aws:iam::444455556666:root",
        AWAY,
        "AIDAEXAMPLE2",
        "AROAEXAMPLE2",
        "arn:aws:iam::111122223333:role/other",
        "arn:aws:sts::111122223333:federated-user/Dave",
    ];
    random.pick(&values).to_owned()
}

fn some_of(values: &[&str], random: &mut Random) -> Value {
    let first = random.pick(values).to_owned();
    let mut chosen = vec![first];
    if random.chance(40) {
        chosen.push(random.pick(values).to_owned());
    }
    scalar_or_list(chosen, random)
}

/// 1.26: one value may stand without a list.
pub(super) fn scalar_or_list(values: Vec<String>, random: &mut Random) -> Value {
    match values.as_slice() {
        [value] if random.chance(50) => json!(value),
        _ => json!(values),
    }
}

/// A `NotPrincipal` with all, or all but some, of the caller's identifiers.
pub(super) fn not_principal(scene: &Scene, random: &mut Random) -> Value {
    let mut aws: Vec<String> = scene.caller.chain.iter().filter(|_| random.chance(85)).cloned().collect();
    if random.chance(30)
        && let Some(account) = aws.iter_mut().find(|arn| arn.ends_with(":root"))
    {
        *account = HERE.to_owned();
    }
    if aws.is_empty() || random.chance(20) {
        aws.push(of_another(random));
    }
    let mut map = Map::new();
    map.insert("AWS".to_owned(), scalar_or_list(aws, random));
    if scene.caller.kind == Kind::Service && random.chance(80) {
        map.insert("Service".to_owned(), some_of(&["s3.amazonaws.com", "lambda.amazonaws.com"], random));
    }
    Value::Object(map)
}
