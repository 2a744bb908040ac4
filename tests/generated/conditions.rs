//! Conditions with every operator, and a request context that they meet, or not.

use serde_json::{Map, Value, json};

use super::patterns::{variable, with_wildcard};
use super::random::Random;
use super::scenes::Scene;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Text,
    Number,
    Date,
    Bool,
    Binary,
    Address,
    Arn,
    Null,
}

const OPERATORS: [(&str, Family); 27] = [
    ("StringEquals", Family::Text),
    ("StringNotEquals", Family::Text),
    ("StringEqualsIgnoreCase", Family::Text),
    ("StringNotEqualsIgnoreCase", Family::Text),
    ("StringLike", Family::Text),
    ("StringNotLike", Family::Text),
    ("NumericEquals", Family::Number),
    ("NumericNotEquals", Family::Number),
    ("NumericLessThan", Family::Number),
    ("NumericLessThanEquals", Family::Number),
    ("NumericGreaterThan", Family::Number),
    ("NumericGreaterThanEquals", Family::Number),
    ("DateEquals", Family::Date),
    ("DateNotEquals", Family::Date),
    ("DateLessThan", Family::Date),
    ("DateLessThanEquals", Family::Date),
    ("DateGreaterThan", Family::Date),
    ("DateGreaterThanEquals", Family::Date),
    ("Bool", Family::Bool),
    ("BinaryEquals", Family::Binary),
    ("IpAddress", Family::Address),
    ("NotIpAddress", Family::Address),
    ("ArnEquals", Family::Arn),
    ("ArnNotEquals", Family::Arn),
    ("ArnLike", Family::Arn),
    ("ArnNotLike", Family::Arn),
    ("Null", Family::Null),
];

/// Keys, by what they hold, and whether they hold several values.
const KEYS: [(&str, Family, bool); 20] = [
    ("aws:username", Family::Text, false),
    ("aws:PrincipalTag/team", Family::Text, false),
    ("aws:RequestTag/x", Family::Text, false),
    ("aws:PrincipalAccount", Family::Text, false),
    ("s3:prefix", Family::Text, false),
    ("aws:SourceVpce", Family::Text, false),
    ("aws:TagKeys", Family::Text, true),
    ("aws:CalledVia", Family::Text, true),
    ("s3:max-keys", Family::Number, false),
    ("aws:EpochTime", Family::Number, false),
    ("svc:Sizes", Family::Number, true),
    ("aws:CurrentTime", Family::Date, false),
    ("svc:Days", Family::Date, true),
    ("aws:SecureTransport", Family::Bool, false),
    ("aws:ViaAWSService", Family::Bool, false),
    ("svc:Blob", Family::Binary, false),
    ("aws:SourceIp", Family::Address, false),
    ("aws:VpcSourceIp", Family::Address, false),
    ("aws:PrincipalArn", Family::Arn, false),
    ("svc:Arns", Family::Arn, true),
];

const TEXTS: [&str; 9] = ["red", "blue", "Red", "", "a*b", "*", "Bob", "x", "redder"];
const NUMBERS: [&str; 14] = [
    "10",
    "10.0",
    "9",
    "9.99",
    "11",
    "0",
    "-0",
    "-1",
    "0.1",
    "0.10",
    "010",
    "9007199254740992",
    "9007199254740993",
    "100000000000000000000000000000.5",
];
const DATES: [&str; 12] = [
    "2026",
    "2026-01",
    "2026-01-01",
    "2026-01-01T00:00Z",
    "2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00.5Z",
    "2026-01-01T01:00:00+01:00",
    "2025-12-31T23:30:00-00:30",
    "1767225600",
    "1767225601",
    "2024-02-29",
    "2000-02-29T23:59:59Z",
];
const BOOLS: [&str; 6] = ["true", "false", "true", "false", "True", "FALSE"];
const BLOBS: [&str; 3] = ["QQ==", "QUI=", "QUJD"];
const ADDRESSES: [&str; 9] = [
    "203.0.113.7",
    "203.0.113.6",
    "203.0.113.200",
    "198.51.100.1",
    "2001:db8::1",
    "2001:0DB8:0:0:0:0:0:0001",
    "2001:db9::1",
    "::ffff:203.0.113.7",
    "::1",
];
const RANGES: [&str; 12] = [
    "203.0.113.0/24",
    "203.0.113.7/24",
    "203.0.113.7",
    "203.0.113.7/32",
    "0.0.0.0/0",
    "203.0.113.128/25",
    "203.0.113.6/31",
    "2001:db8::/32",
    "2001:db8:0:0::1",
    "::/0",
    "2001:db8::1/127",
    "::ffff:203.0.113.0/120",
];
const ARNS: [&str; 6] = [
    "arn:aws:sns:us-east-1:111122223333:t",
    "arn:aws:sns:us-east-1:111122223333:t:x",
    "arn:aws:sns:eu-west-1:444455556666:t",
    "arn:aws:iam::111122223333:role/app",
    "arn:aws:iam::111122223333:user/Bob",
    "arn:aws:s3:::b/x",
];

