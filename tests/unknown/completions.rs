//! What could stand in place of what is unknown.

use std::collections::{BTreeMap, BTreeSet};

use policyscope::scenario::resource_policy_type;
use serde_json::{Map, Value, json};

use super::generated::{self, Random};

/// A completion: for each name in `depends_on` form, the content of the slot, or the values of the key (`null`
/// where the request does not have it).
pub(crate) type Completion = BTreeMap<String, Value>;

const KEY: &str = "context:";

/// What `scenario` can have that somebody may not know, as `depends_on` names it.
///
/// The root user, services and callers without credentials have no policies of their own, and a service-linked
/// role has no boundary (clauses 1.53, 5.130, 5.132); a session policy belongs to a session.
pub(crate) fn hideable(scenario: &Value) -> (Vec<String>, Vec<String>) {
    let arn = scenario["principal"]["arn"].as_str().unwrap_or_default();
    let role = scenario["principal"]["role"].as_str().unwrap_or(arn);
    let is_root = arn.ends_with(":root");
    let is_user = arn.contains(":user/");
    let mut slots = vec!["rcps", "resource_policy"];
    if !arn.is_empty() || scenario["principal"] == "anonymous" {
        slots.push("vpc_endpoint_policy");
    }
    if !arn.is_empty() {
        slots.push("scps");
    }
    if !arn.is_empty() && !is_root {
        slots.push("identity_policies");
        if !role.contains(":role/aws-service-role/") {
            slots.push("permissions_boundary");
        }
        if !is_user {
            slots.push("session_policies");
        }
    }
    let keys = Mentions::of(scenario).keys.into_keys().map(|key| format!("{KEY}{key}"));
    (slots.into_iter().map(str::to_owned).collect(), keys.collect())
}

/// `scenario` with `names` unknown.
pub(crate) fn hide(scenario: &Value, names: &[String]) -> Value {
    let mut hidden = scenario.clone();
    let mut unknown_keys = Vec::new();
    for name in names {
        match name.strip_prefix(KEY) {
            None => hidden[name] = json!("unknown"),
            Some(key) => {
                let context = hidden["request"]["context"].as_object_mut().unwrap();
                context.retain(|given, _| !given.eq_ignore_ascii_case(key));
                unknown_keys.push(key);
            }
        }
    }
    hidden["request"]["unknown_context"] = json!(unknown_keys);
    hidden
}

/// `hidden` with everything that is unknown there as `completion` says.
pub(crate) fn complete(hidden: &Value, completion: &Completion) -> Value {
    let mut complete = hidden.clone();
    for (name, content) in completion {
        match name.strip_prefix(KEY) {
            None if complete[name] == "unknown" => complete[name] = content.clone(),
            None => {}
            Some(key) => {
                let request = &mut complete["request"];
                let unknown = request["unknown_context"].as_array_mut().unwrap();
                let count = unknown.len();
                unknown.retain(|other| other != key);
                if unknown.len() < count && !content.is_null() {
                    request["context"][key] = content.clone();
                }
            }
        }
    }
    complete
}

/// The context keys that policies ask for, in lower case, and the values that they compare them with.
#[derive(Default)]
struct Mentions {
    keys: BTreeMap<String, BTreeSet<String>>,
}

impl Mentions {
    fn of(scenario: &Value) -> Mentions {
        let mut mentions = Mentions::default();
        mentions.add(scenario);
        mentions
    }

