//! `Condition` (§4).

use serde_json::Value;

use super::statements::list;
use super::templates::{Token, expand, matches};
use super::values::{address_in_range, compare_numbers, read_date, read_number};

/// 7.20, 7.50: the keys that hold several values.
const MULTIVALUED: [&str; 8] = [
    "aws:principalorgpaths",
    "aws:principalservicenameslist",
    "aws:resourceorgpaths",
    "aws:sourceorgpaths",
    "aws:vpceorgpaths",
    "aws:calledvia",
    "aws:tagkeys",
    "sts:transitivetagkeys",
];

/// The keys that the request has (4.12: without case), each with its values.
#[derive(Clone, Debug)]
pub(super) struct Context(Vec<(String, Vec<String>)>);

impl Context {
    pub(super) fn read(context: &Value) -> Context {
        let entry = |(key, values): (&String, &Value)| {
            let values: Vec<String> = list(values).into_iter().map(text_of).collect();
            // 4.11: a key with an empty list has no value, as if it were absent.
            (!values.is_empty()).then(|| (key.to_lowercase(), values))
        };
        Context(context.as_object().into_iter().flatten().filter_map(entry).collect())
    }

    /// None when the key is absent.
    fn values(&self, key: &str) -> Option<Vec<String>> {
        let key = key.to_lowercase();
        self.0.iter().find(|(name, _)| *name == key).map(|(_, values)| values.clone())
    }

    pub(super) fn has_value(&self, key: &str) -> bool {
        self.values(key).is_some()
    }

    /// The value of a single-valued key (2.55).
    pub(super) fn single(&self, key: &str) -> Option<String> {
        match self.values(key)?.as_slice() {
            [value] if !MULTIVALUED.contains(&key.to_lowercase().as_str()) => Some(value.clone()),
            _ => None,
        }
    }
}

/// 1.28: quotation marks are optional.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// 4.1, 4.2: operators and keys are AND. 1.44: an empty block restricts nothing.
pub(super) fn condition_holds(condition: &Value, variables: bool, context: &Context) -> bool {
    condition.as_object().into_iter().flatten().all(|(operator, keys)| {
        keys.as_object().expect("operators hold keys").iter().all(|(key, values)| {
            let wanted: Vec<String> = list(values).into_iter().map(text_of).collect();
            one_holds(operator, context.values(key), &wanted, variables, context)
        })
    })
}

/// One key under one operator: `given` is what the request has, `wanted` what the policy says.
fn one_holds(
    operator: &str,
    given: Option<Vec<String>>,
    wanted: &[String],
    variables: bool,
    context: &Context,
) -> bool {
    let (set, operator) = match operator.split_once(':') {
        Some((set, operator)) => (set, operator),
        None => ("", operator),
    };
    let (operator, if_exists) = match operator.strip_suffix("IfExists") {
        Some(operator) => (operator, true),
        None => (operator, false),
    };
    if operator == "Null" {
        return match set {
            // 4.72
            "ForAllValues" => true,
            "ForAnyValue" => false,
            _ => null_holds(given, wanted),
        };
    }
    // m(r) of 4C
    let holds_for = |value: &String| holds_for_value(operator, value, wanted, variables, context);
    match (set, given) {
        // 4.61, 4.62, 4.75
        ("ForAllValues", None) => true,
        // 1.46
        ("ForAllValues", Some(_)) if wanted.is_empty() => false,
        // 4.60, 4.66
        ("ForAllValues", Some(given)) => given.iter().all(holds_for),
        // 4.64, 4.65, 4.76
        ("ForAnyValue", None) => false,
        // 1.47
        ("ForAnyValue", Some(_)) if wanted.is_empty() => false,
        // 4.63, 4.67
        ("ForAnyValue", Some(given)) => given.iter().any(holds_for),
        // 4.6–4.9
        (_, None) => if_exists || is_negated(operator),
        // 1.48
        (_, Some(_)) if wanted.is_empty() => false,
        // 4.74: of several values one is enough.
        (_, Some(given)) => given.iter().any(holds_for),
    }
}