/// Values that no operator but those on texts can read.
const UNREADABLE: [&str; 12] = [
    "abc",
    "",
    "1,000",
    "--1",
    "2026-02-30",
    "2025-02-29",
    "2026-01-01T00:00:00",
    "203.0.113",
    "203.0.113.256",
    "2001:db8",
    "yes",
    "t",
];

/// The keys of a request.
#[derive(Clone, Debug)]
pub(super) struct Context(Vec<(String, Vec<String>)>);

impl Context {
    pub(super) fn to_json(&self) -> Value {
        self.0.iter().map(|(key, values)| (key.clone(), json!(values))).collect::<Map<_, _>>().into()
    }

    fn values(&self, key: &str) -> &[String] {
        self.0.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map_or(&[], |(_, values)| values)
    }
}

/// A context for the scene; about a third of the keys are absent.
pub(super) fn context(scene: &Scene, random: &mut Random) -> Context {
    let mut entries = Vec::new();
    for (key, family, is_multivalued) in KEYS {
        let several = if is_multivalued { 35 } else { 4 };
        let count = match random.weighted(&[35, 60 - several, several, 5]) {
            0 => continue,
            1 => 1,
            2 => 2 + random.below(2),
            _ => 0,
        };
        let values = (0..count).map(|_| context_value(scene, key, family, random)).collect();
        entries.push((any_case(key, random), values));
    }
    if let Some(user_id) = scene.caller.user_id
        && random.chance(50)
    {
        entries.push(("aws:userid".to_owned(), vec![user_id.to_owned()]));
    }
    Context(entries)
}

fn context_value(scene: &Scene, key: &str, family: Family, random: &mut Random) -> String {
    let pieces = scene.name_pieces();
    let caller_arn = scene.caller.chain.iter().find(|arn| arn.starts_with("arn:aws:iam:"));
    match family {
        _ if random.chance(6) => random.pick(&UNREADABLE).to_owned(),
        Family::Text if random.chance(50) && !pieces.is_empty() => {
            pieces[random.below(pieces.len())].to_owned()
        }
        Family::Arn if key == "aws:PrincipalArn" && random.chance(70) => {
            caller_arn.cloned().unwrap_or_else(|| random.pick(&ARNS).to_owned())
        }
        Family::Text | Family::Null => random.pick(&TEXTS).to_owned(),
        Family::Number => random.pick(&NUMBERS).to_owned(),
        Family::Date => random.pick(&DATES).to_owned(),
        Family::Bool => random.pick(&BOOLS).to_owned(),
        Family::Binary => random.pick(&BLOBS).to_owned(),
        Family::Address => random.pick(&ADDRESSES).to_owned(),
        Family::Arn => random.pick(&ARNS).to_owned(),
    }
}

fn any_case(key: &str, random: &mut Random) -> String {
    match random.weighted(&[80, 10, 10]) {
        0 => key.to_owned(),
        1 => key.to_lowercase(),
        _ => key.to_uppercase(),
    }
}

/// A value of `Condition`.
pub(super) fn condition(scene: &Scene, context: &Context, random: &mut Random) -> Value {
    let mut operators = Map::new();
    // 1.44: an empty one restricts nothing.
    for _ in 0..random.weighted(&[3, 77, 20]) {
        let (name, family) = OPERATORS[random.below(OPERATORS.len())];
        let set = ["", "ForAllValues:", "ForAnyValue:"][random.weighted(&[60, 20, 20])];
        // 1.58
        let if_exists = if name != "Null" && random.chance(25) { "IfExists" } else { "" };
        let mut keys: Map<String, Value> = Map::new();
        for _ in 0..=random.weighted(&[85, 15]) {
            let key = any_case(random_key(family, random), random);
            // 1.30
            if keys.keys().any(|other| other.eq_ignore_ascii_case(&key)) {
                continue;
            }
            // 1.45 to 1.48: an empty list, except under a plain operator; for `Null` the clauses disagree.
            let may_be_empty = (!set.is_empty() || !if_exists.is_empty()) && name != "Null";
            let given = context.values(&key).to_vec();
            let values = policy_values(scene, name, family, &given, may_be_empty, random);
            keys.insert(key, values);
        }
        operators.insert(format!("{set}{name}{if_exists}"), Value::Object(keys));
    }
    Value::Object(operators)
}

