//! What a request would have to carry for a condition to hold, or not to.

use std::net::IpAddr;

use crate::condition::{IpRange, Operator, Relation, SetOperator, Test, ValueType};
use crate::evaluation::{ConditionTrace, EntryTrace, KeyState, Truth};
use crate::text::json::content;

/// What has to become of a context key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// It has this value.
    Value(String),
    /// It is absent.
    Absence,
}

/// Addresses set aside for documents (RFC 5737, RFC 3849), to say "another network" with.
const OUTSIDE: [&str; 4] = ["203.0.113.10", "198.51.100.10", "192.0.2.10", "2001:db8::10"];

/// What stands in for a `*` in an example of what a pattern covers.
const ANY_RUN: &str = "example";

/// What makes `condition` hold, or fail where `holds` is false; `None` where that cannot be told from it. `text` is
/// the document.
pub(super) fn wanted(condition: &ConditionTrace, text: &str, holds: bool) -> Option<Wanted> {
    let operator = Operator::parse(&condition.operator).ok()?;
    let test = operator.test;
    let required: Vec<String> = condition.required.iter().filter_map(|entry| resolved(entry, text)).collect();
    if test == Test::Null {
        // `Null: true` asks for absence.
        let wants_absence = required.first()?.eq_ignore_ascii_case("true") == holds;
        return if wants_absence {
            Some(Wanted::Absence)
        } else {
            a_value(&condition.key).map(Wanted::Value)
        };
    }
    let wants_relation = test.is_negated() != holds;
    if wants_relation {
        return related(test, &required).map(Wanted::Value);
    }
    let fallback = || {
        // An absent key fails a plain operator and passes a negated one, a set operator and `IfExists`.
        let absence_holds =
            test.is_negated() || operator.if_exists || operator.set == Some(SetOperator::ForAllValues);
        let is_there = condition.actual != KeyState::Absent;
        (is_there && absence_holds == holds).then_some(Wanted::Absence)
    };
    unrelated(test, &required).map(Wanted::Value).or_else(fallback)
}

/// What an entry says with the variables in it replaced; `None` where one has no value.
fn resolved(entry: &EntryTrace, text: &str) -> Option<String> {
    let mut rest = content(entry.span.slice(text)).into_owned();
    if entry.variables.is_empty() {
        return Some(rest);
    }
    let mut whole = String::new();
    while let Some((before, after)) = rest.split_once("${") {
        let (inside, after) = after.split_once('}')?;
        let key = inside.split(',').next().unwrap_or(inside);
        whole.push_str(before);
        match entry.variables.iter().find(|(known, _)| known.eq_ignore_ascii_case(key)) {
            Some((_, value)) => whole.push_str(value.as_ref()?),
            None => whole.push_str(inside),
        }
        rest = after.to_owned();
    }
    Some(whole + &rest)
}

/// A value that stands to one of `required` in the relation of `test`.
fn related(test: Test, required: &[String]) -> Option<String> {
    let first = required.first()?;
    Some(match (test.value_type(), test.relation()) {
        (ValueType::IpAddress, _) => {
            let range = required.iter().find_map(|range| IpRange::parse(range))?;
            let everywhere =
                OUTSIDE.iter().find(|address| is_first_octet_zero(&range) && holds(&range, address));
            everywhere.map_or_else(|| range.an_address().to_string(), |address| (*address).to_owned())
        }
        (ValueType::Numeric, Relation::Less) => shifted(first, -1)?,
        (ValueType::Numeric, Relation::Greater) => shifted(first, 1)?,
        (ValueType::Date, Relation::Less) => another_time(first, -1)?,
        (ValueType::Date, Relation::Greater) => another_time(first, 1)?,
        (ValueType::String | ValueType::Arn, Relation::Like) => {
            let plain = required.iter().find(|value| !value.contains(['*', '?']));
            match plain {
                Some(plain) => plain.clone(),
                None => first.replace('*', ANY_RUN).replace('?', "x"),
            }
        }
        _ => first.clone(),
    })
}

fn holds(range: &IpRange, address: &str) -> bool {
    address.parse().is_ok_and(|address: IpAddr| range.contains(address))
}

/// Whether the range begins where no host is, as `0.0.0.0/0` does.
fn is_first_octet_zero(range: &IpRange) -> bool {
    match range.an_address() {
        IpAddr::V4(address) => address.octets().first() == Some(&0),
        IpAddr::V6(address) => address.octets().first() == Some(&0),
    }
}

/// A value that stands to none of `required` in the relation of `test`, where one can be told.
fn unrelated(test: Test, required: &[String]) -> Option<String> {
    let first = required.first()?;
    match (test.value_type(), test.relation()) {
        (ValueType::Bool, _) => Some((!first.eq_ignore_ascii_case("true")).to_string()),
        (ValueType::IpAddress, _) => {
            let ranges: Vec<IpRange> = required.iter().filter_map(|range| IpRange::parse(range)).collect();
            let is_outside = |address: &&&str| !ranges.iter().any(|range| holds(range, address));
            OUTSIDE.iter().find(is_outside).map(|address| (*address).to_owned())
        }
        (ValueType::Numeric | ValueType::Date, Relation::Less | Relation::Greater) => Some(first.clone()),
        (ValueType::Numeric, Relation::LessOrEqual | Relation::Equal) => shifted(first, 1),
        (ValueType::Numeric, Relation::GreaterOrEqual) => shifted(first, -1),
        (ValueType::Date, Relation::LessOrEqual | Relation::Equal) => another_time(first, 1),
        (ValueType::Date, Relation::GreaterOrEqual) => another_time(first, -1),
        _ => None,
    }
}

/// The whole number next to `number`, in that direction.
fn shifted(number: &str, by: i64) -> Option<String> {
    let whole: i64 = number.split('.').next()?.parse().ok()?;
    whole.checked_add(by).map(|number| number.to_string())
}

/// The beginning of the year before or after the one that `date` is in; for seconds since 1970, a second less or more.
fn another_time(date: &str, by: i64) -> Option<String> {
    let digits = date.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 4 {
        return shifted(date, by);
    }
    let year: i64 = date.get(..4)?.parse().ok()?;
    Some(format!("{:04}-01-01T00:00:00Z", (year + by).clamp(0, 9999)))
}

/// Some value for a key of which a policy only asks that it be there.
fn a_value(key: &str) -> Option<String> {
    let value = match key.to_ascii_lowercase().as_str() {
        "aws:multifactorauthage" => "300",
        "aws:multifactorauthpresent" | "aws:securetransport" => "true",
        "s3:x-amz-server-side-encryption" => "aws:kms",
        _ => return None,
    };
    Some(value.to_owned())
}

/// The values of the request that no entry of the condition covers, when they are all known.
pub(super) fn uncovered_values(condition: &ConditionTrace) -> &[String] {
    match &condition.actual {
        KeyState::Present(values) if condition.required.iter().all(|entry| entry.matches == Truth::False) => {
            values
        }
        _ => &[],
    }
}
