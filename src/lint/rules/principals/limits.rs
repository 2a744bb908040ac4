//! Which conditions limit who the caller is, and on whose behalf a service calls.

use crate::condition::{SetOperator, Test};
use crate::lint::{ArnFields, ConditionFacts, StatementFacts};
use crate::policy::{PrincipalEntry, PrincipalKind};

/// The principals that a statement names; none of a `NotPrincipal`.
pub(in crate::lint::rules) fn named<'s>(statement: &StatementFacts<'s>) -> &'s [PrincipalEntry<'s>] {
    let named = statement.statement.principal.as_ref().filter(|principal| !principal.negated);
    named.map_or(&[], |principal| &principal.entries)
}

/// The services among the principals of a statement.
pub(in crate::lint::rules) fn services<'s>(
    statement: &StatementFacts<'s>,
) -> impl Iterator<Item = &'s PrincipalEntry<'s>> {
    named(statement).iter().filter(|entry| entry.kind == PrincipalKind::Service)
}

/// The entry by which a statement allows everybody: `*`, plain or as `AWS`.
pub(in crate::lint::rules) fn everybody<'s>(
    statement: &StatementFacts<'s>,
) -> Option<&'s PrincipalEntry<'s>> {
    named(statement).iter().find(|entry| is_everybody(entry))
}

/// Whether the entry is `*`, plain or as `AWS`.
pub(in crate::lint::rules) fn is_everybody(entry: &PrincipalEntry<'_>) -> bool {
    match entry.kind {
        PrincipalKind::Everyone => true,
        PrincipalKind::Aws => entry.value.text == "*",
        _ => false,
    }
}

/// Whether `text` has nothing in it but wildcards.
pub(in crate::lint::rules) fn is_only_wildcards(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'*' | b'?'))
}

/// Whether the condition fails when its key is absent, and asks for one of its values when it is there.
pub(in crate::lint::rules) fn asks_for_a_value(condition: &ConditionFacts<'_>) -> bool {
    let operator = condition.operator();
    !operator.if_exists
        && operator.test != Test::Null
        && !operator.test.is_negated()
        && operator.set != Some(SetOperator::ForAllValues)
        && !condition.entry.values.is_empty()
}

const SOURCE_KEYS: [&str; 4] =
    ["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"];

/// Whether the statement says on whose behalf a service may call.
pub(in crate::lint::rules) fn limits_source(statement: &StatementFacts<'_>) -> bool {
    statement.conditions.iter().any(|condition| {
        SOURCE_KEYS.iter().any(|key| condition.is_key(key))
            && asks_for_a_value(condition)
            && !condition.entry.values.iter().any(|value| is_only_wildcards(&value.text))
    })
}

/// How a value of a key has to be written to name few callers.
#[derive(Clone, Copy)]
enum Fixed {
    /// Without wildcards.
    Whole,
    /// With something beside wildcards.
    InPart,
    /// With the organization before the first wildcard.
    OrganizationPath,
    /// With the account, or with the name of a bucket, which has none.
    Arn,
    /// Not all addresses.
    Addresses,
    /// `true`.
    True,
}