/// 4.10, 4.11: an empty list and an empty string count as no value.
fn null_holds(given: Option<Vec<String>>, wanted: &[String]) -> bool {
    let is_null = given.unwrap_or_default().iter().all(String::is_empty);
    wanted.iter().any(|wanted| wanted.to_lowercase() == is_null.to_string())
}

fn is_negated(operator: &str) -> bool {
    operator.contains("Not")
}

/// 4.3, 4.4: OR for positive operators, NOR for negated ones.
fn holds_for_value(
    operator: &str,
    given: &str,
    wanted: &[String],
    variables: bool,
    context: &Context,
) -> bool {
    let compare = |wanted: &String| compare_one(operator, given, wanted, variables, context);
    if is_negated(operator) {
        // 4.31: a comparison with a value that cannot be read is false, negated or not.
        wanted.iter().all(|wanted| compare(wanted) == Some(false))
    } else {
        wanted.iter().any(|wanted| compare(wanted) == Some(true))
    }
}

/// Whether the request's value and the policy's value match, before any negation; none when one of them
/// cannot be read (4.31, 4.38, 4.41).
fn compare_one(
    operator: &str,
    given: &str,
    wanted: &str,
    variables: bool,
    context: &Context,
) -> Option<bool> {
    let expanded = |wildcards| expand(wanted, variables, wildcards, context);
    let family = operator.replace("Not", "");
    Some(match family.as_str() {
        // 4.20; 2.61, 2.62: a variable without value matches nothing.
        "StringEquals" => expanded(false).is_some_and(|tokens| matches(&tokens, given)),
        // 4.23
        "StringEqualsIgnoreCase" => {
            let lower = |token: &Token| match token {
                Token::Exactly(character) => Token::Exactly(character.to_ascii_lowercase()),
                other => *other,
            };
            let pattern = expanded(false).map(|tokens| tokens.iter().map(lower).collect::<Vec<_>>());
            pattern.is_some_and(|tokens| matches(&tokens, &given.to_ascii_lowercase()))
        }
        // 4.21, 4.22
        "StringLike" => expanded(true).is_some_and(|tokens| matches(&tokens, given)),
        // 4.51
        "ArnEquals" | "ArnLike" => expanded(true).is_some_and(|tokens| arn_matches(&tokens, given)),
        // 2.53, 4.40, 4.41
        "Bool" => {
            let wanted: String = expanded(false)?.iter().map(character_of).collect();
            read_bool(given)? == read_bool(&wanted)?
        }
        // 4.43: base64 text has one form, so equal bytes are equal texts.
        "BinaryEquals" => given == wanted,
        // 4.45–4.48
        "IpAddress" => address_in_range(given, wanted)?,
        _ => {
            let order = match family.strip_prefix("Numeric") {
                Some(_) => compare_numbers(&read_number(given)?, &read_number(wanted)?),
                None => read_date(given)?.cmp(&read_date(wanted)?),
            };
            match family.trim_start_matches("Numeric").trim_start_matches("Date") {
                "Equals" => order.is_eq(),
                "LessThan" => order.is_lt(),
                "LessThanEquals" => order.is_le(),
                "GreaterThan" => order.is_gt(),
                "GreaterThanEquals" => order.is_ge(),
                other => panic!("no such operator: {other}"),
            }
        }
    })
}

fn character_of(token: &Token) -> char {
    match token {
        Token::Exactly(character) => *character,
        _ => panic!("there are no wildcards in it"),
    }
}

fn read_bool(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// 4.50: six fields, each on its own. 4.52: what is no ARN of six fields matches nothing.
fn arn_matches(pattern: &[Token], given: &str) -> bool {
    let pattern: Vec<&[Token]> = pattern.splitn(6, |token| *token == Token::Exactly(':')).collect();
    let given: Vec<&str> = given.splitn(6, ':').collect();
    pattern.len() == 6
        && given.len() == 6
        && pattern.iter().zip(given).all(|(pattern, given)| matches(pattern, given))
}