    fn add(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.add_text(text),
            Value::Array(entries) => entries.iter().for_each(|entry| self.add(entry)),
            Value::Object(members) => {
                for (name, member) in members {
                    match (name.as_str(), member) {
                        ("request" | "principal", _) => {}
                        ("Condition", Value::Object(operators)) => self.add_conditions(operators),
                        _ => self.add(member),
                    }
                }
            }
            _ => {}
        }
    }

    fn add_text(&mut self, text: &str) {
        for (at, _) in text.match_indices("${") {
            let name: String = text[at + 2..].chars().take_while(|c| !matches!(c, '}' | ',')).collect();
            if name.contains(':') {
                self.keys.entry(name.to_ascii_lowercase()).or_default();
            }
        }
        // A unique id in place of a principal is compared with the caller's (clause 3.18).
        if text.starts_with("AIDA") || text.starts_with("AROA") {
            self.keys.entry("aws:userid".to_owned()).or_default().insert(text.to_owned());
        }
    }

    fn add_conditions(&mut self, operators: &Map<String, Value>) {
        for (key, values) in operators.values().filter_map(Value::as_object).flatten() {
            let texts = match values {
                Value::Array(values) => values.iter().map(text_of).collect(),
                value => vec![text_of(value)],
            };
            texts.iter().for_each(|text| self.add_text(text));
            self.keys.entry(key.to_ascii_lowercase()).or_default().extend(texts);
        }
    }
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Contents of slots of scenarios made by chance, by slot; policies of resources by their type too.
pub(crate) struct Donors(BTreeMap<String, Vec<Value>>);

impl Donors {
    pub(crate) fn of(seeds: impl Iterator<Item = u64>) -> Donors {
        let mut donors: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for scenario in seeds.map(generated::scenario) {
            for (slot, content) in scenario.as_object().unwrap() {
                let is_empty = content.is_null() || content.as_array().is_some_and(Vec::is_empty);
                if !is_empty && !matches!(slot.as_str(), "principal" | "request") {
                    donors.entry(Donors::kind(slot, &scenario)).or_default().push(content.clone());
                }
            }
        }
        Donors(donors)
    }

    fn kind(slot: &str, scenario: &Value) -> String {
        match slot {
            "resource_policy" => format!("{slot} {}", policy_type(scenario)),
            _ => slot.to_owned(),
        }
    }

    /// The contents that the thing called `name` may have had; the first one is what it has in `scenario`.
    pub(crate) fn candidates(&self, name: &str, scenario: &Value, random: &mut Random) -> Vec<Value> {
        if let Some(key) = name.strip_prefix(KEY) {
            return key_candidates(key, scenario, random);
        }
        let mut candidates = vec![scenario[name].clone()];
        candidates.extend(plain_contents(name, scenario));
        let others = &self.0[&Donors::kind(name, scenario)];
        candidates.extend((0..6).map(|_| others[random.below(others.len())].clone()));
        candidates
    }
}

fn policy_type(scenario: &Value) -> String {
    let request = &scenario["request"];
    let text = |name: &str| request[name].as_str().unwrap();
    format!("{:?}", resource_policy_type(text("action"), text("resource")))
}

fn key_candidates(key: &str, scenario: &Value, random: &mut Random) -> Vec<Value> {
    let context = scenario["request"]["context"].as_object().unwrap();
    let given = context.iter().find(|(name, _)| name.eq_ignore_ascii_case(key));
    let mut candidates = vec![given.map_or(Value::Null, |(_, values)| values.clone())];
    let mut texts: Vec<String> = Mentions::of(scenario).keys.remove(key).into_iter().flatten().collect();
    // What would make a variable in a resource's name fit.
    let resource = scenario["request"]["resource"].as_str().unwrap();
    texts.extend(resource.split([':', '/', '-']).filter(|piece| !piece.is_empty()).map(str::to_owned));
    texts.extend(
        ["", "true", "false", "10", "2026-01-01", "203.0.113.7", "*", "nothing of that"].map(String::from),
    );
    if key == "aws:userid" {
        texts.extend(["AIDAEXAMPLE1", "AROAEXAMPLE1:s1"].map(String::from));
    }
    candidates.extend([Value::Null, json!([])]);
    candidates.extend(texts.iter().map(|text| json!([text])));
    let any = |random: &mut Random| texts[random.below(texts.len())].clone();
    candidates.extend((0..4).map(|_| json!([any(random), any(random)])));
    candidates
}

fn named(statements: &[Value]) -> Value {
    json!({"name": "p", "document": {"Version": "2012-10-17", "Statement": statements}})
}