static CALLER_KEYS: &[(&str, Fixed)] = &[
    ("aws:PrincipalOrgID", Fixed::Whole),
    ("aws:PrincipalOrgPaths", Fixed::OrganizationPath),
    ("aws:PrincipalAccount", Fixed::Whole),
    ("aws:PrincipalArn", Fixed::Arn),
    ("aws:PrincipalServiceName", Fixed::InPart),
    ("aws:PrincipalServiceNamesList", Fixed::InPart),
    ("aws:PrincipalIsAWSService", Fixed::True),
    ("aws:userid", Fixed::InPart),
    ("aws:FederatedProvider", Fixed::InPart),
    ("aws:SourceVpce", Fixed::Whole),
    ("aws:SourceVpc", Fixed::Whole),
    ("aws:SourceVpcArn", Fixed::Arn),
    ("aws:VpceAccount", Fixed::Whole),
    ("aws:VpceOrgID", Fixed::Whole),
    ("aws:VpceOrgPaths", Fixed::OrganizationPath),
    ("aws:SourceIp", Fixed::Addresses),
    ("aws:VpcSourceIp", Fixed::Addresses),
    ("aws:SourceAccount", Fixed::Whole),
    ("aws:SourceArn", Fixed::Arn),
    ("aws:SourceOrgID", Fixed::Whole),
    ("aws:SourceOrgPaths", Fixed::OrganizationPath),
    ("aws:SourceOwner", Fixed::Whole),
    ("aws:Ec2InstanceSourceVpc", Fixed::Whole),
    ("kms:CallerAccount", Fixed::Whole),
    ("kms:ViaService", Fixed::InPart),
    ("s3:DataAccessPointAccount", Fixed::Whole),
    ("s3:DataAccessPointArn", Fixed::Arn),
    ("s3:AccessPointNetworkOrigin", Fixed::InPart),
    ("elasticfilesystem:AccessPointArn", Fixed::Arn),
    ("elasticfilesystem:AccessedViaMountTarget", Fixed::True),
    ("lambda:SourceFunctionArn", Fixed::Arn),
    ("sns:Endpoint", Fixed::InPart),
];

fn is_fixed(value: &str, fixed: Fixed) -> bool {
    let wildcard = value.find(['*', '?']);
    match fixed {
        Fixed::Whole => wildcard.is_none(),
        Fixed::InPart => !is_only_wildcards(value),
        Fixed::OrganizationPath => {
            wildcard.and_then(|at| value.get(..at)).unwrap_or(value).contains('/') || wildcard.is_none()
        }
        Fixed::Arn => match ArnFields::split(value) {
            Some(ArnFields { account: Some(""), resource: Some(resource), .. }) => {
                !is_only_wildcards(resource)
            }
            Some(ArnFields { account: Some(account), .. }) => !is_only_wildcards(account),
            _ => wildcard.is_none(),
        },
        Fixed::Addresses => !value.ends_with("/0"),
        Fixed::True => value.eq_ignore_ascii_case("true"),
    }
}

/// Whether all values of the condition name few callers by a key that tells who calls or from where.
fn names_callers(condition: &ConditionFacts<'_>) -> bool {
    let values = &condition.entry.values;
    // The caller's own account or organization: so is the resource's.
    let own = ["aws:ResourceAccount", "aws:ResourceOrgID", "s3:ResourceAccount"];
    if own.iter().any(|key| condition.is_key(key)) {
        return values.iter().all(|value| value.text.contains("${aws:Principal"));
    }
    let known = CALLER_KEYS.iter().find(|(key, _)| condition.is_key(key));
    known.is_some_and(|(_, fixed)| values.iter().all(|value| is_fixed(&value.text, *fixed)))
}

/// Whether a condition of the statement lets few callers pass: those of an account, an organization, a network.
pub(in crate::lint::rules) fn limits_caller(statement: &StatementFacts<'_>) -> bool {
    statement.conditions.iter().any(|condition| asks_for_a_value(condition) && names_callers(condition))
}

/// Whether the statement denies all callers but few: those that its negated conditions name, or that its
/// `NotPrincipal` does.
pub(in crate::lint::rules) fn denies_all_but_few(statement: &StatementFacts<'_>) -> bool {
    let Some(principal) = statement.statement.principal.as_ref().filter(|_| statement.denies()) else {
        return false;
    };
    if principal.negated {
        return !principal.entries.iter().any(is_everybody) && !statement.has_condition();
    }
    let is_exempted_service = |condition: &ConditionFacts<'_>| {
        let keys = ["aws:PrincipalIsAWSService", "aws:ViaAWSService"];
        keys.iter().any(|key| condition.is_key(key))
    };
    let excepts = |condition: &ConditionFacts<'_>| {
        let operator = condition.operator();
        operator.test.is_negated()
            && operator.set != Some(SetOperator::ForAnyValue)
            && !condition.entry.values.is_empty()
            && names_callers(condition)
    };
    let mut exceptions =
        statement.conditions.iter().filter(|condition| !is_exempted_service(condition)).peekable();
    principal.entries.iter().any(is_everybody) && exceptions.peek().is_some() && exceptions.all(excepts)
}