fn random_key(family: Family, random: &mut Random) -> &'static str {
    let fits = |(_, of_key, _): &&(&'static str, Family, bool)| family == Family::Null || *of_key == family;
    let fitting: Vec<_> = KEYS.iter().filter(fits).collect();
    match random.chance(88) {
        true => fitting[random.below(fitting.len())].0,
        false => KEYS[random.below(KEYS.len())].0,
    }
}

fn policy_values(
    scene: &Scene,
    operator: &str,
    family: Family,
    given: &[String],
    may_be_empty: bool,
    random: &mut Random,
) -> Value {
    if may_be_empty && random.chance(4) {
        return json!([]);
    }
    // 1.59
    let count =
        if matches!(family, Family::Bool | Family::Null) { 1 } else { 1 + random.weighted(&[60, 28, 12]) };
    let values: Vec<String> =
        (0..count).map(|_| policy_value(scene, operator, family, given, random)).collect();
    // 1.28: quotation marks are optional, for all values or for none.
    let unquoted: Option<Vec<Value>> = values.iter().map(|value| unquoted(value)).collect();
    let values: Vec<Value> = match unquoted {
        Some(unquoted) if random.chance(30) => unquoted,
        _ => values.into_iter().map(Value::String).collect(),
    };
    match values.as_slice() {
        [value] if random.chance(50) => value.clone(),
        _ => Value::Array(values),
    }
}

fn unquoted(value: &str) -> Option<Value> {
    match value {
        "true" | "false" | "10" | "10.0" | "9" | "9.99" | "11" | "0" | "-1" | "0.1" => value.parse().ok(),
        _ => None,
    }
}

fn policy_value(
    scene: &Scene,
    operator: &str,
    family: Family,
    given: &[String],
    random: &mut Random,
) -> String {
    match family {
        Family::Text => {
            let given = if given.is_empty() { "red" } else { given[random.below(given.len())].as_str() };
            match random.weighted(&[32, 18, 20, 22, 8]) {
                0 => given.to_owned(),
                1 if operator.ends_with("Case") => given.to_uppercase(),
                1 => with_wildcard(given, random),
                2 => variable(given, random),
                3 => random.pick(&TEXTS).to_owned(),
                _ => scene.name_pieces().first().unwrap_or(&"x").to_string(),
            }
        }
        Family::Number if random.chance(4) => random.pick(&["abc", "1,000", "${aws:EpochTime}"]).to_owned(),
        Family::Number => random.pick(&NUMBERS).to_owned(),
        Family::Date if random.chance(4) => {
            random.pick(&["yesterday", "2026-02-30", "2026-13-01"]).to_owned()
        }
        Family::Date => random.pick(&DATES).to_owned(),
        Family::Bool if random.chance(10) => "${aws:SecureTransport}".to_owned(),
        Family::Bool => random.pick(&BOOLS).to_owned(),
        Family::Null => random.pick(&["true", "false"]).to_owned(),
        Family::Binary => random.pick(&BLOBS).to_owned(),
        Family::Address => random.pick(&RANGES).to_owned(),
        Family::Arn => {
            let arn = random.pick(&ARNS);
            match random.weighted(&[30, 30, 12, 16, 12]) {
                0 => arn.to_owned(),
                1 => {
                    let early: String = arn.chars().take("arn:aws:".len()).collect();
                    early + &with_wildcard(&arn["arn:aws:".len()..], random)
                }
                2 => {
                    random.pick(&["*", "arn:aws:sns:*:*:*", "arn:aws:sns:*:t", "arn:aws:*:*:*:*"]).to_owned()
                }
                3 => format!("arn:aws:iam::*:user/{}", variable("Bob", random)),
                _ => random
                    .pick(&["${aws:PrincipalArn}", "arn:aws:iam::${aws:PrincipalAccount}:role/app"])
                    .to_owned(),
            }
        }
    }
}