/// Nothing; and policies that allow all, deny all or speak of something else.
fn plain_contents(slot: &str, scenario: &Value) -> Vec<Value> {
    let statement = |effect: &str, action: &str| json!({"Effect": effect, "Action": action, "Resource": "*"});
    let (allow, deny) = (statement("Allow", "*"), statement("Deny", "*"));
    let other = statement("Allow", "other:Thing");
    let with_principal = |statement: &Value| {
        let mut statement = statement.clone();
        statement["Principal"] = json!("*");
        statement
    };
    match slot {
        "resource_policy" => resource_policies(scenario),
        "rcps" => {
            // `RCPFullAWSAccess` cannot be detached (clause 1.52).
            let (allow, deny) = (with_principal(&allow), with_principal(&deny));
            let level = |policies: &[Value]| json!({"level": "l", "policies": policies});
            let full = level(&[named(std::slice::from_ref(&allow))]);
            let closed = level(&[named(&[allow]), named(&[deny])]);
            vec![json!([]), json!([full]), json!([full, closed])]
        }
        "scps" => {
            let level = |policies: &[Value]| json!({"level": "l", "policies": policies});
            let full = level(&[named(std::slice::from_ref(&allow))]);
            let closed = level(&[named(&[allow]), named(&[deny])]);
            let silent = level(&[named(&[other])]);
            vec![json!([]), json!([full]), json!([closed]), json!([full, silent])]
        }
        "identity_policies" | "session_policies" => {
            let policy = |statement: &Value| named(std::slice::from_ref(statement));
            let (allow, deny, other) = (policy(&allow), policy(&deny), policy(&other));
            vec![json!([]), json!([allow]), json!([allow, deny]), json!([other]), json!([other, allow])]
        }
        _ => {
            let statements = [&[allow.clone()][..], &[allow, deny], &[other]];
            let policies = statements.into_iter().map(|statements| match slot {
                "vpc_endpoint_policy" => named(&statements.iter().map(with_principal).collect::<Vec<_>>()),
                _ => named(statements),
            });
            std::iter::once(Value::Null).chain(policies).collect()
        }
    }
}

/// No policy; grants to the caller in each way that the table of clauses 5.60 to 5.69 tells apart; denials.
fn resource_policies(scenario: &Value) -> Vec<Value> {
    let caller = &scenario["principal"];
    let policy_type = policy_type(scenario);
    let is_trust = policy_type == "RoleTrust";
    let policy = |effect: &str, element: &str, principal: &Value| {
        let mut statement = json!({"Effect": effect, "Action": "*"});
        statement[element] = principal.clone();
        if !is_trust {
            statement["Resource"] = json!("*");
        }
        named(&[statement])
    };
    let mut principals = vec![json!("*")];
    if let Some(arn) = caller["arn"].as_str() {
        let account = arn.split(':').nth(4).unwrap();
        principals.extend([json!({"AWS": account}), json!({"AWS": arn})]);
        let behind = ["role", "federated_by"].iter().filter_map(|member| caller[*member].as_str());
        principals.extend(behind.map(|arn| json!({"AWS": arn})));
    } else if let Some(service) = caller["service"].as_str() {
        principals.push(json!({"Service": service}));
    } else if is_trust && caller["federated"].is_string() {
        principals.push(json!({"Federated": caller["federated"]}));
    }
    let grants = principals.iter().map(|principal| policy("Allow", "Principal", principal));
    let mut policies: Vec<Value> = std::iter::once(Value::Null).chain(grants).collect();
    policies.push(policy("Deny", "Principal", &json!("*")));
    if !is_trust && caller["arn"].is_string() {
        // It denies whoever has a boundary (clause 3.43).
        let account = caller["arn"].as_str().unwrap().split(':').nth(4).unwrap();
        let chain = json!({"AWS": [caller["arn"], account]});
        policies.push(policy("Deny", "NotPrincipal", &chain));
    }
    policies
}
